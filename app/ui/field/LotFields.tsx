import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { FieldType } from '#app/domain/field/views.ts';
import { CONDITIONS, REMOVALS, type Unit } from '#app/domain/lots/vocabulary.ts';
import { unitName } from '#app/i18n/format.ts';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { TextArea } from '#app/ui/kit/TextArea.tsx';
import { TextField } from '#app/ui/kit/TextField.tsx';
import { TypeChooser } from './TypeChooser.tsx';

interface Props {
  field: (name: string, value?: string | null) => FieldLike;
  types: readonly FieldType[];
  /** what had been typed, when an entry is changed */
  values?: Record<string, string>;
}

/** Units in which the lot's mass is known without asking: the type's own, and those of mass. */
export function unitsOf(type: FieldType | null): Unit[] {
  if (!type) return ['u'];
  return [...new Set<Unit>([...(type.massKnown ? [type.unit] : []), 'kg', 't'])];
}

/** What is worth noting before the material itself; the rest is filled in the office. */
export function LotFields({ field, types, values = {} }: Props) {
  const t = useTranslations('field.new');
  const conditions = useTranslations('lots.condition');
  const removals = useTranslations('field.removal');
  const locale = useLocale();
  const [type, setType] = useState(types.find(({ code }) => code === values.typeCode) ?? null);
  const [title, setTitle] = useState(values.title ?? '');
  function choose(chosen: FieldType | null) {
    setType(chosen);
    // the material's own name is a fair title until somebody writes a better one
    const names = types.flatMap(({ nameFr, nameEn }) => [nameFr, nameEn]);
    if (chosen && (title === '' || names.includes(title)))
      setTitle(locale === 'fr' ? chosen.nameFr : chosen.nameEn);
  }
  const units = unitsOf(type);
  return (
    <div className="grid gap-5 [&_input]:min-h-13 [&_select]:min-h-13">
      <TypeChooser field={field('typeCode')} types={types} chosen={type} onChoose={choose} />
      <TextField
        field={field('title')}
        label={t('name')}
        hint={t('nameHint')}
        maxLength={160}
        value={title}
        defaultValue={undefined}
        onChange={({ target }) => setTitle(target.value)}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          field={field('quantity', values.quantity)}
          label={t('quantity')}
          inputMode="decimal"
          autoComplete="off"
        />
        <SelectField
          key={units.join()}
          field={field('unit', values.unit ?? units[0])}
          label={t('unit')}
          choices={units.map((unit) => ({ value: unit, label: unitName(locale, unit) }))}
        />
      </div>
      <SelectField
        field={field('condition', values.condition ?? 'unknown')}
        label={t('condition')}
        choices={CONDITIONS.map((value) => ({ value, label: conditions(value) }))}
      />
      <fieldset className="grid grid-cols-3 gap-3">
        <legend className="mb-1 font-semibold">{t('place')}</legend>
        {(['building', 'level', 'room'] as const).map((name) => (
          <TextField
            key={name}
            field={field(name, values[name])}
            label={t(name)}
            maxLength={80}
            autoComplete="off"
          />
        ))}
      </fieldset>
      <Disclosure summary={`${t('removal')} · ${t('description')}`}>
        <div className="grid gap-5">
          <SelectField
            field={field('removal', values.removal ?? 'removed')}
            label={t('removal')}
            choices={REMOVALS.map((value) => ({ value, label: removals(value) }))}
          />
          <TextArea
            field={field('description', values.description)}
            label={t('description')}
            maxLength={4000}
          />
        </div>
      </Disclosure>
    </div>
  );
}
