import { type ReactNode, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { FieldHandOver } from '#app/domain/field/views.ts';
import { formatQuantity, unitName } from '#app/i18n/format.ts';
import { Checkbox } from '#app/ui/kit/Checkbox.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { RadioGroup } from '#app/ui/kit/RadioGroup.tsx';
import { DateField, TextField } from '#app/ui/kit/TextField.tsx';

interface Props {
  field: (name: string, value?: string | null) => FieldLike;
  handOver: Pick<FieldHandOver, 'lot' | 'quantityMilli'>;
  values: Record<string, string>;
  today: string;
  /** the weighing ticket, asked for beside a weighed mass */
  ticket: ReactNode;
}

/** What was really taken, how one knows it, and which day. */
export function HandOverFields({ field, handOver, values, today, ticket }: Props) {
  const t = useTranslations('field.handOver');
  const locale = useLocale();
  const [method, setMethod] = useState(values.method ?? 'counted');
  const { unit } = handOver.lot;
  const quantity = formatQuantity(locale, handOver.quantityMilli, unit);
  return (
    <div
      className="grid gap-5 [&_input[type=date]]:min-h-13 [&_input[type=text]]:min-h-13"
      onChange={({ target }) => {
        if (target instanceof HTMLInputElement && target.name === 'method') setMethod(target.value);
      }}
    >
      <TextField
        field={field('quantity', values.quantity)}
        label={t('quantity', { unit: unitName(locale, unit) })}
        hint={t('quantityHint', { quantity })}
        inputMode="decimal"
        autoComplete="off"
      />
      <RadioGroup
        field={field('method', values.method ?? 'counted')}
        legend={t('method')}
        layout="tiles"
        choices={(['counted', 'weighed'] as const).map((value) => ({ value, label: t(value) }))}
      />
      {method === 'weighed' ? (
        <>
          <TextField
            field={field('massKg', values.massKg)}
            label={t('mass')}
            inputMode="decimal"
            autoComplete="off"
          />
          {ticket}
        </>
      ) : null}
      <DateField field={field('pickedUpOn', values.pickedUpOn ?? today)} label={t('day')} max={today} />
      <Checkbox field={field('identicalUse', values.identicalUse)} label={t('identical')} />
    </div>
  );
}
