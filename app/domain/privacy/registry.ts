import type { PersonalTables } from './personal-table.ts';
import { ACCOUNTS } from './registered/accounts.ts';
import { DESK } from './registered/desk.ts';
import { EXCHANGES } from './registered/exchanges.ts';
import { OFFERS } from './registered/offers.ts';

/**
 * Every column of the database that may hold personal data: the register of processing, one's own export, the erasure and their tests
 * are made of it. A new column of text, json, bytes or place is added here, in the file of its subject (what its words mean:
 * `personal-table.ts`), or to `not-personal.ts` with the reason.
 */
export const PERSONAL: PersonalTables = { ...ACCOUNTS, ...OFFERS, ...EXCHANGES, ...DESK };
