import { useFormatter, useTranslations } from 'use-intl';
import type { TicketPhoto } from '#app/domain/ledger/ticket.ts';
import { TICKET_PHOTOS } from '#app/domain/ledger/ticket.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { paths } from '#app/http/paths.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

interface Props {
  reservation: Pick<ReservationPageView, 'publicId' | 'side' | 'handoverDetail' | 'other'>;
  photos: readonly TicketPhoto[];
  /** whether the reader may add to those of its side */
  mayAdd: boolean;
}

/** The weighing tickets that either side photographed, or that there is none: a weighed mass is read with its proof. */
export function Tickets({ reservation, photos, mayAdd }: Props) {
  const t = useTranslations('tickets');
  const { handoverDetail: said, side: mine, publicId } = reservation;
  const weighed = (['holder', 'taker'] as const).filter((side) => said?.[side]?.evidence === 'A');
  if (weighed.length === 0) return null;
  const own = photos.filter(({ side }) => side === mine);
  const adds = mayAdd && weighed.includes(mine) && own.length < TICKET_PHOTOS;
  return (
    <Section title={t('title')}>
      {photos.length === 0 ? <p>{t('none')}</p> : <Shown reservation={reservation} photos={photos} />}
      {adds ? (
        <p className="mt-3 no-print">
          <LinkButton to={paths.ticket(publicId)}>{t(own.length > 0 ? 'more' : 'add')}</LinkButton>
        </p>
      ) : null}
    </Section>
  );
}

function Shown({ reservation: { publicId, side: mine, other }, photos }: Omit<Props, 'mayAdd'>) {
  const t = useTranslations('tickets');
  const format = useFormatter();
  return (
    <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
      {photos.map(({ publicId: photo, side, width, height }, index) => {
        const by = side === mine ? t('mine') : t('theirs', { name: other.name });
        return (
          <li key={photo}>
            <a href={paths.ticketPhoto(publicId, photo)} className="block">
              <img
                src={paths.ticketPhoto(publicId, photo, 'small')}
                width={width}
                height={height}
                alt={t('alt', { number: format.number(index + 1), count: photos.length, by })}
                loading="lazy"
                decoding="async"
                className="aspect-square w-full rounded-sm border border-line bg-sunken object-cover"
              />
            </a>
            <p className="mt-1 text-sm break-words text-muted" aria-hidden="true">
              {by}
            </p>
          </li>
        );
      })}
    </ul>
  );
}
