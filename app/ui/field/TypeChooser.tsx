import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { FieldType } from '#app/domain/field/views.ts';
import { rankTypes } from '#app/domain/materials/search.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { type FieldLike, plainField } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';

const SHOWN = 6;

interface Props {
  field: FieldLike;
  types: readonly FieldType[];
  chosen: FieldType | null;
  onChoose: (type: FieldType | null) => void;
}

/** The material by what people call it, out of the taxonomy kept on the phone. */
export function TypeChooser({ field, types, chosen, onChoose }: Props) {
  const t = useTranslations('field.new');
  const locale = useLocale();
  const [sought, setSought] = useState('');
  const nameOf = (type: FieldType) => (locale === 'fr' ? type.nameFr : type.nameEn);
  const found = sought.trim().length < 2 ? [] : rankTypes(types, sought).slice(0, SHOWN);
  if (chosen)
    return (
      <div>
        <p className="font-semibold">{t('type')}</p>
        <div className="flex items-center gap-3">
          <input type="hidden" name={field.name} value={chosen.code} />
          <FamilyIcon family={chosen.family} />
          <p className="min-w-0 grow break-words">{nameOf(chosen)}</p>
          <Button className="min-h-12" onClick={() => onChoose(null)}>
            {t('changeType')}
          </Button>
        </div>
      </div>
    );
  return (
    <div>
      <TextField
        field={plainField('sought-type', { errors: field.errors })}
        label={t('type')}
        hint={t('typeHint')}
        autoComplete="off"
        className="[&_input]:h-14"
        onChange={({ target }) => setSought(target.value)}
      />
      <p role="status" className="mt-2 text-muted empty:hidden">
        {sought.trim().length >= 2 && found.length === 0 ? t('typeNone') : null}
      </p>
      <ul className="mt-2 grid gap-2">
        {found.map((type) => (
          <li key={type.code}>
            <button
              type="button"
              onClick={() => onChoose(type)}
              className="flex min-h-14 w-full items-center gap-3 rounded border-[1.5px] border-edge bg-surface px-3 py-2 text-left hover:border-ink"
            >
              <FamilyIcon family={type.family} size="small" />
              {nameOf(type)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
