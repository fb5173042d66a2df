import { useLocale, useTranslations } from 'use-intl';
import type { HeldOfLot } from '#app/domain/reservations/held-of-lot.server.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import { Alert } from '#app/ui/kit/Alert.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';

/** Above the form of a lot: what one already asked for, so that nobody asks twice after a cut or in a second tab. */
export function AlreadyHeld({ held, unit }: { held: HeldOfLot[]; unit: Unit }) {
  const t = useTranslations('reservations.already');
  const locale = useLocale();
  if (held.length === 0) return null;
  return (
    <Alert className="mb-6" title={t('title')}>
      <ul className="my-1">
        {held.map(({ publicId, heldMilli, requestedAt, zone }) => (
          <li key={publicId}>
            <TextLink to={paths.reservation(publicId)}>
              {t('one', {
                quantity: formatQuantity(locale, heldMilli, unit),
                when: formatInstantAt(locale, new Date(requestedAt), zone),
              })}
            </TextLink>
          </li>
        ))}
      </ul>
      <p>{t('adds')}</p>
    </Alert>
  );
}
