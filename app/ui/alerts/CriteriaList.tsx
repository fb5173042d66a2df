import { useTranslations } from 'use-intl';
import type { CriteriaNames } from '#app/domain/alerts/views.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import { useCriteriaWords } from './criteria-words.ts';

/** What an alert looks for, in a line of words. */
export function CriteriaList({ filters, names }: { filters: LotFilters; names: CriteriaNames }) {
  const t = useTranslations('alerts.criteria');
  const { what, where, how } = useCriteriaWords()(filters, names);
  return (
    <p>{[what.length > 0 ? what.join(', ') : t('anything'), where ?? t('anywhere'), ...how].join(' · ')}</p>
  );
}
