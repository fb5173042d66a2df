import { useLocale, useTranslations } from 'use-intl';
import { formatMilli } from '#app/domain/lots/quantity.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import type { Confirmation } from '#app/domain/reservations/views.ts';
import { unitName } from '#app/i18n/format.ts';

/** What the form of a hand-over begins with: what was already said, else what was reserved. */
export function startingWords(
  locale: string,
  { said, quantityMilli, today }: { said: Confirmation | null; quantityMilli: number; today: string },
) {
  const decimal = (milli: number) =>
    locale === 'fr' ? formatMilli(milli).replace('.', ',') : formatMilli(milli);
  const weighed = said?.evidence === 'A';
  return {
    quantity: decimal(said?.qtyMilli ?? quantityMilli),
    method: weighed ? 'weighed' : 'counted',
    massKg: weighed && said.massG !== null ? decimal(said.massG) : '',
    pickedUpOn: said?.pickedUpOn ?? today,
    identicalUse: said?.identicalUse === false ? undefined : 'on',
  };
}

/** The names of its fields, for the list of what is wrong. */
export function useHandoverLabels(unit: Unit): Record<string, string> {
  const t = useTranslations('reservations.handover');
  const refused = useTranslations('handover.refused');
  const ticket = useTranslations('tickets.field');
  const locale = useLocale();
  return {
    quantity: t('quantity'),
    massKg: t('massKg'),
    ticket: ticket('label'),
    pickedUpOn: t('day'),
    method: t('method'),
    refusedQuantity: refused('quantity', { unit: unitName(locale, unit) }),
    refusedReason: refused('reason'),
    refusedFate: refused('fate'),
    refusedCondition: refused('condition'),
  };
}
