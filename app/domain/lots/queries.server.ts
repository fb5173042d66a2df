import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { lotConditions } from './conditions.server.ts';
import { type Cursor, readCursor, writeCursor } from './cursor.ts';
import type { LotFilters } from './filters.ts';
import { readerOf, resolveFilters, resolveNear, sortOf } from './resolve-filters.server.ts';
import type { LotCard, LotPageOfResults, PhotoView } from './views.ts';
import type { Sort } from './vocabulary.ts';

export const COUNT_CAP = 1000;

const org = (ctx: Ctx) => sql`${ctx.actor.organisation?.id ?? null}::bigint`;

type CardRow = Omit<LotCard, 'typeName' | 'commune' | 'distanceKm'> & {
  typeNameFr: string;
  typeNameEn: string;
  communeCode: string;
  communeName: string;
  metres: number | null;
  sortKey: string | number | null;
};

/** Columns of a card, from `l` (a lot), its type, commune, first photo and stock. */
const cardColumns = (near: { lon: number; lat: number } | null): SQL => sql`
  l.public_id as "publicId", l.title, l.family_code as family, l.type_code as "typeCode",
  t.name_fr as "typeNameFr", t.name_en as "typeNameEn", l.unit,
  l.quantity_milli as "quantityMilli", case when l.status = 'draft' then coalesce(l.quantity_milli, 0) else ledger.left_of(l.id) end as "leftMilli",
  l.condition, l.price_cents as "priceCents", l.price_basis as "priceBasis", l.negotiable,
  l.available_from::text as "availableFrom", l.available_until::text as "availableUntil",
  c.code as "communeCode", c.name as "communeName", l.status,
  round(lon_of(l.public_point)::numeric, 6)::float8 as lon, round(lat_of(l.public_point)::numeric, 6)::float8 as lat,
  ${near ? sql`metres_between(lon_of(l.public_point), lat_of(l.public_point), ${near.lon}::float8, ${near.lat}::float8)` : sql`null::float8`} as metres,
  (select json_build_object('publicId', p.public_id, 'sha256', f.sha256, 'width', f.width, 'height', f.height,
          'widths', f.widths, 'avif', f.avif, 'thumbhash', f.thumbhash, 'alt', p.alt_text)
     from lot_photo p join stored_file f on f.id = p.file_id
    where p.lot_id = l.id order by p.position, p.id limit 1) as photo`;

const cardJoins = sql`join material_type t on t.code = l.type_code join commune c on c.code = l.commune_code`;

export function toCard(row: CardRow): LotCard {
  const { typeNameFr, typeNameEn, communeCode, communeName, metres, sortKey: _, ...card } = row;
  return {
    ...card,
    photo: (card.photo as PhotoView | null) ?? null,
    typeName: { fr: typeNameFr, en: typeNameEn },
    commune: { code: communeCode, name: communeName },
    distanceKm: metres === null ? null : Math.round(metres / 100) / 10,
  };
}

const lotId = (cursor: Cursor) => sql`(select id from lot where public_id = ${cursor.lot}::uuid)`;

interface Order {
  key: SQL;
  by: SQL;
  after: (cursor: Cursor) => SQL;
}

function orderOf(sort: Sort, near: { lon: number; lat: number } | null): Order {
  if (sort === 'distance' && near) {
    const metres = sql`(l.public_point <-> mercator(${near.lon}::float8, ${near.lat}::float8))`;
    return {
      key: sql`${metres}::text`,
      by: sql`l.public_point <-> mercator(${near.lon}::float8, ${near.lat}::float8), l.id`,
      after: (c) => sql`(${metres}, l.id) > (${String(c.key)}::float8, ${lotId(c)})`,
    };
  }
  if (sort === 'ending') {
    const last = sql`coalesce(l.available_until, 'infinity'::date)`;
    return {
      key: sql`${last}::text`,
      by: sql`l.available_until, l.id`,
      after: (c) => sql`(${last}, l.id) > (${String(c.key)}::date, ${lotId(c)})`,
    };
  }
  return {
    key: sql`l.published_at::text`,
    by: sql`l.published_at desc, l.id desc`,
    after: (c) => sql`(l.published_at, l.id) < (${String(c.key)}::timestamptz, ${lotId(c)})`,
  };
}

/** One page of the lots a reader may see, at most 100, with what is needed for the next. */
export async function listLots(ctx: Ctx, filters: LotFilters): Promise<LotPageOfResults> {
  const [near, resolved] = await Promise.all([resolveNear(ctx, filters), resolveFilters(ctx, filters)]);
  const sort = sortOf(filters, near !== null);
  const order = orderOf(sort, near);
  const where = lotConditions(resolved, readerOf(ctx));
  const limit = filters.limit ?? 20;
  const cursor = readCursor(filters.cursor, sort);
  const after = cursor ? sql` and ${order.after(cursor)}` : sql``;
  const rows = await ctx.db.execute<CardRow>(sql`
    select ${cardColumns(near)}, ${order.key} as "sortKey"
      from (select l.* from visible_lots(${org(ctx)}) l where ${where}${after} order by ${order.by} limit ${limit + 1}) l
      ${cardJoins} order by ${order.by}`);
  const counted = await ctx.db.execute<{ n: number }>(sql`
    select count(*)::int as n from (select 1 from visible_lots(${org(ctx)}) l where ${where} limit ${COUNT_CAP + 1}) x`);
  const shown = [...rows].slice(0, limit);
  const last = shown.at(-1);
  const n = counted[0]?.n ?? 0;
  return {
    lots: shown.map(toCard),
    next: rows.length > limit && last ? writeCursor({ sort, key: last.sortKey, lot: last.publicId }) : null,
    total: { count: Math.min(n, COUNT_CAP), more: n > COUNT_CAP },
    near,
  };
}

/** How many lots of each family answer the other filters; bounded by the statement's time limit. */
export async function countByFamily(ctx: Ctx, filters: LotFilters): Promise<Record<string, number>> {
  const where = lotConditions(
    await resolveFilters(ctx, { ...filters, family: undefined, type: undefined }),
    readerOf(ctx),
  );
  const rows = await ctx.db.execute<{ family: string; n: number }>(sql`
    select l.family_code as family, count(*)::int as n from visible_lots(${org(ctx)}) l where ${where} group by 1`);
  return Object.fromEntries([...rows].map((row) => [row.family, row.n]));
}

export async function latestLots(ctx: Ctx, limit: number): Promise<LotCard[]> {
  const { lots } = await listLots(ctx, { sort: 'newest', limit });
  return lots;
}

/** The lots of a site that the reader may see: all states for its holder, open ones for others. */
export async function lotsOfSite(
  ctx: Ctx,
  sitePublicId: string,
  options: { whole: boolean },
): Promise<LotCard[]> {
  const open = options.whole ? sql`true` : sql`l.status in ('published', 'exhausted')`;
  const rows = await ctx.db.execute<CardRow>(sql`
    select ${cardColumns(null)}, null as "sortKey"
      from visible_lots(${org(ctx)}) l ${cardJoins}
     where l.site_id = (select id from site where public_id = ${sitePublicId}::uuid) and ${open}
     order by l.id desc limit 500`);
  return [...rows].map(toCard);
}

/** Up to four open lots of the same type, nearest first. */
export async function similarLots(
  ctx: Ctx,
  lot: { id: number; typeCode: string; lon: number; lat: number },
): Promise<LotCard[]> {
  const where = lotConditions(await resolveFilters(ctx, { type: [lot.typeCode] }));
  const rows = await ctx.db.execute<CardRow>(sql`
    select ${cardColumns(lot)}, null as "sortKey"
      from (select l.* from visible_lots(${org(ctx)}) l
             where ${where} and l.id <> ${lot.id}
             order by l.public_point <-> mercator(${lot.lon}::float8, ${lot.lat}::float8) limit 4) l ${cardJoins}
     order by metres`);
  return [...rows].map(toCard);
}
