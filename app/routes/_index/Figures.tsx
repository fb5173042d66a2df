import { useLocale, useTranslations } from 'use-intl';
import type { HomeFigures } from '#app/domain/statistics/queries.server.ts';
import { formatMass, formatNumber } from '#app/i18n/format.ts';

/** Three figures, read from the ledger and the lots at this moment. */
export function Figures({ figures }: { figures: HomeFigures }) {
  const t = useTranslations('home.figures');
  const locale = useLocale();
  const shown = [
    { figure: formatNumber(locale, figures.lots), words: t('lots', { count: figures.lots }) },
    { figure: formatMass(locale, figures.divertedGrams), words: t('mass') },
    { figure: formatNumber(locale, figures.communes), words: t('communes', { count: figures.communes }) },
  ];
  return (
    <section aria-label={t('label')}>
      <dl className="grid gap-x-6 gap-y-4 sm:grid-cols-3">
        {shown.map(({ figure, words }) => (
          <div key={words} className="flex flex-col-reverse justify-end border-l-4 border-accent gap-1 pl-3">
            <dt className="text-sm leading-snug text-muted">{words}</dt>
            <dd className="font-title text-3xl leading-none font-extrabold xl:text-4xl tracking-tight tabular-nums">
              {figure}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
