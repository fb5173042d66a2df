import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { PHOTO_ACCEPT } from '#app/domain/lots/photos.ts';
import { MESSAGE_LIMITS } from '#app/domain/messages/limits.ts';
import type { ThreadView } from '#app/domain/messages/views.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { FileField } from '#app/ui/kit/FileField.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';

export function WriteMessage({ thread, formKey }: { thread: ThreadView; formKey: string }) {
  const t = useTranslations('messages.write');
  const locale = useLocale();
  const lastResult = useActionData() as SubmissionResult<string[]> | undefined;
  const [form, fields] = useForm<{ body: string; photo: File[] }>({ id: 'write', lastResult });
  if (!thread.mayWrite) return <Alert className="mt-6">{t(thread.closed ? 'closed' : 'readOnly')}</Alert>;
  return (
    <Form
      method="post"
      encType="multipart/form-data"
      {...getFormProps(form)}
      className="mt-8 space-y-5 no-print"
    >
      <FormErrors form={form} labels={{ body: t('body'), photo: t('photos') }} />
      <KeyField value={formKey} />
      <TextArea
        field={withFacts(fields.body, { maxLength: MESSAGE_LIMITS.length })}
        label={t('body')}
        hint={t('bodyHint', { name: thread.other })}
        rows={5}
      />
      <FileField
        field={fields.photo}
        label={t('photos')}
        hint={t('photosHint', { max: MESSAGE_LIMITS.photos })}
        accept={PHOTO_ACCEPT}
        multiple
        optional
      />
      {thread.until ? (
        <p className="text-sm text-muted">
          {t('until', { day: formatDay(locale, dayOf(new Date(thread.until), thread.zone)) })}
        </p>
      ) : null}
      <SubmitButton pendingLabel={t('sending')}>{t('send')}</SubmitButton>
    </Form>
  );
}
