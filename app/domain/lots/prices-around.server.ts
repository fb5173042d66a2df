import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';
import { type PriceContext, type PriceSeen, summaryOf } from './price-context.ts';

/** The newest lots of a type that are looked at, whatever the size of the market; what they say is kept ten minutes. */
const NEWEST = 5000;
const TEN_MINUTES = 600_000;

interface Row extends Record<string, unknown>, PriceSeen {
  kind: 'asked' | 'concluded';
}

/**
 * Prices of one unit: asked by open lots that anyone may see, concluded for what was handed over. A price for the whole is
 * divided by the quantity. Meant to read `lot_priced` alone, then the audience and the reservations of those lots.
 */
const pricesOf = remembered(
  400,
  async (db: Database, key: string): Promise<{ asked: PriceSeen[]; concluded: PriceSeen[] }> => {
    const [type, unit] = key.split(' ');
    const rows = await db.execute<Row>(sql`
      with newest as materialized (
        select l.id, l.status, l.organisation_id, l.price_basis, l.price_cents, l.quantity_milli, l.commune_code
          from lot l where l.type_code = ${type} and l.unit = ${unit} and l.status <> 'draft' and l.price_cents > 0
         order by l.id desc limit ${NEWEST}),
      seen as (
        select 'asked' as kind, n.organisation_id as holder, n.commune_code, n.quantity_milli, n.price_basis, n.price_cents as price
          from newest n
         where n.status = 'published' and exists (select from lot_audience a where a.lot_id = n.id and a.audience = 'public'
           and a.opens_at <= ledger.clock() and (a.closes_at is null or a.closes_at > ledger.clock()))
        union all
        select 'concluded', n.organisation_id, n.commune_code, n.quantity_milli, r.price_basis, r.concluded_price_cents
          from newest n join ledger.reservation r on r.lot_id = n.id
         where r.state = 'handed_over' and r.concluded_price_cents > 0)
      select s.kind, s.holder, c.departement_code as departement, c.region_code as region,
             (case s.price_basis when 'whole' then s.price * 1000.0 / s.quantity_milli else s.price end)::float8 as cents
        from seen s join commune c on c.code = s.commune_code where s.quantity_milli > 0`);
    return {
      asked: rows.filter(({ kind }) => kind === 'asked'),
      concluded: rows.filter(({ kind }) => kind === 'concluded'),
    };
  },
  { forMs: TEN_MINUTES },
);

/** What the type is offered at and was let go for, as near to the lot as may be told. The lot itself counts. */
export async function pricesAround(
  ctx: Ctx,
  lot: { typeCode: string; unit: string; departementCode: string; regionCode: string },
): Promise<PriceContext> {
  const prices = await pricesOf(ctx.db, `${lot.typeCode} ${lot.unit}`);
  const place = { departement: lot.departementCode, region: lot.regionCode };
  return { asked: summaryOf(prices.asked, place), concluded: summaryOf(prices.concluded, place) };
}
