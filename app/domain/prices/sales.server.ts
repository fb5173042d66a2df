import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { withoutVat } from '#app/domain/lots/price-words.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { Sale, SalesYear } from './sales.ts';

/** The seller is whoever acts: no id of an organisation is ever taken from an address. */
function sellerOf({ actor }: Ctx): SQL {
  const { organisation } = actor;
  if (!organisation || actor.onBehalf) return refuse('not-found');
  if (organisation.role !== 'administrator' && organisation.role !== 'site_manager')
    return refuse('forbidden');
  return sql`${organisation.id}::bigint`;
}

/** Sales of a seller: handed over and confirmed, not given. `d` the hand-over, `r` the reservation. */
const sold = (seller: SQL) => sql`
  from ledger.reservation r join ledger.handover d on d.reservation_id = r.id and d.state = 'confirmed'
  left join lateral (select n.* from settlement n where n.reservation_id = r.id order by n.id desc limit 1) n on true
 where r.holder_organisation_id = ${seller} and r.state = 'handed_over' and r.concluded_price_cents is distinct from 0`;

const amount = sql`ledger.amount_of(r.concluded_price_cents, r.taken, r.price_of_milli)`;

/** Totals by year of pick-up, newest first. */
export async function salesYears(ctx: Ctx): Promise<SalesYear[]> {
  const rows = await ctx.db.execute<SalesYear & Record<string, unknown>>(sql`
    select extract(year from d.picked_up_on)::int as year, count(*)::int as sales,
           coalesce(sum(${amount}), 0)::bigint as "totalCents",
           coalesce(sum(${amount}) filter (where n.settled), 0)::bigint as "settledCents",
           count(*) filter (where r.concluded_price_cents is null)::int as unpriced
      ${sold(sellerOf(ctx))} group by 1 order by 1 desc`);
  return [...rows];
}

type Row = Omit<Sale, 'netTotalCents'> & { id: number } & Record<string, unknown>;

/** Where a page of sales ended. */
export interface SalesCursor {
  soldOn: string;
  id: number;
}

/** Sales of a year from the first to the last, after `after`, at most `limit`. */
export async function salesOf(
  ctx: Ctx,
  { year, after, limit }: { year: number; after: SalesCursor | null; limit: number },
): Promise<{ sales: Sale[]; next: SalesCursor | null }> {
  const beyond = after
    ? sql`and (d.picked_up_on, r.id) > (${after.soldOn}::date, ${after.id}::bigint)`
    : sql``;
  const rows = await ctx.db.execute<Row>(sql`
    with page as materialized (
      select r.id, r.public_id, r.lot_id, r.taker_organisation_id, d.picked_up_on, r.taken, r.concluded_price_cents, r.price_basis,
             r.price_tax, r.vat_permille, ${amount} as total, n.settled, n.method, n.settled_on, n.invoice_number
        ${sold(sellerOf(ctx))} and d.picked_up_on between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31) ${beyond}
       order by d.picked_up_on, r.id limit ${limit + 1})
    select p.id, p.public_id as reservation, p.picked_up_on::text as "soldOn", l.title as lot, s.name as site, c.name as commune, k.name as buyer,
           p.taken as "quantityMilli", exists (select from ledger.movement m where m.reservation_id = p.id and m.corrects is not null) as corrected,
           l.unit, p.concluded_price_cents as "priceCents", p.price_basis as "priceBasis", p.price_tax as "priceTax",
           p.vat_permille as "vatPermille", false as negotiable, p.total as "totalCents", p.settled, p.method,
           p.settled_on::text as "settledOn", p.invoice_number as "invoiceNumber"
      from page p join lot l on l.id = p.lot_id join site s on s.id = l.site_id join commune c on c.code = l.commune_code
      join organisation k on k.id = p.taker_organisation_id order by p.picked_up_on, p.id`);
  const found = [...rows];
  const last = found.length > limit ? found[limit - 1] : undefined;
  return {
    sales: found.slice(0, limit).map(({ id: _id, ...sale }) => ({ ...sale, netTotalCents: netOf(sale) })),
    next: last ? { soldOn: last.soldOn, id: last.id } : null,
  };
}

const netOf = ({ totalCents, vatPermille }: Pick<Sale, 'totalCents' | 'vatPermille'>): number | null =>
  totalCents === null || vatPermille === null ? null : withoutVat(totalCents, vatPermille);
