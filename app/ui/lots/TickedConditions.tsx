import { useTranslations } from 'use-intl';
import type { ReservationPageView } from '#app/domain/reservations/views.ts';
import { Instant } from '#app/ui/kit/measures.tsx';
import { Section } from '#app/ui/layout/Section.tsx';
import { Conditions } from './Conditions.tsx';

/** What the taker accepted before reserving, in the words of that moment. */
export function TickedConditions({ conditions }: Pick<ReservationPageView, 'conditions'>) {
  const t = useTranslations('lotDetails.conditions');
  if (!conditions) return null;
  return (
    <Section title={t('title')}>
      <Conditions conditions={conditions.said} />
      <p className="mt-3 text-sm text-muted">
        {t.rich('ticked', { day: () => <Instant at={conditions.tickedAt} /> })}
      </p>
    </Section>
  );
}
