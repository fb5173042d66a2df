import type { Found, Tx } from './ledger-figures.ts';

const CONSTRAINTS = [
  ...['movement_holds', 'movement_chain', 'movement_peer', 'stock_head', 'stock_balances', 'checkpoint_says'],
];
const TRIGGERS = [
  ...['movement_append_only', 'movement_is_true', 'movement_follows', 'movement_consistent'],
  ...['movement_in_time', 'movement_paired', 'count_movements', 'count_aside', 'stock_step', 'stock_is_head'],
  ...[
    'outcome_is_true',
    'outcome_carried_out',
    'movement_was_said',
    'outcome_append_only',
    'count_confirmed',
  ],
  ...[
    'checkpoint_append_only',
    'checkpoint_head_append_only',
    'checkpoint_follows',
    'checkpoint_head_is_true',
  ],
];

/** SHA-256 of what ledger.movement_holds says, as its migration wrote it (0158): a CHECK is worth what its function says. */
const RULES = '173b7f278cf0e947e76e3294041747bdea89dcf5aba73fa21d832106e992ca6e';

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
  const [said] = await tx`
    select encode(sha256(convert_to(prosrc, 'UTF8')), 'hex') as digest from pg_proc where oid = to_regproc('ledger.movement_holds')`;
  if (said?.digest !== RULES) found('guard movement_holds: it no longer says what its migration wrote');
}
