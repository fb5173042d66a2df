import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';
import { type PriceSeen, type PriceSummary, summaryOf } from './price-context.ts';

/** The newest lots of a type that are looked at, whatever the size of the market; what they say is kept ten minutes. */
const NEWEST = 5000;
const TEN_MINUTES = 600_000;

type Row = PriceSeen & Record<string, unknown>;

/**
 * Prices of one unit, as they were concluded between a holder and a taker, of what both confirmed was collected: what the
 * taker paid, tax included. What open lots ask is nobody's price yet. A price for the whole is divided by the whole of that day.
 * Meant to read `lot_of_type`, then the reservations of those lots.
 */
const pricesOf = remembered(
  400,
  async (db: Database, key: string): Promise<PriceSeen[]> => {
    const [type, unit] = key.split(' ');
    const rows = await db.execute<Row>(sql`
      with newest as materialized (
        select l.id, l.organisation_id, l.commune_code from lot l
         where l.type_code = ${type} and l.unit = ${unit} and l.status <> 'draft' order by l.id desc limit ${NEWEST})
      select n.organisation_id as holder, c.departement_code as departement, c.region_code as region,
             (r.concluded_price_cents * 1000.0 / r.price_of_milli)::float8 as cents
        from newest n join ledger.reservation r on r.lot_id = n.id join commune c on c.code = n.commune_code
       where r.state = 'handed_over' and r.taken > 0 and r.concluded_price_cents > 0`);
    return [...rows];
  },
  { forMs: TEN_MINUTES },
);

/** At what the type was let go for, as near to the lot as may be told; null when that would tell somebody's own price. */
export async function pricesAround(
  ctx: Ctx,
  lot: { typeCode: string; unit: string; departementCode: string; regionCode: string },
): Promise<PriceSummary | null> {
  const prices = await pricesOf(ctx.db, `${lot.typeCode} ${lot.unit}`);
  return summaryOf(prices, { departement: lot.departementCode, region: lot.regionCode });
}
