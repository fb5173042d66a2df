import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { withFacts } from '#app/ui/kit/fields.ts';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

export function NewCrewLink({ until, formKey }: { until: string; formKey: string }) {
  const t = useTranslations('crew.manage.form');
  const [form, fields] = useIntentForm<{ name: string; until: string }>('create', { until });
  return (
    <Section title={t('title')} className="no-print">
      <Form method="post" {...getFormProps(form)} className="space-y-5">
        <FormErrors form={form} labels={{ name: t('name'), until: t('until') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="create" />
        <div className="grid items-end gap-5 sm:grid-cols-2">
          <TextField
            field={withFacts(fields.name, { required: true })}
            label={t('name')}
            hint={t('nameHint')}
            maxLength={60}
            autoComplete="off"
          />
          <DateField
            field={withFacts(fields.until, { required: true })}
            label={t('until')}
            hint={t('untilHint')}
          />
        </div>
        <SubmitButton size="large">{t('create')}</SubmitButton>
      </Form>
    </Section>
  );
}
