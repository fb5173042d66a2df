import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** A yearly statement, one press a year. */
export function AskStatement({ years, formKey }: { years: readonly number[]; formKey: string }) {
  const t = useTranslations('documents.statement');
  return (
    <Section title={t('title')} lead={t('lead')}>
      <Form method="post" action="?index" className="flex flex-wrap gap-3">
        <KeyField value={formKey} />
        {years.map((year) => (
          <SubmitButton key={year} variant="secondary" name="year" value={year}>
            {t('submit', { year: String(year) })}
          </SubmitButton>
        ))}
      </Form>
    </Section>
  );
}
