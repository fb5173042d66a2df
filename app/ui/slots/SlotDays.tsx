import { Form, Link } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { SlotWithTakers } from '#app/domain/slots/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import { formatHours } from '#app/i18n/slot-hours.ts';
import { Badge } from '#app/ui/kit/Badge.tsx';
import { Disclosure } from '#app/ui/kit/Disclosure.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { CancelFields } from './CancelFields.tsx';
import { reasonKey } from './reason.ts';
import { TakersOfSlot } from './TakersOfSlot.tsx';

interface Props {
  site: { publicId: string; zone: string };
  days: readonly { day: string; cancelKey: string; slots: readonly SlotWithTakers[] }[];
}

/** The hours of a site day by day, with who comes. */
export function SlotDays({ site, days }: Props) {
  const t = useTranslations('slots.site');
  const locale = useLocale();
  return days.map(({ day, cancelKey, slots }) => {
    const open = slots.filter((one) => !one.cancelReason && !one.past).map(({ publicId }) => publicId);
    return (
      <Section
        key={day}
        title={formatDay(locale, day, { weekday: true })}
        level={3}
        className="mt-8 first:mt-0"
      >
        <ul className="divide-y divide-line border-y border-line">
          {slots.map((one) => (
            <SlotLine key={one.publicId} site={site} slot={one} />
          ))}
        </ul>
        {open.length > 1 ? (
          <Disclosure summary={t('cancelDay')} className="no-print">
            <Form method="post" className="space-y-4">
              <CancelFields id={`day-${day}`} formKey={cancelKey} slots={open} />
            </Form>
          </Disclosure>
        ) : null}
      </Section>
    );
  });
}

function SlotLine({ site, slot }: { site: Props['site']; slot: SlotWithTakers }) {
  const t = useTranslations('slots.site');
  const reason = useTranslations('slots.reason');
  const locale = useLocale();
  const hours = formatHours(locale, new Date(slot.startsAt), new Date(slot.endsAt), site.zone);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-4">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className={`font-semibold tabular-nums ${slot.cancelReason ? 'line-through' : ''}`}>
            {hours}
          </span>
          {slot.cancelReason ? (
            <Badge tone="neutral">{t('cancelled', { reason: reason(reasonKey(slot.cancelReason)) })}</Badge>
          ) : (
            <span className="text-muted">{t('room', { booked: slot.booked, capacity: slot.capacity })}</span>
          )}
          {slot.past && !slot.cancelReason ? <Badge>{t('past')}</Badge> : null}
        </p>
        {slot.cancelReason ? null : <TakersOfSlot takers={slot.takers} booked={slot.booked} />}
      </div>
      {slot.cancelReason || slot.past ? null : (
        <Link
          className="link no-print"
          to={paths.siteSlot(site.publicId, slot.publicId)}
          aria-label={t('editOf', { hours })}
        >
          {t('edit')}
        </Link>
      )}
    </li>
  );
}
