import { useLocale, useTranslations } from 'use-intl';
import type { TerritoryFigures } from '#app/domain/statistics/figures.server.ts';
import { formatMass, formatNumber } from '#app/i18n/format.ts';

/** Réemploi and réutilisation, which the law keeps apart: two lines, never one. */
export function LegalLines({ lines }: { lines: TerritoryFigures['lines'] }) {
  const t = useTranslations('statistics');
  const locale = useLocale();
  return (
    <dl className="divide-y divide-line border-y border-line">
      {lines.map(({ line, massG, handovers }) => (
        <div key={line} className="grid grid-cols-[1fr_auto] gap-x-4 py-3">
          <dt>
            <span className="font-semibold">{t(`lines.${line}`)}</span>
            <span className="block text-sm text-muted">{t(`lineWords.${line}`)}</span>
          </dt>
          <dd className="text-right tabular-nums">
            <span className="font-semibold">{formatMass(locale, massG)}</span>
            <span className="block text-sm text-muted">
              {t('handoverCount', { count: handovers, shown: formatNumber(locale, handovers) })}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
