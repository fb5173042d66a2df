import type { PersonalTables } from './personal-table.ts';
import { ACCOUNTS } from './registered/accounts.ts';
import { DESK } from './registered/desk.ts';
import { EXCHANGES } from './registered/exchanges.ts';
import { OFFERS } from './registered/offers.ts';

/**
 * Every column of the database that may hold personal data: whose it is, what for, and what erasing somebody has to do to it. A test
 * holds it against the migrated catalogue: a new column of text, json, bytes or place is added here, in the file of its subject (what
 * its words mean: `personal-table.ts`), or to `not-personal.ts` with the reason.
 */
export const PERSONAL: PersonalTables = { ...ACCOUNTS, ...OFFERS, ...EXCHANGES, ...DESK };
