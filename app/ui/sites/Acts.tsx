import { useTranslations } from 'use-intl';
import type { Act } from '#app/domain/sites/acts.server.ts';
import { Instant } from '#app/ui/kit/measures.tsx';
import { Section } from '#app/ui/layout/Section.tsx';

const NAMED = [
  'update-site',
  'create-lot',
  'update-lot',
  'lot.publish',
  'lot.withdraw',
  'lot.change-stock',
  'lot.count-stock',
  'lot.correct-count',
  'add-photo',
  'add-document',
  'reservation.accept',
  'reservation.refuse',
  'reservation.cancel',
  'reservation.extend',
  'reservation.confirm-handover',
  'visit.answer',
  'visit.cancel',
  'site.postpone',
  'site.cancel-day',
  'crew-count',
  'delete-drafts',
] as const;
type Name = (typeof NAMED)[number];
const keyOf = (name: string) =>
  NAMED.includes(name as Name) ? (name.replaceAll('.', '_') as 'update-site') : 'other';

/** What others did here for the organisation that runs the site: "B for A". */
export function Acts({ acts }: { acts: readonly Act[] }) {
  const t = useTranslations('mandates.acts');
  if (acts.length === 0) return null;
  return (
    <Section title={t('title')}>
      <ul className="divide-y divide-line">
        {acts.map((act) => (
          <li key={`${act.at}${act.name}`} className="py-2.5">
            <p>
              {t(`did.${keyOf(act.name)}`)}
              {' · '}
              {'crew' in act.by
                ? t('byCrew', { site: act.by.site, link: act.by.crew })
                : t('byFor', { by: act.by.organisation, giver: act.for })}
            </p>
            <p className="text-sm text-muted">
              <Instant at={act.at} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
