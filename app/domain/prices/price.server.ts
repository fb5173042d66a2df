import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { canActOnReservation, mayReadTakers, sideOf } from '#app/domain/reservations/policy.ts';
import { priceActs } from './policy.ts';
import type { PriceView } from './views.ts';

interface Row extends Omit<PriceView, 'side' | 'may' | 'other'>, Record<string, unknown> {
  holderOrganisationId: number;
  takerOrganisationId: number;
  siteId: number;
  holder: string;
  taker: string;
}

/** Thousandths a price is worth for: what was taken, else what is held, else what was asked. */
const worth = sql`case when r.state = 'handed_over' then r.taken when r.held > 0 then r.held else r.qty end`;

/** The price of a reservation for one of its two sides; null for everyone else. */
export async function priceOfReservation(ctx: Ctx, publicId: string): Promise<PriceView | null> {
  const [row] = await ctx.db.execute<Row>(sql`
    select r.public_id as "publicId", r.state, r.held > 0 and not r.expiry_suspended and r.expires_at <= ledger.clock() as lapsed,
           r.holder_organisation_id as "holderOrganisationId", r.taker_organisation_id as "takerOrganisationId", l.site_id as "siteId",
           l.title as lot, h.name as holder, k.name as taker, zone_of(c.departement_code) as zone, l.unit,
           r.announced_price_cents as "priceCents", r.price_basis as "priceBasis", r.price_tax as "priceTax",
           r.vat_permille as "vatPermille", r.price_negotiable as negotiable,
           case when r.accepted_at is not null then json_build_object('cents', r.concluded_price_cents) end as concluded,
           ${worth} as "quantityMilli",
           ledger.amount_of(case when r.accepted_at is null then r.announced_price_cents else r.concluded_price_cents end, ${worth}, r.price_of_milli) as "totalCents",
           (select json_build_object('cents', p.cents, 'state', p.state, 'madeAt', p.made_at, 'answeredAt', p.answered_at)
              from ledger.price_proposal p where p.reservation_id = r.id) as proposal,
           coalesce((select json_agg(json_build_object('settled', n.settled, 'method', n.method, 'settledOn', n.settled_on,
              'invoiceNumber', n.invoice_number, 'at', n.at) order by n.id desc) from settlement n where n.reservation_id = r.id), '[]') as settlements
      from ledger.reservation r join lot l on l.id = r.lot_id join commune c on c.code = l.commune_code
      join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
     where r.public_id = ${publicId}::uuid`);
  if (!row) return null;
  const { holderOrganisationId, takerOrganisationId, siteId, holder, taker, ...price } = row;
  const parties = { holderOrganisationId, takerOrganisationId, siteId };
  const side = sideOf(ctx.actor, parties);
  if (!side || !mayReadTakers(ctx.actor)) return null;
  const may = priceActs(side, canActOnReservation(ctx.actor, parties), price);
  return { ...price, side, other: side === 'holder' ? taker : holder, may };
}
