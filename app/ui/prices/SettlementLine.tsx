import { useLocale, useTranslations } from 'use-intl';
import type { SettlementNote } from '#app/domain/prices/views.ts';
import { formatDay } from '#app/i18n/dates.ts';

/** Where a payment stands, in one line. */
export function SettlementLine({ note }: { note: Omit<SettlementNote, 'at'> | undefined }) {
  const t = useTranslations('prices.settled');
  const locale = useLocale();
  if (!note) return t('none');
  const words = {
    method: note.method ?? 'none',
    day: note.settledOn ? formatDay(locale, note.settledOn) : 'none',
  };
  const invoice = note.invoiceNumber ? `, ${t('invoice', { number: note.invoiceNumber })}` : '';
  return `${t(note.settled ? 'yes' : 'no', words)}${invoice}`;
}
