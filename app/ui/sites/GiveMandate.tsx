import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { MANDATE_SCOPES } from '#app/domain/sites/mandate-schema.ts';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { CheckboxGroup } from '#app/ui/kit/RadioGroup.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Fields extends Record<string, unknown> {
  organisation: string;
  scopes: string[];
  startsOn: string;
  endsOn: string;
}

interface Props {
  today: string;
  /** end of the works, proposed as the mandate's */
  endsOn: string | null;
  formKey: string;
}

/** To whom, for what, from when and until when. */
export function GiveMandate({ today, endsOn, formKey }: Props) {
  const t = useTranslations('mandates');
  const [form, fields] = useIntentForm<Fields>('give', { startsOn: today, endsOn: endsOn ?? '' });
  const labels = {
    organisation: t('form.organisation'),
    scopes: t('form.scopes'),
    startsOn: t('form.startsOn'),
    endsOn: t('form.endsOn'),
  };
  return (
    <Section title={t('form.title')} className="no-print">
      <Form method="post" {...getFormProps(form)} className="space-y-6">
        <FormErrors form={form} labels={labels} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="give" />
        <TextField
          field={withFacts(fields.organisation, { required: true })}
          label={labels.organisation}
          hint={t('form.organisationHint')}
          maxLength={300}
          autoComplete="off"
        />
        <CheckboxGroup
          field={fields.scopes}
          legend={labels.scopes}
          choices={MANDATE_SCOPES.map((value) => ({
            value,
            label: t(`scope.${value}`),
            hint: t(`scopeHint.${value}`),
          }))}
        />
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <DateField field={withFacts(fields.startsOn, { required: true })} label={labels.startsOn} />
          <DateField field={fields.endsOn} label={labels.endsOn} hint={t('form.endsOnHint')} optional />
        </div>
        <SubmitButton size="large">{t('form.give')}</SubmitButton>
      </Form>
    </Section>
  );
}
