import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { CodeField } from './CodeField.tsx';

/** The key, as a picture and as a text to type; a code of it turns the second factor on. */
export function Enrolment({ typed, qr }: { typed: string; qr: { size: number; path: string } }) {
  const t = useTranslations('factors');
  const [form, fields] = useIntentForm<{ code: string }>('confirm');
  return (
    <div className="grid gap-6">
      <p>{t('mine.scan')}</p>
      <svg
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        role="img"
        aria-label={t('mine.qr')}
        shapeRendering="crispEdges"
        className="w-full max-w-64 rounded"
      >
        <rect width={qr.size} height={qr.size} fill="#ffffff" />
        <path d={qr.path} fill="#000000" />
      </svg>
      <p>
        {t('mine.typed')} <code className="font-mono text-lg break-words">{typed}</code>
      </p>
      <Form method="post" {...getFormProps(form)} className="grid max-w-md gap-5">
        <input type="hidden" name="intent" value="confirm" />
        <p>{t('mine.then')}</p>
        <FormErrors form={form} labels={{ code: t('code') }} />
        <CodeField field={fields.code} label={t('code')} />
        <SubmitButton size="large" pendingLabel={t('mine.pending')}>
          {t('mine.confirm')}
        </SubmitButton>
      </Form>
      <Form method="post">
        <SubmitButton variant="quiet" name="intent" value="begin">
          {t('mine.restart')}
        </SubmitButton>
      </Form>
    </div>
  );
}
