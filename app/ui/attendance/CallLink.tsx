import { Phone } from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { CallHours } from '#app/domain/reservations/views.ts';

/** A number to call with one press, in the hours of calls; outside them, the number and when to call. */
export function CallLink({ phone, calls }: { phone: string; calls: CallHours }) {
  const t = useTranslations('attendance.calls');
  const spaced = /^0\d{9}$/.test(phone) ? phone.replace(/(\d\d)(?=\d)/g, '$1\u00a0') : phone;
  const { from, until } = calls;
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {calls.now ? (
        <a className="link inline-flex items-center gap-1 tabular-nums" href={`tel:${phone}`}>
          <Phone aria-hidden="true" className="size-4 no-print" />
          {spaced}
        </a>
      ) : (
        <span className="tabular-nums">{spaced}</span>
      )}
      <span className="text-sm text-muted">{t(calls.now ? 'hours' : 'later', { from, until })}</span>
    </span>
  );
}
