import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { ActFilters } from '#app/domain/operator/schema.ts';
import { OPERATOR_ACTS } from '#app/domain/operator/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { plainField } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';

/** Act, subject and days, in the address: works without JavaScript. */
export function ActFiltersForm({ filters }: { filters: ActFilters }) {
  const t = useTranslations('admin.acts');
  const words = useTranslations('operator');
  return (
    <search aria-label={t('filters')} className="mb-6 block no-print">
      <Form
        action={paths.adminActs()}
        className="grid items-end gap-4 sm:grid-cols-2 xl:grid-cols-[repeat(2,minmax(0,3fr))_repeat(2,minmax(0,2fr))_auto]"
        key={Object.values(filters).join()}
      >
        <SelectField
          field={plainField('act', { value: filters.act })}
          label={t('act')}
          empty={t('any')}
          choices={OPERATOR_ACTS.map((value) => ({ value, label: words(`acts.${value}`) }))}
        />
        <TextField field={plainField('about', { value: filters.about })} label={t('about')} />
        <DateField field={plainField('from', { value: filters.from })} label={t('from')} />
        <DateField field={plainField('until', { value: filters.until })} label={t('until')} />
        <SubmitButton variant="secondary">{t('apply')}</SubmitButton>
      </Form>
      <p className="mt-2 text-sm text-muted">{t('aboutHint')}</p>
    </search>
  );
}
