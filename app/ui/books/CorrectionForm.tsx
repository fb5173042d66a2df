import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { CORRECTION_REASONS, type LineDetail } from '#app/domain/ledger/line-views.ts';
import type { StatementLine } from '#app/domain/ledger/statement.ts';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import { dayOf, formatDay } from '#app/i18n/dates.ts';
import { formatQuantity, unitName } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { Section } from '#app/ui/layout/Section.tsx';
import { WhereItCounts } from './WhereItCounts.tsx';

interface Props {
  line: StatementLine;
  detail: LineDetail;
  zone: string;
  formKey: string;
}

type Fields = { quantity: string; method: string; massKg: string; reason: string; sure: string };

/** Either side says what the line should have said. A figure that looks like a slip is asked about before it is sent. */
export function CorrectionForm({ line, detail, zone, formKey }: Props) {
  const t = useTranslations('books.correction');
  const reasons = useTranslations('books.reasons');
  const grades = useTranslations('ledger.evidenceShort');
  const locale = useLocale();
  const decimal = (milli: number) => {
    const text = formatMilli(milli);
    return locale === 'fr' ? text.replace('.', ',') : text;
  };
  const weighedBefore = line.evidence === 'A';
  const [form, fields] = useIntentForm<Fields>('propose', {
    quantity: decimal(line.quantityMilli),
    method: weighedBefore ? 'weighed' : 'counted',
    massKg: weighedBefore ? decimal(line.massG) : '',
  });
  const live = useHydrated();
  const [method, setMethod] = useState(fields.method.initialValue ?? 'counted');
  const labels = {
    quantity: t('quantity'),
    massKg: t('massKg'),
    reason: t('reason'),
    method: t('method'),
    sure: t('sureAny'),
  };
  const declined = detail.correction?.state === 'declined' ? detail.correction : null;
  return (
    <Section title={t('title')} className="no-print">
      {declined ? (
        <p className="mb-3">
          {t('declined', { day: formatDay(locale, dayOf(new Date(declined.proposedAt), zone)) })}
        </p>
      ) : null}
      <Disclosure summary={t('unfold')} open={form.status === 'error'}>
        <p className="mb-4 max-w-prose">
          {t(detail.alone ? 'leadAlone' : 'lead', { name: detail.otherName ?? '' })}
        </p>
        <Form
          method="post"
          {...getFormProps(form)}
          className="space-y-5"
          onChange={({ target }) => {
            if (target instanceof HTMLInputElement && target.name === 'method') setMethod(target.value);
          }}
        >
          <FormErrors form={form} labels={labels} />
          <KeyField value={formKey} />
          <input type="hidden" name="intent" value="propose" />
          <TextField
            field={fields.quantity}
            label={`${t('quantity')} (${unitName(locale, line.unit)})`}
            hint={t('quantityHint', { quantity: formatQuantity(locale, line.quantityMilli, line.unit) })}
            inputMode="decimal"
            autoComplete="off"
            required
          />
          {weighedBefore ? (
            <input type="hidden" name="method" value="weighed" />
          ) : (
            <RadioGroup
              field={fields.method}
              legend={t('method')}
              choices={[
                { value: 'counted', label: t('counted', { grade: grades(line.evidence) }) },
                { value: 'weighed', label: t('weighed') },
              ]}
            />
          )}
          {live && method !== 'weighed' ? null : (
            <TextField
              field={fields.massKg}
              label={t('massKg')}
              hint={live || weighedBefore ? undefined : t('massHint')}
              inputMode="decimal"
              autoComplete="off"
            />
          )}
          <SelectField
            field={fields.reason}
            label={t('reason')}
            empty="…"
            choices={CORRECTION_REASONS.map((value) => ({ value, label: reasons(value) }))}
            required
          />
          {fields.sure.errors ? <Checkbox field={fields.sure} label={t('sureAny')} /> : null}
          <WhereItCounts line={line} detail={detail} />
          <SubmitButton>{t(detail.alone ? 'submitAlone' : 'submit')}</SubmitButton>
        </Form>
      </Disclosure>
    </Section>
  );
}
