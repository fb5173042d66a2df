import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import { massOf } from '#app/domain/lots/quantity.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { paths } from '#app/http/paths.ts';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Instant, Mass, Price } from '#app/ui/kit/measures.tsx';
import { Standing } from '#app/ui/organisations/Standing.tsx';
import { Deadline } from './Deadline.tsx';

type Shown = Omit<
  ReservationPageView,
  'id' | 'waiting' | 'lotId' | 'siteId' | 'holderOrganisationId' | 'takerOrganisationId'
>;

/** The facts of a reservation, in the order in which one asks for them. */
export function ReservationFacts({ reservation: r }: { reservation: Shown }) {
  const t = useTranslations('reservations');
  const open = !r.closedAt && !r.lapsed && !r.expirySuspended;
  return (
    <>
      <DescriptionList
        items={[
          {
            term: t('page.lot'),
            value: (
              <Link className="link" to={paths.lot(r.lot.publicId)}>
                {r.lot.title}
              </Link>
            ),
          },
          {
            term: t(r.side === 'taker' ? 'page.from' : 'page.for'),
            value: (
              <>
                {r.other.name}
                <span className="block text-sm text-muted">
                  <Standing of={r.other} />
                </span>
              </>
            ),
          },
          { term: t('page.requestedAt'), value: <Instant at={r.requestedAt} /> },
          {
            term: t(r.state === 'requested' || r.state === 'offered' ? 'page.answerBefore' : 'page.deadline'),
            value: open ? <Deadline at={r.expiresAt} zone={r.zone} /> : null,
          },
          { term: t('page.price'), value: <Price {...asPrice(r)} /> },
          {
            term: t('page.mass'),
            value: r.unitMassG === null ? null : <Mass grams={massOf(r.quantityMilli, r.unitMassG)} />,
          },
          { term: t('page.purpose'), value: t(`purpose.${r.purpose}`) },
          { term: t('page.destination'), value: r.destination?.name ?? null },
          {
            term: t('page.substitution'),
            value: r.substitution ? t(`substitution.${r.substitution}`) : null,
          },
        ]}
      />
      <p className="mt-3 text-sm text-muted">{t('page.priceNote')}</p>
      {r.notes.length > 0 ? (
        <ul className="mt-6 space-y-3" aria-label={t('page.notes')}>
          {r.notes.map((note) => (
            <li key={`${note.at}${note.kind}`} className="rounded bg-sunken p-3">
              <p className="text-sm text-muted">
                {t(`noteKind.${note.kind as 'request'}`)} · {note.by} · <Instant at={note.at} />
              </p>
              <p className="whitespace-pre-line">{note.body}</p>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
