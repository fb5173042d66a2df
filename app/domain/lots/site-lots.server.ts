import { type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import type { SiteSort, SiteTableState } from './site-table.ts';
import type { LotStatus, PriceBasis, PriceTax, Unit } from './vocabulary.ts';

/** A row of the table of a site's lots, for whoever manages it. */
export interface SiteLotRow {
  publicId: string;
  version: number;
  title: string;
  status: LotStatus;
  unit: Unit;
  quantityMilli: number;
  leftMilli: number;
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  negotiable: boolean;
  availableFrom: string | null;
  availableUntil: string | null;
  /** day from which everyone sees it, when that is still to come */
  opensOn: string | null;
  photos: number;
}

export const ROWS = 50;

const KEYS: Record<SiteSort, { key: SQL; type: SQL }> = {
  newest: { key: sql`l.id`, type: sql`bigint` },
  title: { key: sql`plain(l.title)`, type: sql`text` },
  status: {
    key: sql`array_position(array['draft', 'published', 'exhausted', 'withdrawn'], l.status)`,
    type: sql`integer`,
  },
  price: { key: sql`coalesce(l.price_cents, 1000000000000)`, type: sql`bigint` },
  until: { key: sql`coalesce(l.available_until, 'infinity'::date)`, type: sql`date` },
};

const cursorShape = z.tuple([z.string().max(200), z.number().int()]);

function readCursor(typed: string | undefined): [string, number] | null {
  if (!typed) return null;
  try {
    return cursorShape.safeParse(JSON.parse(Buffer.from(typed, 'base64url').toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

/** One page of the lots of a site, in the order asked; the caller has checked that the reader may manage it. */
export async function siteLots(
  ctx: Ctx,
  siteId: number,
  { sort, dir, state, after }: SiteTableState,
): Promise<{ rows: SiteLotRow[]; next: string | null; total: number }> {
  const { key, type } = KEYS[sort];
  const way = dir === 'asc' ? sql`asc` : sql`desc`;
  const beyond = dir === 'asc' ? sql`>` : sql`<`;
  const cursor = readCursor(after);
  const only = state ? sql`and l.status = ${state}` : sql``;
  const from = cursor
    ? sql`and (${key}, l.id) ${beyond} (${cursor[0]}::${type}, ${cursor[1]}::bigint)`
    : sql``;
  const found = await ctx.db.execute<
    SiteLotRow & { id: number; sortKey: string } & Record<string, unknown>
  >(sql`
    select l.id, ${key}::text as "sortKey", l.public_id as "publicId", l.version, l.title, l.status, l.unit,
           coalesce(l.quantity_milli, 0) as "quantityMilli",
           case when l.status = 'draft' then coalesce(l.quantity_milli, 0) else ledger.left_of(l.id) end as "leftMilli",
           l.price_cents as "priceCents", l.price_basis as "priceBasis", l.price_tax as "priceTax", l.vat_permille as "vatPermille", l.negotiable,
           l.available_from::text as "availableFrom", l.available_until::text as "availableUntil",
           (select (a.opens_at at time zone zone_of(c.departement_code))::date::text from lot_audience a
             where a.lot_id = l.id and a.opens_at > ledger.clock()) as "opensOn",
           (select count(*)::int from lot_photo p where p.lot_id = l.id) as photos
      from lot l join commune c on c.code = l.commune_code where l.site_id = ${siteId} ${only} ${from}
     order by ${key} ${way}, l.id ${way} limit ${ROWS + 1}`);
  const [counted] = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from lot l where l.site_id = ${siteId} ${only}`,
  );
  const page = [...found].slice(0, ROWS);
  const last = page.at(-1);
  const next =
    found.length > ROWS && last
      ? Buffer.from(JSON.stringify([last.sortKey, last.id])).toString('base64url')
      : null;
  return { rows: page.map(({ id: _id, sortKey: _key, ...row }) => row), next, total: counted?.n ?? 0 };
}
