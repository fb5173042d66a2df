import { useLocale, useTranslations } from 'use-intl';
import type { PriceSummary } from '#app/domain/lots/price-context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { formatMoney, formatPrice } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** At what the type was let go for; an honest word when too few prices were concluded. */
export function LotPrices({ prices, unit }: { prices: PriceSummary | null; unit: Unit }) {
  const t = useTranslations('lotPage.prices');
  return (
    <Section title={t('title')} className="print:hidden">
      {prices ? (
        <>
          <DescriptionList items={[{ term: t('concluded'), value: <Told summary={prices} unit={unit} /> }]} />
          <p className="mt-2 text-sm text-muted">{t('help')}</p>
        </>
      ) : (
        <p className="text-muted">{t('tooFew')}</p>
      )}
    </Section>
  );
}

function Told({ summary, unit }: { summary: PriceSummary; unit: Unit }) {
  const t = useTranslations('lotPage.prices');
  const locale = useLocale();
  const money = (cents: number) => formatMoney(locale, cents);
  const median = formatPrice(locale, { cents: summary.median, unit });
  return (
    <>
      {t('text', { median, low: money(summary.low), high: money(summary.high) })}
      <span className="block text-sm text-muted">
        {t('from', { level: summary.level, count: summary.atLeast })}
      </span>
    </>
  );
}
