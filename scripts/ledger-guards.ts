import type { Found, Tx } from './ledger-figures.ts';

const CONSTRAINTS = [
  ...['movement_hash', 'movement_chain', 'movement_kind', 'movement_mass', 'movement_interval'],
  ...['movement_transfer', 'movement_peer', 'movement_counts', 'stock_head', 'stock_balances'],
  'checkpoint_says',
];
const TRIGGERS = [
  ...['movement_append_only', 'movement_is_true', 'movement_follows', 'movement_consistent'],
  ...['movement_in_time', 'movement_paired', 'count_movements', 'count_aside', 'stock_step', 'stock_is_head'],
  ...[
    'checkpoint_append_only',
    'checkpoint_head_append_only',
    'checkpoint_follows',
    'checkpoint_head_is_true',
  ],
];

/** A guard switched off is a break even when nothing was written since. */
export async function guardsStand(tx: Tx, found: Found): Promise<void> {
  const asleep = await tx`
    select t.tgname as name, c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ledger' and not t.tgisinternal and t.tgenabled <> 'A'`;
  for (const { name, table } of asleep) found(`guard ${table}.${name}: it is switched off`);
  const standing =
    await tx`select conname as name from pg_constraint where conname = any(${CONSTRAINTS}) and convalidated
             union all select tgname from pg_trigger where tgname = any(${TRIGGERS})`;
  const names = new Set(standing.map((row) => row.name));
  for (const name of [...CONSTRAINTS, ...TRIGGERS].filter((one) => !names.has(one)))
    found(`guard ${name}: it is gone`);
}
