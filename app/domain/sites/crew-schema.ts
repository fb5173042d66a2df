import { z } from 'zod';
import { day, text } from '#app/domain/validation.ts';

export const crewLinkInput = z.object({ name: text(60, 2), until: day });
export type CrewLinkInput = z.output<typeof crewLinkInput>;

/** Days after the end of works during which a crew may still finish. */
export const CREW_MARGIN_DAYS = 14;
/** Without an end of works: as long as a link usually serves. */
export const CREW_DEFAULT_DAYS = 60;
/** No link outlives this. */
export const CREW_MOST_DAYS = 730;

const DAY = 86_400_000;
const plus = (from: string, days: number) =>
  new Date(Date.parse(from) + days * DAY).toISOString().slice(0, 10);

/** The last day proposed for a link: the end of works and its margin, else two months. Days YYYY-MM-DD. */
export function lastDayOf(site: { kind: string; endsOn: string | null }, today: string): string {
  const proposed =
    site.kind === 'works' && site.endsOn
      ? plus(site.endsOn, CREW_MARGIN_DAYS)
      : plus(today, CREW_DEFAULT_DAYS);
  return proposed < today ? plus(today, CREW_MARGIN_DAYS) : proposed;
}

export const mostDayOf = (today: string): string => plus(today, CREW_MOST_DAYS);
