import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { formatQuantity, unitName } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import { type FieldLike, textOf, withFacts } from '#app/ui/kit/fields.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';
import { useHydrated } from '#app/ui/kit/use-hydrated.ts';
import { TicketField } from './TicketField.tsx';

type Named = 'quantity' | 'method' | 'massKg' | 'pickedUpOn' | 'identicalUse';

/** How much left, on which day, how its mass is known, and whether it keeps its use. */
export function WhatWasTaken({
  fields,
  reservation: { quantityMilli, unit, massBasis },
  today,
}: {
  fields: Record<Named | 'ticket', FieldLike>;
  reservation: { quantityMilli: number; unit: Unit; massBasis: 'measured' | 'declared' | 'default' };
  today: string;
}) {
  const t = useTranslations('reservations.handover');
  const locale = useLocale();
  const live = useHydrated();
  const [method, setMethod] = useState(textOf(fields.method.initialValue) ?? 'counted');
  return (
    <div
      className="space-y-5"
      onChange={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === 'method') setMethod(target.value);
      }}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <TextField
          field={fields.quantity}
          label={`${t('quantity')} (${unitName(locale, unit)})`}
          hint={t('quantityHint', { quantity: formatQuantity(locale, quantityMilli, unit) })}
          inputMode="decimal"
          autoComplete="off"
          required
        />
        <DateField field={fields.pickedUpOn} label={t('day')} max={today} required />
      </div>
      <RadioGroup
        field={fields.method}
        legend={t('method')}
        choices={[
          { value: 'counted', label: t('counted', { basis: t(`basis.${massBasis}`) }) },
          { value: 'weighed', label: t('weighed') },
        ]}
      />
      {live && method !== 'weighed' ? null : (
        <>
          <TextField
            field={live ? withFacts(fields.massKg, { required: true }) : fields.massKg}
            label={t('massKg')}
            hint={live ? undefined : t('massHint')}
            inputMode="decimal"
            autoComplete="off"
            required={live}
          />
          <TicketField field={fields.ticket} />
        </>
      )}
      <Checkbox field={fields.identicalUse} label={t('identical')} />
    </div>
  );
}
