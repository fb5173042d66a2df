import { verifyLedger } from '../../scripts/ledger-verification.ts';
import type { Attempt, Place, Storm } from './storm.ts';

/** What a storm left behind, against what people were told. Zero and empty everywhere when all is well. */
export interface Account {
  /** told to somebody, and not there as told */
  lost: number;
  /** there, and told to nobody */
  untold: number;
  /** one key, more than one reservation */
  twice: number;
  /** given back, told so, and still held */
  keptAll: number;
  /** lots of which more is held than there is, or less than nothing is left */
  oversold: number;
  /** lots whose stock is not what their reservations hold */
  unbalanced: number;
  audit: string[];
  breaks: string[];
}

interface Row {
  key: string;
  public_id: string;
  lot: number;
  qty: number;
  held: number;
  state: string;
}

export async function accountFor({ database }: Place, { attempts, lots }: Storm): Promise<Account> {
  const { owner } = database;
  const ids = lots.map(({ id }) => id);
  const rows = (await owner`
    select command_key as key, public_id, lot_id as lot, qty, held, state from ledger.reservation
     where lot_id = any(${ids}::bigint[])`) as unknown as Row[];
  const byKey = new Map<string, Row[]>();
  for (const row of rows) byKey.set(row.key, [...(byKey.get(row.key) ?? []), row]);
  const told = new Map(attempts.filter(({ told: id }) => id).map((attempt) => [attempt.key, attempt]));
  const [stock] = await owner`
    select count(*) filter (where s.available < 0 or s.held > s.total)::int as oversold,
           count(*) filter (where s.held <> coalesce(r.held, 0) or s.available + s.held <> s.total)::int as unbalanced
      from ledger.stock s
      left join (select lot_id, sum(held)::bigint as held from ledger.reservation group by 1) r using (lot_id)
     where lot_id = any(${ids}::bigint[])`;
  return {
    lost: [...told.values()].filter((attempt) => !asTold(attempt, byKey.get(attempt.key) ?? [])).length,
    untold: rows.filter(({ key }) => !told.has(key)).length,
    twice: [...byKey.values()].filter((same) => same.length > 1).length,
    keptAll: [...told.values()].filter(
      ({ key, cancelled }) =>
        cancelled && byKey.get(key)?.some(({ state, held }) => state !== 'cancelled' || held > 0),
    ).length,
    oversold: stock?.oversold,
    unbalanced: stock?.unbalanced,
    audit: (await owner`select what, ref from ledger.audit`).map(({ what, ref }) => `${what} ${ref}`),
    breaks: (await verifyLedger(owner)).breaks,
  };
}

const asTold = ({ told, lot, milli }: Attempt, rows: Row[]): boolean =>
  rows.some((row) => row.public_id === told && row.lot === lot && Number(row.qty) === milli);

export const NOTHING_WRONG: Account = {
  ...{ lost: 0, untold: 0, twice: 0, keptAll: 0, oversold: 0, unbalanced: 0, audit: [], breaks: [] },
};
