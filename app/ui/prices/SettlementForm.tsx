import { getFormProps, type SubmissionResult, useForm } from '@conform-to/react';
import { Form, useActionData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { SettlementNote } from '#app/domain/prices/views.ts';
import { SETTLEMENT_METHODS } from '#app/domain/prices/vocabulary.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';

interface Fields extends Record<string, unknown> {
  settled: string;
  method: string;
  settledOn: string;
  invoiceNumber: string;
}

interface Props {
  /** the last one, to be corrected */
  note: SettlementNote | undefined;
  formKey: string;
  today: string;
}

/** What the seller notes of a payment that takes place elsewhere. */
export function SettlementForm({ note, formKey, today }: Props) {
  const t = useTranslations('prices.settlement');
  const [form, fields] = useForm<Fields>({
    id: 'settlement',
    lastResult: useActionData<SubmissionResult<string[]>>() ?? null,
    defaultValue: {
      settled: note && !note.settled ? 'no' : 'yes',
      method: note?.method ?? '',
      settledOn: note?.settledOn ?? today,
      invoiceNumber: note?.invoiceNumber ?? '',
    },
    shouldRevalidate: 'onSubmit',
  });
  const labels = {
    settled: t('settled'),
    method: t('method'),
    settledOn: t('day'),
    invoiceNumber: t('invoice'),
  };
  return (
    <Form method="post" {...getFormProps(form)} className="group/settled space-y-6">
      <FormErrors form={form} labels={labels} />
      <KeyField value={formKey} />
      <RadioGroup
        field={fields.settled}
        legend={t('settled')}
        layout="tiles"
        choices={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
      />
      <SelectField
        field={fields.method}
        label={t('method')}
        optional
        empty={t('methodNone')}
        className="max-w-sm"
        choices={SETTLEMENT_METHODS.map((value) => ({ value, label: t(`methods.${value}`) }))}
      />
      <div className="group-has-[input[value=no]:checked]/settled:hidden">
        <DateField field={fields.settledOn} label={t('day')} />
      </div>
      <TextField
        field={fields.invoiceNumber}
        label={t('invoice')}
        hint={t('invoiceHint')}
        optional
        maxLength={60}
        className="max-w-sm"
      />
      <SubmitButton>{t('save')}</SubmitButton>
    </Form>
  );
}
