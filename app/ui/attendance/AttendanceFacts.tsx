import { useTranslations } from 'use-intl';
import type { AttendanceFacts as Facts } from '#app/domain/attendance/views.ts';

const HOUR = 3600;

/** What an organisation has behind it over 12 months, in plain counts on one line. */
export function AttendanceFacts({ facts, as }: { facts: Facts; as: 'holder' | 'taker' | 'both' }) {
  const t = useTranslations('attendance.facts');
  const answer = useAnswer(facts.usualAnswer);
  const said = [
    t('handovers', { count: facts.handovers }),
    ...(as === 'holder' ? [] : [t('notCome', { count: facts.notCome12m })]),
    ...(as === 'taker' ? [] : [t('siteClosed', { count: facts.siteClosed12m })]),
    ...(as === 'taker' || answer === null ? [] : [answer]),
  ];
  return <p className="text-sm first-letter:uppercase">{said.join(' · ')}</p>;
}

function useAnswer(seconds: number | null): string | null {
  const t = useTranslations('attendance.facts');
  if (seconds === null) return null;
  if (seconds < HOUR) return t('answerSoon');
  if (seconds <= 48 * HOUR) return t('answerHours', { count: Math.ceil(seconds / HOUR) });
  return t('answerDays', { count: Math.ceil(seconds / (24 * HOUR)) });
}
