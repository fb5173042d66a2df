import { useLocale, useTranslations } from 'use-intl';
import type { CrewReservation } from '#app/domain/reservations/crew-reservations.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';

type Shown = Pick<
  CrewReservation,
  'publicId' | 'firstName' | 'organisation' | 'lot' | 'quantityMilli' | 'unit' | 'expiresAt' | 'said'
>;

/** A first name, an organisation when there is one: all that the gate needs. */
export const whoComes = (
  { firstName, organisation }: Pick<CrewReservation, 'firstName' | 'organisation'>,
  someone: string,
): string => [firstName ?? (organisation ? null : someone), organisation].filter(Boolean).join(', ');

/** Who may come, for what, before when. */
export function LeavingList({ leaving, zone }: { leaving: readonly Shown[]; zone: string }) {
  const t = useTranslations('crew.home');
  const locale = useLocale();
  if (leaving.length === 0) return <p className="text-muted">{t('nothingLeaves')}</p>;
  return (
    <ul className="divide-y divide-line">
      {leaving.map((one) => (
        <li key={one.publicId} className="space-y-2 py-4">
          <p className="text-sm text-muted">{t('comes', { name: whoComes(one, t('someone')) })}</p>
          <p className="text-lg font-semibold">
            {formatQuantity(locale, one.quantityMilli, one.unit)} · {one.lot}
          </p>
          <p className="text-sm text-muted">
            {t('before', { day: formatInstant(locale, new Date(one.expiresAt), zone) })}
          </p>
          {one.said ? (
            <p>{t('said')}</p>
          ) : (
            <LinkButton to={paths.crewHandover(one.publicId)} variant="primary">
              {t('handOver')}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}
