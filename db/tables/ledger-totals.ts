import { sql } from 'drizzle-orm';
import { bigint, date, primaryKey, text, timestamp } from 'drizzle-orm/pg-core';
import { ledger } from './ledger.ts';

const grams = (name: string) => bigint(name, { mode: 'number' });
const LEVELS = ['commune', 'epci', 'ept', 'departement', 'region', 'france'] as const;
const VIEWS = ['origin', 'destination'] as const;

const finest = {
  level: text('level', { enum: LEVELS }).notNull(),
  code: text('code').notNull(),
  month: date('month').notNull(),
  view: text('view', { enum: VIEWS }).notNull(),
  typeCode: text('type_code').notNull(),
  evidence: text('evidence').notNull(),
  legalLine: text('legal_line').notNull(),
  massG: grams('mass_g').notNull(),
  lowG: grams('low_g').notNull(),
  highG: grams('high_g').notNull(),
  handovers: grams('handovers').notNull(),
};

/** Figures kept by the trigger of `movement`; sums of the finest cut, month = its first day. */
export const total = ledger.table('total', finest, (t) => [
  primaryKey({ columns: [t.level, t.code, t.month, t.view, t.typeCode, t.evidence, t.legalLine] }),
]);

/** The stricter total: what its taker says installed or resold. Kept by the trigger of `outcome`. */
export const totalConfirmed = ledger.table('total_confirmed', finest, (t) => [
  primaryKey({ columns: [t.level, t.code, t.month, t.view, t.typeCode, t.evidence, t.legalLine] }),
]);

export const totalKind = ledger.table(
  'total_kind',
  {
    level: text('level', { enum: LEVELS }).notNull(),
    code: text('code').notNull(),
    month: date('month').notNull(),
    view: text('view', { enum: VIEWS }).notNull(),
    holderKind: text('holder_kind').notNull(),
    takerKind: text('taker_kind').notNull(),
    massG: grams('mass_g').notNull(),
    lowG: grams('low_g').notNull(),
    highG: grams('high_g').notNull(),
    handovers: grams('handovers').notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.code, t.month, t.view, t.holderKind, t.takerKind] })],
);

/** Other use and new surplus: never part of the totals. */
export const totalAside = ledger.table(
  'total_aside',
  {
    level: text('level', { enum: LEVELS }).notNull(),
    code: text('code').notNull(),
    month: date('month').notNull(),
    view: text('view', { enum: VIEWS }).notNull(),
    legalLine: text('legal_line', { enum: ['other_use', 'new_surplus'] }).notNull(),
    massG: grams('mass_g').notNull(),
    handovers: grams('handovers').notNull(),
  },
  (t) => [primaryKey({ columns: [t.level, t.code, t.month, t.view, t.legalLine] })],
);

export const flow = ledger.table(
  'flow',
  {
    originEpci: text('origin_epci').notNull(),
    destinationEpci: text('destination_epci').notNull(),
    month: date('month').notNull(),
    massG: grams('mass_g').notNull(),
    handovers: grams('handovers').notNull(),
  },
  (t) => [primaryKey({ columns: [t.originEpci, t.destinationEpci, t.month] })],
);

export const rebuild = ledger.table('rebuild', {
  id: grams('id').primaryKey().generatedAlwaysAsIdentity(),
  at: timestamp('at', { withTimezone: true }).notNull().default(sql`clock_timestamp()`),
  reason: text('reason').notNull(),
});
