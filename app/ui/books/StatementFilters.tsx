import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { StatementFilter } from '#app/domain/ledger/statement.ts';
import { BALANCES, MOVEMENT_KINDS } from '#app/domain/ledger/vocabulary.ts';
import { formatMonth } from '#app/i18n/dates.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

interface Props {
  action: string;
  filter: StatementFilter;
  months: readonly string[];
}

/** Account, operation and month, in the address: works without JavaScript. */
export function StatementFilters({ action, filter, months }: Props) {
  const t = useTranslations('books.filters');
  const words = useTranslations('ledger');
  const locale = useLocale();
  return (
    <search aria-label={t('title')} className="mb-6 block no-print">
      <Form
        action={action}
        className="grid items-end gap-4 sm:grid-cols-[repeat(3,minmax(0,1fr))_auto]"
        key={Object.values(filter).join()}
      >
        <SelectField
          field={plainField('month', { value: filter.month })}
          label={t('month')}
          empty={t('anyMonth')}
          choices={months.map((value) => ({ value, label: formatMonth(locale, value) }))}
        />
        <SelectField
          field={plainField('kind', { value: filter.kind })}
          label={t('kind')}
          empty={t('anyKind')}
          choices={MOVEMENT_KINDS.map((value) => ({ value, label: words(`kinds.${value}`) }))}
        />
        <SelectField
          field={plainField('account', { value: filter.account })}
          label={t('account')}
          empty={t('anyAccount')}
          choices={BALANCES.map((value) => ({ value, label: words(`accounts.${value}`) }))}
        />
        <SubmitButton variant="secondary">{t('apply')}</SubmitButton>
      </Form>
    </search>
  );
}
