import { getFormProps } from '@conform-to/react';
import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FormErrors } from '#app/ui/kit/FormErrors.tsx';
import { useIntentForm } from '#app/ui/kit/intent-form.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { ReasonField } from './ReasonField.tsx';

/** A mail to oneself, by the way every mail goes. */
export function TestMail({ email, formKey }: { email: string; formKey: string }) {
  const t = useTranslations('admin.queues');
  const reason = useTranslations('operator.reason');
  const [form, fields] = useIntentForm<{ reason: string }>('test');
  return (
    <Section title={t('test.title')} lead={t('test.lead', { email })}>
      <Form method="post" {...getFormProps(form)} className="max-w-prose space-y-5">
        <FormErrors form={form} labels={{ reason: reason('label') }} />
        <KeyField value={formKey} />
        <input type="hidden" name="intent" value="test" />
        <ReasonField field={fields.reason} />
        <SubmitButton variant="secondary">{t('test.send')}</SubmitButton>
      </Form>
    </Section>
  );
}
