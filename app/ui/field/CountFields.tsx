import { Minus, Plus } from 'lucide-react';
import { useRef } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { formatMilli, parseQuantity } from '#app/domain/lots/quantity.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { unitName } from '#app/i18n/format.ts';
import { Button } from '#app/ui/kit/Button.tsx';
import type { FieldLike } from '#app/ui/kit/fields.ts';
import { TextField } from '#app/ui/kit/TextField.tsx';

interface Props {
  field: FieldLike;
  unit: Unit;
}

export const typedMilli = (locale: string, milli: number): string =>
  locale === 'fr' ? formatMilli(milli).replace('.', ',') : formatMilli(milli);

/** A number to type, and two large buttons for who counts one by one. */
export function CountFields({ field, unit }: Props) {
  const t = useTranslations('field.count');
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  const move = (by: number) => {
    const input = box.current?.querySelector('input');
    if (!input) return;
    const now = parseQuantity(input.value) ?? 0;
    input.value = typedMilli(locale, Math.max(0, now + by * 1000));
  };
  return (
    <div ref={box} className="grid grid-cols-[3.5rem_1fr_3.5rem] items-end gap-2">
      <Button
        aria-label={t('less')}
        className="h-14"
        onClick={() => move(-1)}
        icon={<Minus aria-hidden="true" />}
      />
      <TextField
        field={field}
        label={t('label', { unit: unitName(locale, unit) })}
        inputMode="decimal"
        autoComplete="off"
        className="[&_input]:h-14 [&_input]:text-center [&_input]:text-xl"
      />
      <Button
        aria-label={t('more')}
        className="h-14"
        onClick={() => move(1)}
        icon={<Plus aria-hidden="true" />}
      />
    </div>
  );
}
