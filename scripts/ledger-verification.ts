import type postgres from 'postgres';
import { verifyCheckpoints } from './ledger-checkpoints.ts';
import { big, type Found, type Line, places, type Tx } from './ledger-figures.ts';
import { guardsStand } from './ledger-guards.ts';
import { ACCOUNTS, movementsOf, problemsOf } from './ledger-lines.ts';

export interface Verdict {
  lots: number;
  movements: number;
  checkpoints: number;
  /** Empty when the books balance; the first is the first met in the order guards, lots, figures, promises, checkpoints. */
  breaks: string[];
}

const LOTS_AT_ONCE = 2000;

/**
 * Recomputes in Node, from the movements alone, what the database claims: each hash and chain, each balance, each
 * mass against its evidence, each reservation, each figure, each checkpoint. Reads one snapshot, some lots at a time;
 * writes nothing. Stops naming after `limit` breaks.
 */
export async function verifyLedger(sql: postgres.Sql<{ bigint: number }>, limit = 20): Promise<Verdict> {
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    await tx`set local statement_timeout = 0`;
    const breaks: string[] = [];
    const found = (what: string) => {
      if (breaks.length < limit) breaks.push(what);
    };
    await guardsStand(tx, found);
    const figures = await places(tx);
    const seen = { lots: 0, movements: 0 };
    for (let after = '0'; ; ) {
      const [bound] = await tx`
        select max(lot_id)::text as last, count(*) as lots from (select lot_id from ledger.stock where lot_id > ${after} order by lot_id limit ${LOTS_AT_ONCE}) s`;
      // beyond the last stock there may be lines that belong to none
      const upTo = Number(bound?.lots) < LOTS_AT_ONCE ? '9223372036854775807' : String(bound?.last);
      const read = await verifyLots(tx, { after, upTo }, figures.add, found);
      seen.lots += read.lots;
      seen.movements += read.movements;
      if (Number(bound?.lots) < LOTS_AT_ONCE) break;
      after = upTo;
    }
    await figures.confirm(tx);
    await figures.compare(tx, found);
    for (const { what, ref } of await tx`select what, ref from ledger.audit_promise limit ${limit}`)
      found(`promise ${ref}: ${what}`);
    const checkpoints = await verifyCheckpoints(tx, found);
    return { ...seen, checkpoints, breaks };
  });
}

const SUMS = ['qty', 'taken', 'extra', 'freed', 'discarded'] as const;
type Sum = Record<(typeof SUMS)[number], bigint>;
const nothing = (): Sum => ({ qty: 0n, taken: 0n, extra: 0n, freed: 0n, discarded: 0n });

/** The lots of one range: their lines in order, then their stocks and reservations. */
async function verifyLots(
  tx: Tx,
  { after, upTo }: { after: string; upTo: string },
  count: (line: Line) => void,
  found: Found,
): Promise<{ lots: number; movements: number }> {
  const heads = new Map<string, Line>();
  const reservations = new Map<string, Sum>();
  let movements = 0;
  let previous: Line | undefined;
  for await (const lines of movementsOf(tx, after, upTo).cursor(2000)) {
    for (const line of lines as unknown as Line[]) {
      movements++;
      const before = previous?.lot_id === line.lot_id ? previous : undefined;
      for (const problem of problemsOf(line, before))
        found(`movement ${line.lot_id}.${line.seq}: ${problem}`);
      addToReservation(reservations, line);
      count(line);
      heads.set(String(line.lot_id), line);
      previous = line;
    }
  }
  await compareStock(tx, { after, upTo }, heads, found);
  await compareReservations(tx, { after, upTo }, reservations, found);
  return { lots: heads.size, movements };
}

function addToReservation(all: Map<string, Sum>, line: Line): void {
  if (!line.reservation_id) return;
  const sum = all.get(line.reservation_id) ?? nothing();
  const qty = big(line, 'qty');
  if (line.kind === 'reserve') sum.qty += qty;
  if (line.kind === 'reserve_extra') sum.extra += qty;
  if (line.kind === 'release') sum.freed += qty;
  // what its taker throws away afterwards was taken all the same
  if (line.kind === 'discard') sum.discarded += qty;
  else if (line.kind === 'restore') sum.discarded -= qty;
  else if (line.dst === 'collected') sum.taken += qty;
  else if (line.src === 'collected') sum.taken -= qty;
  all.set(line.reservation_id, sum);
}

interface Range {
  after: string;
  upTo: string;
}

async function compareStock(
  tx: Tx,
  { after, upTo }: Range,
  heads: Map<string, Line>,
  found: Found,
): Promise<void> {
  const stocks = await tx<Line[]>`
    select lot_id::text, seq::text, encode(head_hash, 'hex') as hash, available::text, held::text, collected::text,
           recycled::text, landfilled::text, kept::text, lost::text, total::text
      from ledger.stock where lot_id > ${after} and lot_id <= ${upTo} order by lot_id`;
  for (const stock of stocks) {
    const head = heads.get(String(stock.lot_id));
    const same = ['seq', 'hash', ...ACCOUNTS].every(
      (column) => (stock[column] ?? '') === (head?.[column] ?? (column === 'hash' ? '' : '0')),
    );
    const total = ACCOUNTS.reduce((sum, account) => sum + big(stock, account), 0n);
    if (!same || total !== big(stock, 'total')) found(`stock ${stock.lot_id}: it is not its last movement`);
  }
}

async function compareReservations(
  tx: Tx,
  { after, upTo }: Range,
  sums: Map<string, Sum>,
  found: Found,
): Promise<void> {
  const rows = tx`
    select id::text, qty::text, held::text, taken::text, extra::text, freed::text, discarded::text from ledger.reservation
     where lot_id > ${after} and lot_id <= ${upTo} order by lot_id, id`;
  for await (const page of rows.cursor(2000)) {
    for (const row of page as unknown as Line[]) {
      const sum = sums.get(String(row.id)) ?? nothing();
      const same = SUMS.every((column) => big(row, column) === sum[column]);
      const balance = big(row, 'held') + big(row, 'taken') - big(row, 'extra') + big(row, 'freed');
      if (!same || big(row, 'qty') !== balance)
        found(`reservation ${row.id}: it is not the sum of its movements`);
    }
  }
}
