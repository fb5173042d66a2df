import { useLocale, useTranslations } from 'use-intl';
import { type Carried, fitOf, loadOf } from '#app/domain/reservations/load.ts';
import { formatMass, formatNumber } from '#app/i18n/format.ts';

/** Mass, volume, and in what it goes; what is not known is said. */
export function LoadSummary({ carried }: { carried: readonly Carried[] }) {
  const t = useTranslations('visits.load');
  const locale = useLocale();
  if (carried.length === 0) return <span className="text-muted">{t('none')}</span>;
  const load = loadOf(carried);
  const fit = fitOf(load);
  const volume = formatNumber(locale, load.volumeCm3 / 1e6, { maximumSignificantDigits: 2 });
  const figures = [
    t('lots', { lots: load.lots }),
    ...(load.massG > 0 ? [formatMass(locale, load.massG)] : []),
    ...(load.volumeCm3 > 0 ? [t('volume', { volume })] : []),
  ];
  const unknown = [
    ...(load.massUnknown > 0 ? [t('massUnknown', { lots: load.massUnknown })] : []),
    ...(load.volumeUnknown > 0 ? [t('volumeUnknown', { lots: load.volumeUnknown })] : []),
  ];
  return (
    <>
      <span className="block font-title text-xl font-semibold tabular-nums">{figures.join(' · ')}</span>
      <span className="block font-semibold">
        {fit === null ? t('unknown') : fit.in === 'trips' ? t('trips', { trips: fit.trips }) : t(fit.in)}
      </span>
      {unknown.length > 0 ? <span className="block text-sm text-muted">{unknown.join(' ')}</span> : null}
    </>
  );
}
