import { useLocale, useTranslations } from 'use-intl';
import type { PriceContext, PriceSummary } from '#app/domain/lots/price-context.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { formatMoney, formatPrice } from '#app/i18n/format.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

/** What the type is offered at and was let go for; an honest word when too few prices are known. */
export function LotPrices({ prices, unit }: { prices: PriceContext; unit: Unit }) {
  const t = useTranslations('lotPage.prices');
  const { asked, concluded } = prices;
  return (
    <Section title={t('title')} className="print:hidden">
      {asked || concluded ? (
        <>
          <DescriptionList
            items={[
              { term: t('asked'), value: asked && <Told summary={asked} unit={unit} /> },
              {
                term: t('concluded'),
                value: concluded ? <Told summary={concluded} unit={unit} /> : t('noneConcluded'),
              },
            ]}
          />
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
