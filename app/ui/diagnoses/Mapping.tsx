import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FIELDS } from '#app/domain/diagnoses/fields.ts';
import type { Column } from '#app/domain/diagnoses/header.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';

/** Which field each column of the file feeds; settled by a person, the file is read again. */
export function Mapping({
  columns,
  formKey,
  open,
}: {
  columns: readonly Column[];
  formKey: string;
  open: boolean;
}) {
  const t = useTranslations('diagnoses');
  const used = columns.filter(({ field }) => field !== null).length;
  const choices = [
    { value: 'ignore', label: t('mapping.ignore') },
    ...FIELDS.map((field) => ({ value: field, label: t(`field.${field}`) })),
  ];
  return (
    <Disclosure
      open={open}
      summary={
        <span>
          {t('mapping.title')}{' '}
          <span className="font-normal text-muted">
            {t('mapping.summary', { used, total: columns.length })}
          </span>
        </span>
      }
    >
      <p className="text-muted">{t('mapping.lead')}</p>
      <Form method="post" className="mt-4 grid gap-4">
        <KeyField value={formKey} />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {columns.map(({ header, field, unit }, at) => (
            <SelectField
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the file
              key={at}
              field={plainField(`column[${at}]`, { id: `column-${at}`, value: field ?? 'ignore' })}
              label={
                <span className="break-words">
                  {header.trim()
                    ? t('mapping.header', { header: header.trim().slice(0, 80) })
                    : t('mapping.unnamed', { number: at + 1 })}
                  {unit ? <span className="font-normal text-muted"> ({unit})</span> : null}
                </span>
              }
              choices={choices}
            />
          ))}
        </div>
        <div>
          <SubmitButton name="intent" value="map" variant="secondary">
            {t('mapping.read')}
          </SubmitButton>
        </div>
      </Form>
    </Disclosure>
  );
}
