import { useTranslations } from 'use-intl';
import type { Capacity } from '#app/domain/organisations/vocabulary.ts';

/** In what capacity somebody trades and whether that was checked, in words: beside every lot and every request. */
export function Standing({ of: { capacity, verified } }: { of: { capacity: Capacity; verified: boolean } }) {
  const t = useTranslations('frame.standing');
  return <>{`${t(capacity)}, ${t(verified ? 'verified' : 'unverified')}`}</>;
}
