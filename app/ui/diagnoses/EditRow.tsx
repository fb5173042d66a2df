import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { FIELDS, type Field } from '#app/domain/diagnoses/fields.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { plainField } from '#app/ui/kit/fields.ts';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Findings, type RuleWords } from './Findings.tsx';
import type { KeyedRow } from './RowSheet.tsx';

interface Props {
  row: KeyedRow;
  families: readonly { code: string; name: string }[];
  types: readonly { code: string; family: string; name: string }[];
  rules: RuleWords;
  backTo: string;
}

/** Every cell of one line, as the file wrote it, to be typed again. What has something to say of it comes first. */
export function EditRow({ row, families, types, rules, backTo }: Props) {
  const t = useTranslations('diagnoses');
  const { line, cells, corrected, findings } = row;
  const told = new Set(findings.map(({ field }) => field));
  const fields = FIELDS.filter((field) => field !== 'type_code');
  const ordered = [
    ...fields.filter((field) => told.has(field)),
    ...fields.filter((field) => !told.has(field)),
  ];
  const noteOf = (field: Field) => {
    const was = corrected?.[field];
    return was === undefined ? undefined : t('edit.was', { was: was || t('edit.empty') });
  };
  return (
    <Section
      title={t('edit.title', { line })}
      id="edit"
      className="rounded-lg border-2 border-accent p-4 sm:p-6"
    >
      <Findings findings={findings} rules={rules} />
      <Form method="post" className="mt-4 grid gap-4">
        <KeyField value={row.key} />
        <input type="hidden" name="line" value={line} />
        <SelectField
          field={plainField('typeCode', { value: row.typeBy === 'none' ? '' : row.typeCode })}
          label={t('type')}
          hint={t('edit.typeHint')}
          empty="—"
          choices={families.map(({ code, name }) => ({
            label: name,
            choices: types
              .filter((type) => type.family === code)
              .map((type) => ({ value: type.code, label: type.name })),
          }))}
        />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {ordered.map((field) => (
            <TextField
              key={field}
              field={plainField(`cell.${field}`, { id: `cell-${field}`, value: cells[field] })}
              label={t(`field.${field}`)}
              hint={noteOf(field)}
              maxLength={2000}
            />
          ))}
        </div>
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="intent" value="correct">
            {t('edit.save')}
          </SubmitButton>
          <LinkButton to={backTo} variant="quiet">
            {t('edit.back')}
          </LinkButton>
        </div>
      </Form>
    </Section>
  );
}
