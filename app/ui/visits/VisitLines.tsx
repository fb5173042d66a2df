import { Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import { asPrice } from '#app/domain/lots/price-words.ts';
import type { VisitLineView } from '#app/domain/reservations/visit-views.ts';
import { paths } from '#app/http/paths.ts';
import { formatPrice } from '#app/i18n/format.ts';
import { formatSlot } from '#app/i18n/slot-hours.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { Price, Quantity } from '#app/ui/kit/measures.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Deadline } from '#app/ui/reservations/Deadline.tsx';
import { StateBadge } from '#app/ui/reservations/StateBadge.tsx';
import { codeOf } from './code.ts';

/** The lines of a visit: how many of what, where each stands, until when. */
export function VisitLines({ lines }: { lines: readonly VisitLineView[] }) {
  const t = useTranslations('visits.page');
  const page = useTranslations('reservations.page');
  const slots = useTranslations('slots.summary');
  const prices = useTranslations('prices.visit');
  const locale = useLocale();
  const hoursOf = ({ slot, zone }: VisitLineView) =>
    slot
      ? formatSlot(locale, { startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) }, zone)
      : '';
  return (
    <ul className="divide-y divide-line border-y border-line">
      {lines.map((line) => (
        <li key={line.publicId} className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 py-4">
          <FamilyIcon family={line.lot.family} size="large" />
          <div className="min-w-0">
            <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
              <Link to={paths.reservation(line.publicId)} className="link min-w-0 font-semibold">
                <Quantity
                  milli={line.state === 'handed_over' ? line.takenMilli : line.quantityMilli}
                  unit={line.unit}
                />
                {' · '}
                {line.lot.title}
              </Link>
              <StateBadge reservation={line} />
            </div>
            <p className="text-sm text-muted">
              <Price {...asPrice(line)} />
              {line.closedAt || line.lapsed ? null : ` · ${t('code', { code: codeOf(line.publicId) })}`}
            </p>
            {line.proposedCents === null ? null : (
              <p className="text-sm font-semibold">
                <TextLink to={paths.price(line.publicId)}>
                  {prices(line.side === 'holder' ? 'proposed' : 'mine', {
                    price: formatPrice(locale, asPrice({ ...line, priceCents: line.proposedCents })),
                  })}
                </TextLink>
              </p>
            )}
            {line.closedAt || line.lapsed || line.expirySuspended ? null : (
              <p className="text-sm">
                {page(line.state === 'requested' ? 'answerBefore' : 'deadline')}{' '}
                <Deadline at={line.expiresAt} zone={line.zone} />
              </p>
            )}
            {line.slot && line.state === 'scheduled' ? (
              <p className="text-sm">{slots('booked', { slot: hoursOf(line) })}</p>
            ) : null}
            {line.pickupPlace ? (
              <p className="text-sm">{t('pickupPlace', { place: line.pickupPlace })}</p>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
