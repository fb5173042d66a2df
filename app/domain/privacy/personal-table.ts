import type { Activity } from './activities.ts';

/**
 * What erasing somebody has to do to a column: `delete` takes the row away, `blank` empties it, `replace` puts what names nobody,
 * `keep` leaves it because it then leads to nobody (a code, an id without a name).
 */
export type Fate = 'delete' | 'blank' | 'replace' | 'keep';

export interface PersonalTable {
  activity: Activity;
  /** The rows of somebody, in SQL over `t`: $person (id), $email, $own (ids of the organisations that are theirs alone). */
  rows: string;
  columns: Readonly<Record<string, Fate>>;
  /** Written by others or for others, and may name somebody all the same: erasing has to strike the name out where it stands. */
  struck?: readonly string[];
  /** Secrets and what only machines read: never part of an export. */
  unsaid?: readonly string[];
}

export type PersonalTables = Readonly<Record<string, PersonalTable>>;
