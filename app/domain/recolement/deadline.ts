import { DAYS_AFTER_WORKS } from './vocabulary.ts';

export interface Deadline {
  worksEnd: string;
  /** Last day to hand in the récolement. */
  lastDay: string;
  /** Days left; negative once past. */
  left: number;
  state: 'works' | 'running' | 'late';
}

const DAY_MS = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

/** The countdown of the récolement; null while the end of the works is not known. Days are 'YYYY-MM-DD' in the site's zone. */
export function deadlineOf(worksEnd: string | null, today: string): Deadline | null {
  if (!worksEnd) return null;
  const last = at(worksEnd) + DAYS_AFTER_WORKS * DAY_MS;
  const left = Math.round((last - at(today)) / DAY_MS);
  const state = today <= worksEnd ? 'works' : left >= 0 ? 'running' : 'late';
  return { worksEnd, lastDay: new Date(last).toISOString().slice(0, 10), left, state };
}
