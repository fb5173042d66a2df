import { bigint, date, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { bytea, ledger } from './ledger.ts';

const count = (name: string) => bigint(name, { mode: 'number' });
const instant = (name: string) => timestamp(name, { withTimezone: true });

/** Keys that signed, for ever. */
export const checkpointKey = ledger.table('checkpoint_key', {
  id: count('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  publicKey: bytea('public_key').notNull(),
  since: instant('since').notNull(),
});

export const checkpoint = ledger.table('checkpoint', {
  id: count('id').primaryKey(),
  day: date('day').notNull(),
  at: instant('at').notNull(),
  size: count('size').notNull(),
  root: bytea('root').notNull(),
  runs: bytea('runs').notNull(),
  keyId: count('key_id').notNull(),
  note: text('note').notNull(),
});

/** Heads of the lots that moved since the checkpoint before. */
export const checkpointHead = ledger.table(
  'checkpoint_head',
  {
    leaf: count('leaf').notNull(),
    checkpointId: count('checkpoint_id').notNull(),
    lotId: count('lot_id').notNull(),
    seq: count('seq').notNull(),
    hash: bytea('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.leaf, t.checkpointId] })],
);
