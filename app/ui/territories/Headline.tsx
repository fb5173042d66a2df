import { useLocale, useTranslations } from 'use-intl';
import type { TerritoryFigures } from '#app/domain/statistics/figures.server.ts';
import { formatMonth } from '#app/i18n/dates.ts';
import { formatMass, formatMassRange, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { EvidenceBar } from '#app/ui/charts/EvidenceBar.tsx';

interface Props {
  figures: TerritoryFigures;
  population: number | null;
}

/** One number, its sentence, how sure it is. */
export function Headline({ figures, population }: Props) {
  const t = useTranslations('statistics');
  const share = useTranslations('handover.share');
  const said = useTranslations('outcomes');
  const locale = useLocale();
  const { massG, lowG, highG, handovers, since, view } = figures;
  const sentence = {
    mass: formatMass(locale, massG),
    since: since ? formatMonth(locale, since) : '',
    count: handovers,
    shown: formatNumber(locale, handovers),
  };
  const facts = [
    ...(population
      ? [{ figure: formatMass(locale, (massG / population) * 1000), words: t('perThousand') }]
      : []),
    { figure: formatMass(locale, figures.lastYearG), words: t('lastYear') },
    { figure: formatNumber(locale, handovers), words: t('handoversWords', { count: handovers }) },
  ];
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1.05fr)_minmax(0,1fr)]">
      <div>
        <p className="font-title text-5xl font-extrabold tracking-[-0.03em] tabular-nums">
          {formatMass(locale, massG)}
        </p>
        <p className="mt-1 text-muted">{t('between', { range: formatMassRange(locale, lowG, highG) })}</p>
        <p className="mt-4 max-w-xl text-lg">{t(`sentence.${view}`, sentence)}</p>
        {figures.confirmed ? (
          <p className="mt-3 max-w-xl">
            {said('confirmed', {
              count: figures.confirmed.handovers,
              mass: formatMass(locale, figures.confirmed.massG),
            })}
          </p>
        ) : null}
        <dl className="mt-6 grid gap-x-6 gap-y-4 sm:grid-cols-3">
          {facts.map(({ figure, words }) => (
            <div key={words} className="flex flex-col-reverse justify-end border-l-4 border-accent pl-3">
              <dt className="text-sm leading-snug text-muted">{words}</dt>
              <dd className="font-title text-2xl font-bold tabular-nums">{figure}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <h3 className="mb-3 text-lg">{t('evidence.title')}</h3>
        <EvidenceBar shares={figures.evidence} />
        <p className="mt-4 text-sm text-muted">{t('evidence.words')}</p>
        {figures.onDevice ? (
          <p className="mt-2 text-sm">
            {share('text', {
              count: figures.onDevice.handovers,
              share: formatPercent(locale, figures.onDevice.handovers / Math.max(1, figures.onDevice.of), 1),
            })}
          </p>
        ) : null}
      </div>
    </div>
  );
}
