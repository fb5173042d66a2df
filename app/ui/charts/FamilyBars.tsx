import { useLocale, useTranslations } from 'use-intl';
import type { Cell } from '#app/domain/statistics/small-cells.ts';
import { OTHER } from '#app/domain/statistics/vocabulary.ts';
import { formatMass, formatNumber } from '#app/i18n/format.ts';
import { FamilyIcon, FamilyName } from '#app/ui/kit/FamilyIcon.tsx';

/** Families heaviest first, each with its bar: the drawing is the table. */
export function FamilyBars({ cells, title }: { cells: readonly Cell[]; title: string }) {
  const t = useTranslations('statistics');
  const locale = useLocale();
  const most = Math.max(1, ...cells.map(({ massG }) => massG));
  return (
    <table className="w-full border-collapse text-left">
      <caption className="sr-only">{title}</caption>
      <thead className="sr-only">
        <tr>
          <th scope="col">{t('family')}</th>
          <th scope="col">{t('mass')}</th>
          <th scope="col">{t('handovers')}</th>
        </tr>
      </thead>
      <tbody>
        {cells.map(({ key, massG, handovers }) => (
          <tr key={key} data-family={key} className="border-b border-line last:border-0">
            <th scope="row" className="py-2 pr-4 align-middle font-normal">
              <span className="flex items-center gap-3">
                {key === OTHER ? (
                  <span className="size-7 shrink-0 rounded-sm border border-dashed border-edge" />
                ) : (
                  <FamilyIcon family={key} size="small" />
                )}
                <span className="min-w-0 grow">
                  {key === OTHER ? t('otherFamilies') : <FamilyName family={key} />}
                  <svg width="100%" height="10" className="mt-1 block" aria-hidden="true" focusable="false">
                    <rect
                      width={`${Math.max(0.6, (Math.max(0, massG) / most) * 100)}%`}
                      height="10"
                      rx="2"
                      fill={key === OTHER ? 'var(--edge)' : 'var(--family)'}
                    />
                  </svg>
                </span>
              </span>
            </th>
            <td className="w-24 py-2 text-right align-middle font-semibold whitespace-nowrap tabular-nums">
              {formatMass(locale, massG)}
            </td>
            <td className="hidden w-36 py-2 pl-4 text-right align-middle text-sm whitespace-nowrap text-muted tabular-nums sm:table-cell">
              {t('handoverCount', { count: handovers, shown: formatNumber(locale, handovers) })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
