import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { DELAY_SETTINGS } from '#app/domain/reservations/delay-input.ts';
import { COUNTS, DELAYS, type DelaySetting, HOURS } from '#app/domain/reservations/delays.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { ReasonField } from './ReasonField.tsx';

/** "14d" as it is written in the reader's language: "14 j". */
const inWords = (locale: Locale, short: string) => {
  const spaced = short.replace(/(?<=\d)(?=[a-z])/, '\u00a0');
  return locale === 'fr' ? spaced.replace(/d$/, 'j') : spaced;
};

const isHour = (name: DelaySetting) => (HOURS as readonly string[]).includes(name);

/** All the delays and limits, with their bounds. */
export function DelaysForm({ delays, formKey }: { delays: Record<DelaySetting, string>; formKey: string }) {
  const t = useTranslations('admin.delays');
  const reason = useTranslations('operator.reason');
  const locale = useLocale();
  const shown = DELAY_SETTINGS.map((name) => [name, inWords(locale, delays[name])]);
  const [form, fields] = useForm<Record<DelaySetting | 'reason', string>>({
    id: 'delays',
    lastResult: useActionData<SubmissionResult<string[]>>() ?? null,
    defaultValue: Object.fromEntries(shown),
    shouldRevalidate: 'onSubmit',
  });
  const bounds = (name: DelaySetting) => {
    if (isHour(name)) return t('hour');
    if (name in COUNTS) return t('count', { most: COUNTS[name as keyof typeof COUNTS].most });
    const { least, most } = DELAYS[name as keyof typeof DELAYS];
    return t('between', { least: inWords(locale, least), most: inWords(locale, most) });
  };
  const labels = Object.fromEntries(DELAY_SETTINGS.map((name) => [name, t(`names.${name}`)]));
  return (
    <Form method="post" {...getFormProps(form)} className="space-y-6">
      <FormErrors form={form} labels={{ ...labels, reason: reason('label') }} />
      <KeyField value={formKey} />
      <div className="grid items-end gap-x-6 gap-y-5 sm:grid-cols-2">
        {DELAY_SETTINGS.map((name) => (
          <TextField
            key={name}
            field={fields[name]}
            label={t(`names.${name}`)}
            hint={bounds(name)}
            type={isHour(name) ? 'time' : 'text'}
            autoComplete="off"
          />
        ))}
      </div>
      <div className="max-w-prose">
        <ReasonField field={fields.reason} />
      </div>
      <SubmitButton>{t('save')}</SubmitButton>
    </Form>
  );
}
