import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import type { FormEvent } from 'react';
import { useTranslations } from 'use-intl';
import { PHOTO_ACCEPT, PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { FileField } from '#app/ui/kit/FileField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { Progress } from '#app/ui/kit/Progress.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { type Sending, useUploads } from './uploads.ts';

/** A plain file form; with JavaScript each photo goes alone, part by part, survives a cut and says how it went. */
export function Uploader({ formKey, lot }: { formKey: string; lot: string }) {
  const t = useTranslations('photos');
  const lastResult = useActionData() as SubmissionResult<string[]> | undefined;
  const [form, fields] = useForm<{ photo: File[] }>({ id: 'add-photos', lastResult });
  const { sendings, busy, send } = useUploads(lot, {
    tooLarge: t('too-large'),
    lost: t('lost'),
  });
  const done = sendings.filter(({ state }) => state === 'done' || state === 'failed').length;

  function intercept(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const input = event.currentTarget.elements.namedItem('photo');
    if (!(input instanceof HTMLInputElement) || !input.files?.length) return;
    send([...input.files]);
    input.value = '';
  }

  return (
    <div className="grid content-start gap-5">
      <Form
        method="post"
        encType="multipart/form-data"
        {...getFormProps(form)}
        onSubmit={intercept}
        className="grid gap-4"
      >
        <FormErrors form={form} labels={{ photo: t('choose') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="add" />
        <FileField
          field={fields.photo}
          label={t('choose')}
          hint={t('limits', { max: PHOTO_LIMITS.perLot })}
          accept={PHOTO_ACCEPT}
          multiple
          required
        />
        <noscript>
          <p className="text-sm text-muted">{t('once')}</p>
        </noscript>
        <div>
          <SubmitButton pending={busy} pendingLabel={t('sending')}>
            {t('send')}
          </SubmitButton>
        </div>
      </Form>
      {sendings.length > 0 ? (
        <div>
          <Progress
            label={t('progress')}
            value={done}
            max={sendings.length}
            text={t('progress-text', { done, total: sendings.length })}
          />
          <ul className="mt-3 grid gap-1" aria-live="polite">
            {sendings.map((sending) => (
              <SendingLine key={sending.id} sending={sending} />
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

function SendingLine({ sending: { name, state, percent, problem } }: { sending: Sending }) {
  const t = useTranslations('photos');
  return (
    <li className={state === 'failed' ? 'text-danger' : undefined}>
      <span className="font-semibold break-all">{name}</span> · {t(state)}
      {state === 'current' && percent ? <span aria-hidden="true"> {t('part', { percent })}</span> : null}
      {problem ? <span className="block">{problem}</span> : null}
    </li>
  );
}
