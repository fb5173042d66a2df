import { useLocale, useTranslations } from 'use-intl';
import type { PriceView } from '#app/domain/prices/views.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { useReaderZone } from '#app/ui/layout/reader-zone.ts';
import { SettlementLine } from './SettlementLine.tsx';

/** All that was noted of a payment, newest first, for both sides. */
export function SettlementHistory({
  price: { settlements, zone },
}: {
  price: Pick<PriceView, 'settlements' | 'zone'>;
}) {
  const t = useTranslations('prices.settlement');
  const locale = useLocale();
  const reader = useReaderZone();
  if (settlements.length === 0) return <p className="mt-6 text-muted">{t('nothing')}</p>;
  return (
    <section aria-labelledby="settlement-history" className="mt-8">
      <h2 id="settlement-history" className="text-xl">
        {t('history')}
      </h2>
      <ol className="mt-3 divide-y divide-line border-y border-line">
        {settlements.map((note, index) => (
          <li key={note.at} className={index === 0 ? 'py-3 font-semibold' : 'py-3 text-muted'}>
            <SettlementLine note={note} />
            <span className="block text-sm font-normal text-muted">
              {t('at', { at: formatInstantAt(locale, new Date(note.at), zone, reader) })}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
