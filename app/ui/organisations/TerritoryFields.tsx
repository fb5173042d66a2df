import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { territoryLevels } from '#app/domain/organisations/vocabulary.ts';
import type { Suggestion } from '#app/ui/kit/Combobox.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { textOf } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { PlaceField } from './PlaceField.tsx';

interface Props {
  fields: Record<'territoryLevel' | 'territoryCode' | 'territoryCode_text', FieldLike>;
  choices?: Suggestion[];
}

/** A collectivité has one territory: its level, then its name. */
export function TerritoryFields({ fields, choices }: Props) {
  const t = useTranslations('organisations');
  const [level, setLevel] = useState(textOf(fields.territoryLevel.initialValue) ?? '');
  return (
    <fieldset className="grid gap-5 rounded border border-line p-4">
      <legend className="px-1 font-semibold">{t('new.territoryTitle')}</legend>
      <p className="text-sm text-muted">{t('new.territoryHint')}</p>
      <SelectField
        field={fields.territoryLevel}
        label={t('new.territoryLevel')}
        empty={t('new.chooseLevel')}
        choices={territoryLevels.map((value) => ({ value, label: t(`levels.${value}`) }))}
        onChange={({ currentTarget }) => setLevel(currentTarget.value)}
      />
      <PlaceField
        key={level}
        field={fields.territoryCode}
        label={t('new.territory')}
        hint={t('new.territoryNameHint')}
        level={level || 'commune'}
        text={textOf(fields.territoryCode_text.initialValue)}
        choices={choices}
      />
    </fieldset>
  );
}
