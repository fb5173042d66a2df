import type postgres from 'postgres';
import { readLots } from './lot-rows.server.ts';
import type { Market } from './market.ts';

type Sql = postgres.Sql<{ bigint: number }>;

/** Lots changed beyond which everything is loaded again. */
const MOST = 20_000;
/** Holds past their deadline that are looked at: a sweeper leaves fewer. */
const MOST_LAPSED = 2_000;
/** Lots brought in at once: a few milliseconds of the thread that answers. */
const SLICE = 500;

/**
 * What changed, told to a market. Reads every change it can see, of transactions from `#from` on, and remembers which it told;
 * goes past a transaction only when it and all earlier ones have ended. So neither a late commit is missed nor does a long
 * transaction hold the others back. Telling a lot twice does no harm.
 */
export class Feed {
  readonly #sql: Sql;
  #from: string;
  #told = new Map<number, string>();

  constructor(sql: Sql, horizon: string) {
    this.#sql = sql;
    this.#from = horizon;
  }

  /** Brings the market up to date; false when there is too much to tell. */
  async catchUp(market: Market): Promise<boolean> {
    // each change by its number: the same set again is nothing new. A hold that has just passed its deadline is a change that nobody
    // wrote: its stock is left again, though no sweeper has seen it
    const rows = await this.#sql<{ horizon: string; lot: number | null; changes: string | null }[]>`
      select s.horizon::text, c.lot_id as lot, c.changes
        from (select pg_snapshot_xmin(pg_current_snapshot()) as horizon) s
        left join (select lot_id, string_agg(change, ',' order by change) as changes
                     from (select lot_id, id::text as change from market_change where xid >= ${this.#from}::text::xid8
                           union all
                           (select lot_id, 'lapsed ' || id from ledger.reservation
                             where held > 0 and not expiry_suspended and expires_at <= (select ledger.clock())
                             order by expires_at desc limit ${MOST_LAPSED})) heard
                    group by lot_id limit ${MOST + 1}) c on true`;
    if (rows.length > MOST) return false;
    const seen = new Map<number, string>();
    for (const { lot, changes } of rows) if (lot !== null && changes !== null) seen.set(lot, changes);
    const fresh = [...seen].filter(([lot, changes]) => this.#told.get(lot) !== changes).map(([lot]) => lot);
    for (let start = 0; start < fresh.length; start += SLICE) {
      const ids = fresh.slice(start, start + SLICE);
      market.apply(ids, await readLots(this.#sql, ids));
    }
    this.#told = seen;
    this.#from = rows[0]?.horizon ?? this.#from;
    return true;
  }
}
