import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

export function Leave({ formKey }: { formKey: string }) {
  const t = useTranslations('organisations.page');
  return (
    <Section title={t('leave')} lead={t('leaveLead')}>
      <Form method="post">
        <KeyField value={formKey} />
        <SubmitButton variant="danger" size="small" name="intent" value="leave">
          {t('leave')}
        </SubmitButton>
      </Form>
    </Section>
  );
}
