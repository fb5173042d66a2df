import { createHash } from 'node:crypto';
import type postgres from 'postgres';
import { big, type Found, type Line, places, type Tx } from './ledger-figures.ts';

export interface Verdict {
  lots: number;
  movements: number;
  /** Empty when the books balance; the first is the first met in the order lots, movements, figures. */
  breaks: string[];
}

/** In the order of the constraint movement_hash, then the other half of a pair in version 2; `at_us` is `at` in microseconds since 1970, `counts` 1 or 0. */
const HASHED = [
  ...[
    'hv',
    'lot_id',
    'seq',
    'kind',
    'src',
    'dst',
    'qty',
    'type_code',
    'unit_mass_g',
    'unit_low_g',
    'unit_high_g',
  ],
  ...[
    'factor_version',
    'mass_g',
    'low_g',
    'high_g',
    'evidence',
    'basis',
    'reservation_id',
    'handover_id',
    'corrects',
  ],
  ...[
    'correction_id',
    'reason',
    'holder_organisation_id',
    'holder_kind',
    'taker_organisation_id',
    'taker_kind',
  ],
  ...['legal_line', 'fate', 'purpose', 'substitution', 'distance_m', 'origin_commune', 'destination_commune'],
  ...['counted_on', 'counts', 'actor_organisation_id', 'actor_person_id', 'command_key', 'at_us'],
  ...['available', 'held', 'collected', 'recycled', 'landfilled', 'kept', 'lost'],
];
const ACCOUNTS = ['available', 'held', 'collected', 'recycled', 'landfilled', 'kept', 'lost'] as const;
const SPREAD: Record<string, bigint> = { A: 2n, B: 10n, C: 25n, D: 35n };

/**
 * Recomputes in Node, from the movements alone, what the database claims: each hash and chain, each balance, each
 * mass against its evidence, each reservation, each figure. Reads one snapshot; writes nothing. Stops after `limit` breaks.
 */
export async function verifyLedger(sql: postgres.Sql<{ bigint: number }>, limit = 20): Promise<Verdict> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local statement_timeout = 0`;
    const breaks: string[] = [];
    const found = (what: string) => breaks.length < limit && breaks.push(what);
    await guardsStand(tx, found);
    const figures = await places(tx);
    const heads = new Map<string, Line>();
    const halves = new Halves();
    const reservations = new Map<string, { qty: bigint; taken: bigint; extra: bigint; freed: bigint }>();
    let movements = 0;
    let previous: Line | undefined;
    for await (const lines of movementsOf(tx).cursor(2000)) {
      for (const line of lines as unknown as Line[]) {
        movements++;
        const before = previous?.lot_id === line.lot_id ? previous : undefined;
        const name = `movement ${line.lot_id}.${line.seq}`;
        for (const problem of problemsOf(line, before)) found(`${name}: ${problem}`);
        addToReservation(reservations, line);
        halves.add(line);
        figures.add(line);
        heads.set(String(line.lot_id), line);
        previous = line;
      }
    }
    for (const name of halves.alone())
      found(`movement ${name}: its other half is missing or says something else`);
    await compareStock(tx, heads, found);
    await compareReservations(tx, reservations, found);
    await figures.compare(tx, found);
    return { lots: heads.size, movements, breaks };
  });
}

/** The lines of transfers whose other half was not met yet: what leaves a lot enters another, the same matter and mass. */
class Halves {
  readonly #open = new Map<string, string>();

  add(line: Line): void {
    if (!line.peer_lot_id) return;
    const mine = `${line.lot_id}.${line.seq}`;
    const other = `${line.peer_lot_id}.${line.peer_seq}`;
    const says = (way: string | null | undefined) => [way, line.qty, line.mass_g, line.type_code].join('|');
    if (this.#open.get(other) === `${mine} ${says(line.src)}`) this.#open.delete(other);
    else this.#open.set(mine, `${other} ${says(line.dst)}`);
  }

  alone(): Iterable<string> {
    return this.#open.keys();
  }
}

const movementsOf = (tx: Tx) =>
  tx.unsafe(`select ${HASHED.map((column) =>
    column === 'at_us'
      ? '(extract(epoch from at) * 1000000)::bigint::text as at_us'
      : column === 'counted_on'
        ? "to_char(counted_on, 'YYYY-MM-DD') as counted_on"
        : column === 'counts'
          ? 'counts::int::text as counts'
          : `${column}::text`,
  ).join(
    ', ',
  )}, peer_lot_id::text, peer_seq::text, encode(prev_hash, 'hex') as prev_hash, encode(hash, 'hex') as hash
  from ledger.movement m order by m.lot_id, m.seq`); // qualified: the columns of the result are text

const rounded = (product: bigint, by: bigint) => (product + by / 2n) / by;

function problemsOf(line: Line, before: Line | undefined): string[] {
  const problems: string[] = [];
  if (big(line, 'seq') !== big(before, 'seq') + 1n) problems.push(`follows line ${before?.seq ?? 'nothing'}`);
  if (line.prev_hash !== (before?.hash ?? '')) problems.push('its chain is broken');
  const link = line.hv === '2' ? `|${line.peer_lot_id}|${line.peer_seq}` : '';
  const body = HASHED.map((column) => line[column] ?? '').join('|') + link;
  const hash = createHash('sha256')
    .update(Buffer.from(line.prev_hash ?? '', 'hex'))
    .update(body, 'utf8')
    .digest('hex');
  if (hash !== line.hash) problems.push('its hash is not that of its content');
  for (const account of ACCOUNTS) {
    const moved =
      (line.dst === account ? big(line, 'qty') : 0n) - (line.src === account ? big(line, 'qty') : 0n);
    if (big(line, account) !== big(before, account) + moved)
      problems.push(`account ${account} does not add up`);
  }
  return [...problems, ...massProblems(line)];
}

function massProblems(line: Line): string[] {
  const [mass, low, high, qty] = [
    big(line, 'mass_g'),
    big(line, 'low_g'),
    big(line, 'high_g'),
    big(line, 'qty'),
  ];
  const spread = SPREAD[line.evidence ?? ''];
  if (spread === undefined) return ['its evidence is unknown'];
  const ranged = line.evidence === 'D';
  const expectedLow =
    ranged && line.unit_low_g
      ? rounded(qty * big(line, 'unit_low_g'), 1000n)
      : rounded(mass * (100n - spread), 100n);
  const expectedHigh =
    ranged && line.unit_high_g
      ? rounded(qty * big(line, 'unit_high_g'), 1000n)
      : rounded(mass * (100n + spread), 100n);
  const counted = line.evidence === 'A' || mass === rounded(qty * big(line, 'unit_mass_g'), 1000n);
  return counted && low === expectedLow && high === expectedHigh
    ? []
    : ['its mass does not stand with its evidence'];
}

function addToReservation(
  all: Map<string, { qty: bigint; taken: bigint; extra: bigint; freed: bigint }>,
  line: Line,
): void {
  if (!line.reservation_id) return;
  const sum = all.get(line.reservation_id) ?? { qty: 0n, taken: 0n, extra: 0n, freed: 0n };
  const qty = big(line, 'qty');
  if (line.kind === 'reserve') sum.qty += qty;
  if (line.kind === 'reserve_extra') sum.extra += qty;
  if (line.kind === 'release') sum.freed += qty;
  if (line.dst === 'collected') sum.taken += qty;
  if (line.src === 'collected') sum.taken -= qty;
  all.set(line.reservation_id, sum);
}

async function compareStock(tx: Tx, heads: Map<string, Line>, found: Found): Promise<void> {
  for await (const rows of tx`select lot_id::text, seq::text, encode(head_hash, 'hex') as hash, available::text, held::text, collected::text,
      recycled::text, landfilled::text, kept::text, lost::text, total::text from ledger.stock order by lot_id`.cursor(
    2000,
  )) {
    for (const stock of rows as unknown as Line[]) {
      const head = heads.get(String(stock.lot_id));
      const same = ['seq', 'hash', ...ACCOUNTS].every(
        (column) => (stock[column] ?? '') === (head?.[column] ?? (column === 'hash' ? '' : '0')),
      );
      const total = ACCOUNTS.reduce((sum, account) => sum + big(stock, account), 0n);
      if (!same || total !== big(stock, 'total')) found(`stock ${stock.lot_id}: it is not its last movement`);
    }
  }
}

async function compareReservations(
  tx: Tx,
  sums: Map<string, { qty: bigint; taken: bigint; extra: bigint; freed: bigint }>,
  found: Found,
): Promise<void> {
  for await (const rows of tx`select id::text, qty::text, held::text, taken::text, extra::text, freed::text from ledger.reservation order by id`.cursor(
    2000,
  )) {
    for (const row of rows as unknown as Line[]) {
      const sum = sums.get(String(row.id)) ?? { qty: 0n, taken: 0n, extra: 0n, freed: 0n };
      const same = (['qty', 'taken', 'extra', 'freed'] as const).every(
        (column) => big(row, column) === sum[column],
      );
      if (
        !same ||
        big(row, 'qty') !== big(row, 'held') + big(row, 'taken') - big(row, 'extra') + big(row, 'freed')
      ) {
        found(`reservation ${row.id}: it is not the sum of its movements`);
      }
    }
  }
}

/** A guard switched off is a break even when nothing was written since. */
async function guardsStand(tx: Tx, found: Found): Promise<void> {
  const asleep = await tx`
    select t.tgname as name, c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
      join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'ledger' and not t.tgisinternal and t.tgenabled <> 'A'`;
  for (const { name, table } of asleep) found(`guard ${table}.${name}: it is switched off`);
  const needed = [
    'movement_hash',
    'movement_chain',
    'movement_kind',
    'movement_mass',
    'movement_interval',
    'movement_transfer',
    'movement_peer',
    'movement_counts',
    'stock_head',
    'stock_balances',
  ];
  const standing =
    await tx`select conname from pg_constraint where conname = any(${needed}) and convalidated`;
  const names = new Set(standing.map((row) => row.conname));
  for (const name of needed.filter((one) => !names.has(one))) found(`guard ${name}: it is gone`);
  const triggers = [
    'movement_append_only',
    'movement_is_true',
    'movement_follows',
    'movement_consistent',
    'movement_in_time',
    'movement_paired',
    'count_movements',
    'count_aside',
    'stock_step',
    'stock_is_head',
  ];
  const present = new Set(
    (await tx`select tgname from pg_trigger where tgname = any(${triggers})`).map((row) => row.tgname),
  );
  for (const name of triggers.filter((one) => !present.has(one))) found(`guard ${name}: it is gone`);
}
