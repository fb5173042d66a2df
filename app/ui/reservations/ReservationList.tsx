import { Link } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { ReservationCard } from '#app/domain/reservations/views.ts';
import { paths } from '#app/http/paths.ts';
import { FamilyIcon } from '#app/ui/kit/FamilyIcon.tsx';
import { Quantity } from '#app/ui/kit/measures.tsx';
import { Standing } from '#app/ui/organisations/Standing.tsx';
import { byVisit } from './by-visit.ts';
import { Deadline } from './Deadline.tsx';
import { StateBadge } from './StateBadge.tsx';

/** Reservations as lines one can follow: what, how many, with whom, where it stands, until when. A visit's stand together. */
export function ReservationList({ reservations }: { reservations: readonly ReservationCard[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {byVisit(reservations).map(({ visit, reservations: lines }) =>
        visit ? (
          <VisitOf key={visit} visit={visit} lines={lines} />
        ) : (
          lines.map((one) => <Line key={one.publicId} one={one} />)
        ),
      )}
    </ul>
  );
}

function VisitOf({ visit, lines }: { visit: string; lines: readonly ReservationCard[] }) {
  const t = useTranslations('visits.page');
  return (
    <li className="py-3">
      <Link to={paths.visit(visit)} className="link font-semibold">
        {t('group', { lots: lines.length })} · {lines[0]?.site.name}
      </Link>
      <ul className="mt-1 divide-y divide-line border-l-4 border-line pl-4">
        {lines.map((one) => (
          <Line key={one.publicId} one={one} />
        ))}
      </ul>
    </li>
  );
}

function Line({ one }: { one: ReservationCard }) {
  const t = useTranslations('reservations.page');
  return (
    <li className="relative flex flex-wrap items-start gap-x-4 gap-y-2 py-4 hover:bg-sunken sm:flex-nowrap">
      <FamilyIcon family={one.lot.family} size="large" />
      <div className="min-w-0 flex-1">
        <Link to={paths.reservation(one.publicId)} className="font-semibold after:absolute after:inset-0">
          <Quantity
            milli={one.state === 'handed_over' ? one.takenMilli : one.quantityMilli}
            unit={one.unit}
          />
          {' · '}
          {one.lot.title}
        </Link>
        <p className="text-muted">
          {one.other.name} · {one.commune}
          <span className="block text-sm">
            <Standing of={one.other} />
          </span>
        </p>
        {one.closedAt || one.lapsed ? null : (
          <p className="text-sm">
            {one.expirySuspended
              ? t('suspended')
              : t(one.state === 'requested' ? 'answerBefore' : 'deadline')}{' '}
            {one.expirySuspended ? null : <Deadline at={one.expiresAt} zone={one.zone} />}
          </p>
        )}
      </div>
      <div className="w-full shrink-0 sm:w-auto sm:text-right">
        <StateBadge reservation={one} />
      </div>
    </li>
  );
}
