import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { Sale, SalesYear } from '#app/domain/prices/sales.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatMoney, formatNumber } from '#app/i18n/format.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Price, Quantity } from '#app/ui/kit/measures.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { SettlementLine } from './SettlementLine.tsx';

/** The sales of a year as a person reads them; the files have every column. */
export function SalesList({ year, sales }: { year: SalesYear; sales: readonly Sale[] }) {
  const t = useTranslations('sales');
  const locale = useLocale();
  const words = { year: String(year.year) };
  return (
    <>
      <p className="flex flex-wrap gap-3 no-print">
        <LinkButton to={paths.salesFile('csv', year.year)} reloadDocument>
          {t('csv', words)}
        </LinkButton>
        <LinkButton to={paths.salesFile('xlsx', year.year)} reloadDocument>
          {t('xlsx', words)}
        </LinkButton>
      </p>
      {year.sales > sales.length ? (
        <p className="mt-3 text-muted">
          {t('shown', { shown: sales.length, count: formatNumber(locale, year.sales) })}
        </p>
      ) : null}
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {sales.map((sale) => (
          <li
            key={sale.reservation}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 py-3"
          >
            <div className="min-w-0 flex-1 basis-64">
              <TextLink to={paths.reservation(sale.reservation)} className="font-semibold break-words">
                {sale.lot}
              </TextLink>
              <p className="text-sm text-muted">
                {formatDay(locale, sale.soldOn)} · {sale.buyer}
              </p>
              <p className="text-sm text-muted">
                <Quantity milli={sale.quantityMilli} unit={sale.unit} /> ·{' '}
                {sale.priceCents === null ? (
                  t('onRequest')
                ) : (
                  <Price {...asPrice(sale)} negotiable={undefined} />
                )}
                {sale.corrected ? ` · ${t('corrected')}` : ''}
              </p>
            </div>
            <p className="sm:text-right">
              <strong className="tabular-nums">
                {sale.totalCents === null ? t('onRequest') : formatMoney(locale, sale.totalCents)}
              </strong>
              <span className="block text-sm text-muted">
                <SettlementLine
                  note={sale.settled === null ? undefined : { ...sale, settled: sale.settled }}
                />
              </span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
