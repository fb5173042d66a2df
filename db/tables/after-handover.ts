import { sql } from 'drizzle-orm';
import { bigint, integer, text, timestamp, unique } from 'drizzle-orm/pg-core';
import { ledger } from './ledger.ts';

const id = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

/** What became of what was taken, in the taker's words: each stays, the last one counts. */
export const outcome = ledger.table(
  'outcome',
  {
    id: id('id').primaryKey().generatedAlwaysAsIdentity(),
    reservationId: id('reservation_id').notNull(),
    lotId: id('lot_id').notNull(),
    seq: id('seq').notNull(),
    nth: integer('nth').notNull(),
    previous: integer('previous').generatedAlwaysAs(sql`NULLIF(nth - 1, 0)`),
    installed: id('installed').notNull().default(0),
    stored: id('stored').notNull().default(0),
    resold: id('resold').notNull().default(0),
    thrownAway: id('thrown_away').notNull().default(0),
    thrownTo: text('thrown_to', { enum: ['recycled', 'landfilled'] }),
    correctionId: id('correction_id'),
    saidBy: text('said_by', { enum: ['account', 'link', 'correction'] }).notNull(),
    organisationId: id('organisation_id').notNull(),
    personId: id('person_id'),
    saidAt: instant('said_at').notNull(),
  },
  (t) => [unique().on(t.reservationId, t.nth)],
);

export const outcomeAsk = ledger.table('outcome_ask', {
  reservationId: id('reservation_id').primaryKey(),
  askedAt: instant('asked_at').notNull(),
  remindedAt: instant('reminded_at'),
});

/** "This was not me", said from the link mailed to the taker. */
export const contest = ledger.table('contest', {
  handoverId: id('handover_id').primaryKey(),
  correctionId: id('correction_id'),
  at: instant('at').notNull(),
});
