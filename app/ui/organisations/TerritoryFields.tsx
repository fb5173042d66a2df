import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { territoryLevels } from '#app/domain/organisations/vocabulary.ts';
import { isLevel } from '#app/domain/territories/vocabulary.ts';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { textOf } from '#app/ui/kit/fields.ts';
import { SelectField } from '#app/ui/kit/SelectField.tsx';
import { PlaceField } from '#app/ui/territories/PlaceField.tsx';

interface Props {
  fields: Record<'territoryLevel' | 'territoryCode', FieldLike>;
  /** of the territory already chosen */
  name?: string;
}

/** A collectivité has one territory: its level, then its name. */
export function TerritoryFields({ fields, name = '' }: Props) {
  const t = useTranslations('organisations');
  const first = textOf(fields.territoryLevel.initialValue) ?? '';
  const [level, setLevel] = useState(first);
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
        level={isLevel(level) ? level : 'commune'}
        text={level === first ? name : ''}
      />
    </fieldset>
  );
}
