import { Form } from '@remix-run/react';
import { useLocale, useTranslations } from 'use-intl';
import type { AttendanceView } from '#app/domain/attendance/views.ts';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { LinkButton } from '#app/ui/kit/Button.tsx';
import { KeyField } from '#app/ui/kit/KeyField.tsx';
import { SubmitButton } from '#app/ui/kit/SubmitButton.tsx';
import { TextLink } from '#app/ui/kit/TextLink.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { AttendanceFacts } from './AttendanceFacts.tsx';
import { CallLink } from './CallLink.tsx';
import { useWhen } from './use-when.ts';

interface Props {
  reservation: Pick<ReservationPageView, 'publicId' | 'side' | 'zone' | 'other'>;
  attendance: AttendanceView;
  formKey: string;
}

/** On a reservation: who the other side is in plain counts, what was said of its appointments, what may be said now. */
export function Attendance({ reservation: r, attendance, formKey }: Props) {
  const t = useTranslations('attendance');
  const { other, missed, mayDeclare, toReach } = attendance;
  return (
    <>
      <Section title={t('facts.of', { name: r.other.name })} id="attendance">
        <AttendanceFacts facts={other} as={r.side === 'holder' ? 'taker' : 'holder'} />
        {mayDeclare ? (
          <p className="mt-3 no-print">
            <TextLink to={paths.attendance(r.publicId)}>{t(`missed.say_${mayDeclare.kind}`)}</TextLink>
          </p>
        ) : null}
      </Section>
      {missed.length > 0 ? <Missed reservation={r} missed={missed} /> : null}
      {toReach ? <ToReach reservation={r} {...toReach} formKey={formKey} /> : null}
    </>
  );
}

function Missed({ reservation, missed }: Pick<Props, 'reservation'> & Pick<AttendanceView, 'missed'>) {
  const t = useTranslations('attendance.missed');
  const locale = useLocale();
  const when = useWhen(reservation.zone);
  return (
    <Section title={t('title')}>
      <ul className="space-y-3">
        {missed.map((one) => (
          <li key={one.publicId}>
            <p>
              {t(one.kind, { when: when(one) })} {one.contested ? <strong>{t('contested')}</strong> : null}
              {!one.contested
                ? t('until', {
                    deadline: formatInstantAt(locale, new Date(one.contestUntil), reservation.zone),
                  })
                : null}
            </p>
            {one.mayContest ? (
              <p className="mt-2 no-print">
                <LinkButton to={paths.attendance(reservation.publicId)}>{t('contest')}</LinkButton>
              </p>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Accepted at once, from somebody nobody knows: the holder calls, and says so. */
function ToReach({
  reservation,
  phone,
  calls,
  formKey,
}: Pick<Props, 'reservation' | 'formKey'> & NonNullable<AttendanceView['toReach']>) {
  const t = useTranslations('attendance.reached');
  return (
    <Section title={t('title')} className="no-print">
      <p className="max-w-prose">{t(phone ? 'lead' : 'noPhone')}</p>
      {phone ? (
        <div className="mt-3 flex flex-wrap items-center gap-4">
          {calls ? <CallLink phone={phone} calls={calls} /> : null}
          <Form method="post" action={paths.attendance(reservation.publicId)}>
            <KeyField value={formKey} />
            <input type="hidden" name="intent" value="reached" />
            <SubmitButton variant="secondary">{t('button')}</SubmitButton>
          </Form>
        </div>
      ) : null}
    </Section>
  );
}
