import { useLocale, useTranslations } from 'use-intl';
import type { TerritoryFigures } from '#app/domain/statistics/figures.server.ts';
import { formatMass, formatNumber } from '#app/i18n/format.ts';

/** The four lines that the law keeps apart. The first two are the diverted tonnes, the two others stand below, quieter. */
export function LegalLines({
  figures: { lines, aside },
}: {
  figures: Pick<TerritoryFigures, 'lines' | 'aside'>;
}) {
  const t = useTranslations('statistics');
  return (
    <>
      <dl className="divide-y divide-line border-y border-line">
        {lines.map((one) => (
          <Line key={one.line} one={one} strong />
        ))}
      </dl>
      <h3 className="mt-6 text-base font-semibold">{t('asideTitle')}</h3>
      <p className="text-sm text-muted">{t('asideLead')}</p>
      <dl className="mt-2 divide-y divide-line border-y border-line">
        {aside.map((one) => (
          <Line key={one.line} one={one} />
        ))}
      </dl>
    </>
  );
}

function Line({
  one: { line, massG, handovers },
  strong,
}: {
  one: TerritoryFigures['lines'][number] | TerritoryFigures['aside'][number];
  strong?: boolean;
}) {
  const t = useTranslations('statistics');
  const locale = useLocale();
  const weight = strong ? 'font-semibold' : undefined;
  return (
    <div className="grid grid-cols-[1fr_auto] gap-x-4 py-3">
      <dt>
        <span className={weight}>{t(`lines.${line}`)}</span>
        <span className="block text-sm text-muted">{t(`lineWords.${line}`)}</span>
      </dt>
      <dd className="text-right tabular-nums">
        <span className={weight}>{formatMass(locale, massG)}</span>
        <span className="block text-sm text-muted">
          {t('handoverCount', { count: handovers, shown: formatNumber(locale, handovers) })}
        </span>
      </dd>
    </div>
  );
}
