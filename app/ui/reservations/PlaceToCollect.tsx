import { useTranslations } from 'use-intl';
import type { PlaceNeeds } from '#app/domain/reservations/disclosure.ts';
import type { CallHours, ReservationPageView } from '#app/domain/reservations/views.ts';
import { CallLink } from '#app/ui/attendance/CallLink.tsx';
import { DescriptionList } from '#app/ui/kit/DescriptionList.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

type Contact = NonNullable<ReservationPageView['place']>['holderContact'];

/** Exact place and contacts, once they may be shown; before that, one sentence saying when. */
export function PlaceToCollect({
  reservation,
}: {
  reservation: Pick<ReservationPageView, 'place' | 'state' | 'placeNeeds'>;
}) {
  const t = useTranslations('reservations.place');
  const { place, state, placeNeeds } = reservation;
  if (!place) {
    if (placeNeeds.length > 0) return <StillHidden needs={placeNeeds} />;
    if (state !== 'requested') return null;
    return (
      <Section title={t('title')}>
        <p className="text-muted">{t('hidden')}</p>
      </Section>
    );
  }
  const point = `${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`;
  return (
    <Section title={t('title')}>
      <DescriptionList
        items={[
          {
            term: t('address'),
            value: place.address ?? <span className="text-muted">{t('noAddress')}</span>,
          },
          {
            term: t('coordinates'),
            value: (
              <>
                <span className="tabular-nums">{point}</span>{' '}
                <a className="link" href={`geo:${place.lat},${place.lon}?q=${place.lat},${place.lon}`}>
                  {t('openMap')}
                </a>
              </>
            ),
          },
          { term: t('hours'), value: place.pickupHours },
          { term: t('access'), value: place.accessNote },
          { term: t('holder'), value: <ContactLine contact={place.holderContact} calls={place.calls} /> },
          { term: t('taker'), value: <ContactLine contact={place.takerContact} calls={place.calls} /> },
        ]}
      />
    </Section>
  );
}

/** Accepted at once: what still opens the place to the taker. */
function StillHidden({ needs }: { needs: PlaceNeeds }) {
  const t = useTranslations('reservations.place');
  const why = useTranslations('attendance.hidden');
  return (
    <Section title={t('title')} id="place">
      <p className="text-muted">{why('lead')}</p>
      <ul className="mt-2 list-disc pl-5">
        {needs.map((need) => (
          <li key={need}>{why(need)}</li>
        ))}
      </ul>
    </Section>
  );
}

function ContactLine({ contact, calls }: { contact: Contact; calls: CallHours }) {
  return (
    <span className="flex flex-wrap gap-x-4">
      {contact.name ? <span>{contact.name}</span> : null}
      {contact.phone ? <CallLink phone={contact.phone} calls={calls} /> : null}
      {contact.email ? (
        <a className="link" href={`mailto:${contact.email}`}>
          {contact.email}
        </a>
      ) : null}
    </span>
  );
}
