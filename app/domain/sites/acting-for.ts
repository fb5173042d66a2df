import type { Actor } from '#app/domain/context.ts';

/** For whom the page's reader acts, to be said on every page; null when for its own organisation. */
export const actingFor = ({ onBehalf, organisation }: Actor): { giver: string; by: string } | null =>
  onBehalf && organisation
    ? {
        giver: organisation.name,
        by: 'mandateId' in onBehalf.by ? onBehalf.by.organisation.name : onBehalf.by.name,
      }
    : null;
