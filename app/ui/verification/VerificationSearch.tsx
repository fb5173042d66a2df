import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';

export function VerificationSearch({ typed }: { typed: string }) {
  const t = useTranslations('trust.desk');
  return (
    <search aria-label={t('search')} className="block no-print">
      <Form action={paths.adminVerifications()} className="flex flex-wrap items-end gap-3" key={typed}>
        <TextField
          field={plainField('q', { value: typed })}
          label={t('searchLabel')}
          type="search"
          maxLength={120}
          className="min-w-0 flex-1"
        />
        <SubmitButton variant="secondary">{t('searchButton')}</SubmitButton>
      </Form>
    </search>
  );
}
