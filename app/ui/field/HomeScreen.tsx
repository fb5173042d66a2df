import { Building2, Truck } from 'lucide-react';
import { useLocale, useTranslations } from 'use-intl';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { buttonClass } from '#app/ui/kit/Button.tsx';
import { HandOverLine } from './HandOverLine.tsx';
import { shownHandOvers, shownLots } from './overlay.ts';
import { ScreenLine } from './ScreenLink.tsx';
import { useField } from './use-field.ts';

/** What leaves today, then the sites. */
export function HomeScreen() {
  const t = useTranslations('field');
  const locale = useLocale();
  const { data, entries, kept, room } = useField().state;
  if (!data) return <h1 className="text-2xl">{t('title')}</h1>;
  const lots = shownLots(data, entries);
  const handOvers = shownHandOvers(data, entries);
  return (
    <>
      <h1 className="text-2xl">{t('title')}</h1>
      <p className="text-muted">{data.organisation}</p>
      <section className="mt-6">
        <h2 className="mb-3 flex items-center gap-2 text-xl">
          <Truck className="size-6" aria-hidden="true" />
          {t('today.title')}
        </h2>
        {handOvers.length === 0 ? <p className="text-muted">{t('today.empty')}</p> : null}
        <ul className="grid gap-3">
          {handOvers.map((one) => (
            <HandOverLine key={one.reservation} handOver={one} />
          ))}
        </ul>
      </section>
      <section className="mt-8">
        <h2 className="mb-3 flex items-center gap-2 text-xl">
          <Building2 className="size-6" aria-hidden="true" />
          {t('sites.title')}
        </h2>
        {data.sites.length === 0 ? <p className="text-muted">{t('sites.empty')}</p> : null}
        <ul className="grid gap-3">
          {data.sites.map(({ publicId, name, commune }) => (
            <ScreenLine key={publicId} to={{ name: 'site', id: publicId }}>
              <span className="min-w-0">
                <span className="block font-semibold break-words">{name}</span>
                <span className="block text-muted">
                  {commune} ·{' '}
                  {t('sites.lots', { count: lots.filter(({ site }) => site === publicId).length })}
                </span>
              </span>
            </ScreenLine>
          ))}
        </ul>
      </section>
      <div className="mt-8 grid gap-2 text-sm text-muted">
        <p>{t('sites.at', { at: formatInstant(locale, new Date(data.at)) })}</p>
        {kept ? <p>{t('notice.kept')}</p> : null}
        {kept && room && !room.lasting ? <p>{t('notice.notLasting')}</p> : null}
        <a href={data.crew ? paths.crew() : paths.sites()} className={buttonClass({ size: 'large' })}>
          {t('leave')}
        </a>
      </div>
    </>
  );
}
