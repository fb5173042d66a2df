import { useTranslations } from 'use-intl';
import { FieldGroup } from '#app/ui/kit/FieldGroup.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { NumberField } from '#app/ui/kit/NumberField.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';

type Named = 'startsOn' | 'endsOn' | 'permitYear' | 'floorAreaM2' | 'sortingOperator';

/** Dates and what the PEMD diagnosis asks of an operation. A depot only says since when and until when it is open. */
export function WorksFields({ fields }: { fields: Record<Named, FieldLike> }) {
  const t = useTranslations('sites.form');
  const worksOnly = 'group-has-[input[value=depot]:checked]/site:hidden';
  return (
    <FieldGroup legend={t('dates')} lead={t('datesLead')}>
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <DateField field={fields.startsOn} label={t('startsOn')} optional />
        <DateField field={fields.endsOn} label={t('endsOn')} hint={t('endsOnHint')} optional />
      </div>
      <div className={`grid items-end gap-5 sm:grid-cols-2 ${worksOnly}`}>
        <NumberField
          field={fields.permitYear}
          label={t('permitYear')}
          hint={t('permitYearHint')}
          whole
          optional
        />
        <NumberField
          field={fields.floorAreaM2}
          label={t('floorArea')}
          hint={t('floorAreaHint')}
          unit="m²"
          whole
          optional
        />
      </div>
      <TextField
        field={fields.sortingOperator}
        label={t('sortingOperator')}
        hint={t('sortingOperatorHint')}
        autoComplete="off"
        optional
        className={worksOnly}
      />
    </FieldGroup>
  );
}
