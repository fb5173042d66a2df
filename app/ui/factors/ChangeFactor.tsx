import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { CodeField } from './CodeField.tsx';

/** It is on: new recovery codes, or off, each for a code. */
export function ChangeFactor({ since, codesLeft }: { since: Date | string; codesLeft: number }) {
  const t = useTranslations('factors.mine');
  const locale = useLocale();
  return (
    <div className="grid gap-8">
      <p>
        {t('on', { day: formatDay(locale, dayOf(new Date(since))) })}. {t('codesLeft', { count: codesLeft })}
      </p>
      <Change intent="renew" />
      <Change intent="off" />
    </div>
  );
}

function Change({ intent }: { intent: 'renew' | 'off' }) {
  const t = useTranslations('factors');
  const [form, fields] = useIntentForm<{ code: string }>(intent);
  return (
    <Form method="post" {...getFormProps(form)} className="grid max-w-md gap-4">
      <input type="hidden" name="intent" value={intent} />
      <FormErrors form={form} labels={{ code: t('code') }} />
      <p className="text-muted">{t('mine.changeLead')}</p>
      <CodeField field={fields.code} label={t('code')} recovery />
      <div>
        <SubmitButton variant={intent === 'off' ? 'danger' : 'secondary'}>
          {t(intent === 'off' ? 'mine.off' : 'mine.renew')}
        </SubmitButton>
      </div>
    </Form>
  );
}
