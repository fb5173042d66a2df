import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { PlaceView } from '#app/domain/reservations/waitlist.server.ts';
import { paths } from '#app/http/paths.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Deadline } from '#app/ui/reservations/Deadline.tsx';

type Props = { places: readonly PlaceView[] };

/** What one is offered, and has to answer. */
export function MyOffers({ places }: Props) {
  const t = useTranslations('waitlist.mine');
  const offers = places.filter(({ offer }) => offer);
  return <Places title={t('offers')} id="offers" places={offers} className="mb-8" />;
}

/** Where one waits. */
export function MyPlaces({ places }: Props) {
  const t = useTranslations('waitlist.mine');
  return <Places title={t('title')} id="waitlist" places={places.filter(({ offer }) => !offer)} />;
}

function Places({ places, ...section }: Props & { title: string; id: string; className?: string }) {
  const t = useTranslations('waitlist.mine');
  if (places.length === 0) return null;
  return (
    <Section {...section}>
      <ul className="divide-y divide-line border-y border-line">
        {places.map((one) => (
          <li
            key={one.publicId}
            className="relative flex flex-wrap items-start gap-x-4 gap-y-2 py-4 hover:bg-sunken sm:flex-nowrap"
          >
            <FamilyIcon family={one.lot.family} size="large" />
            <div className="min-w-0 flex-1">
              <Link to={paths.waiting(one.publicId)} className="font-semibold after:absolute after:inset-0">
                <Quantity milli={one.offer?.quantityMilli ?? one.quantityMilli} unit={one.unit} />
                {' · '}
                {one.lot.title}
              </Link>
              <p className="text-muted">
                {one.holder} · {one.commune}
              </p>
              <p className="text-sm">
                {one.offer ? (
                  <>
                    {t('answerBefore')} <Deadline at={one.offer.expiresAt} zone={one.zone} />
                  </>
                ) : (
                  t('ahead', { count: one.ahead ?? 0 })
                )}
              </p>
            </div>
            <div className="w-full shrink-0 sm:w-auto sm:text-right">
              <Badge tone={one.offer ? 'warning' : 'neutral'}>{t(one.offer ? 'offered' : 'waiting')}</Badge>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
