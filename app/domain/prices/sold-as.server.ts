import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { AnnouncedPrice } from '#app/domain/lots/price-words.ts';
import { withoutVat } from '#app/domain/lots/price-words.ts';

/** At what a reservation was concluded. Cents are what the taker pays; `net…` without tax, of a price announced so. */
export interface Sold {
  /** of the basis: one unit, or the whole lot; null: no price was named; 0: a gift */
  cents: number | null;
  netCents: number | null;
  basis: AnnouncedPrice['priceBasis'];
  tax: AnnouncedPrice['priceTax'];
  vatPermille: number | null;
  /** what was taken, or is reserved until then, and what it costs */
  milli: number;
  totalCents: number | null;
  netTotalCents: number | null;
}

/** For whoever prints it: the caller has checked who reads. Null while nothing is concluded. */
export async function soldAs({ db }: Pick<Ctx, 'db'>, reservationId: number): Promise<Sold | null> {
  const [row] = await db.execute<Omit<Sold, 'netCents' | 'netTotalCents'> & Record<string, unknown>>(sql`
    select r.concluded_price_cents as cents, r.price_basis as basis, r.price_tax as tax, r.vat_permille as "vatPermille", x.milli,
           ledger.amount_of(r.concluded_price_cents, x.milli, r.price_of_milli) as "totalCents"
      from ledger.reservation r, lateral (select case when r.state = 'handed_over' then r.taken when r.held > 0 then r.held else r.qty end as milli) x
     where r.id = ${reservationId} and r.accepted_at is not null`);
  if (!row) return null;
  const { cents, totalCents, vatPermille } = row;
  const net = (amount: number | null) =>
    amount === null || vatPermille === null ? null : withoutVat(amount, vatPermille);
  return { ...row, netCents: net(cents), netTotalCents: net(totalCents) };
}
