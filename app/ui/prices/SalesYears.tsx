import { useLocale, useTranslations } from 'use-intl';
import type { SalesYear } from '#app/domain/prices/sales.ts';
import { paths } from '#app/http/paths.ts';
import { formatMoney, formatNumber } from '#app/i18n/format.ts';
import { type Column, Table } from '#app/ui/kit/Table.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** What was sold, year after year. */
export function SalesYears({ years, chosen }: { years: readonly SalesYear[]; chosen: number }) {
  const t = useTranslations('sales');
  const locale = useLocale();
  const columns: Column<SalesYear>[] = [
    {
      key: 'year',
      header: t('year'),
      rowHeader: true,
      cell: ({ year }) => (year === chosen ? year : <TextLink to={paths.sales(year)}>{year}</TextLink>),
    },
    {
      key: 'sales',
      header: t('sales'),
      numeric: true,
      cell: ({ sales, unpriced }) => (
        <>
          {formatNumber(locale, sales)}
          {unpriced > 0 ? (
            <span className="block text-sm whitespace-normal text-muted">
              {t('unpriced', { count: unpriced })}
            </span>
          ) : null}
        </>
      ),
    },
    { key: 'total', header: t('total'), numeric: true, cell: (one) => formatMoney(locale, one.totalCents) },
    {
      key: 'settled',
      header: t('settled'),
      numeric: true,
      cell: (one) => formatMoney(locale, one.settledCents),
    },
  ];
  return <Table caption={t('caption')} columns={columns} rows={years} rowKey={({ year }) => year} />;
}
