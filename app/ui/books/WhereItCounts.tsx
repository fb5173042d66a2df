import { useLocale, useTranslations } from 'use-intl';
import type { LineDetail } from '#app/domain/ledger/line-views.ts';
import type { StatementLine } from '#app/domain/ledger/statement.ts';
import { formatMonth } from '#app/i18n/dates.ts';

/** In which month a correction will count: the pick-up's, or its own once that year is closed. */
export function WhereItCounts({
  line,
  detail,
}: {
  line: Pick<StatementLine, 'counts' | 'countedOn'>;
  detail: Pick<LineDetail, 'yearClosed'>;
}) {
  const t = useTranslations('books.correction');
  const locale = useLocale();
  if (!line.counts) return <p>{t('whereNone')}</p>;
  if (detail.yearClosed) return <p>{t('whereClosed', { year: line.countedOn.slice(0, 4) })}</p>;
  return <p>{t('whereOpen', { month: formatMonth(locale, line.countedOn) })}</p>;
}
