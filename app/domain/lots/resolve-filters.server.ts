import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { remembered } from '#app/domain/remembered.ts';
import type { Database } from '#db/client.ts';
import type { LotFilters } from './filters.ts';
import type { Range, Reader, ResolvedFilters, SizeQuery } from './market-index.ts';
import { understandText } from './text-query.server.ts';
import type { Sort } from './vocabulary.ts';

type Near = { lon: number; lat: number; name: string | null };

/** The point distances are counted from: typed coordinates, else the commune's own point. */
export async function resolveNear(ctx: Ctx, filters: LotFilters): Promise<Near | null> {
  if (filters.near) return { ...filters.near, name: null };
  return filters.around ? communePoint(ctx.db, filters.around) : null;
}

const communePoint = remembered(2000, async (db: Database, code: string): Promise<Near | null> => {
  const [row] = await db.execute<Near>(
    sql`select lon, lat, name from commune where code = ${code} and lon is not null`,
  );
  return row ? { lon: row.lon, lat: row.lat, name: row.name } : null;
});

const isPlaced = (filters: LotFilters) => filters.near !== undefined || filters.around !== undefined;

export const sortOf = (filters: LotFilters, placed = isPlaced(filters)): Sort => {
  if (filters.sort && (filters.sort !== 'distance' || placed)) return filters.sort;
  return placed ? 'distance' : 'newest';
};

/** Who reads, as far as it changes what is seen. */
export const readerOf = ({ actor }: Ctx): Reader => ({
  organisationId: actor.organisation?.id ?? null,
  isPrivate: !actor.organisation || actor.organisation.kind === 'private_person',
});

/** Nobody is 0: an unknown holder has no lot. */
const NOBODY = 0;

/** What the filters name, looked up: the one form that SQL and memory read. */
export async function resolveFilters(ctx: Ctx, filters: LotFilters): Promise<ResolvedFilters> {
  const [near, types, communes, holderId, understood] = await Promise.all([
    resolveNear(ctx, filters),
    typesAsked(ctx.db, filters),
    communesOf(ctx.db, filters.territory),
    filters.holder ? holderOf(ctx.db, filters.holder) : null,
    understandText(ctx.db, filters.q),
  ]);
  const { bbox, radius_km: radius } = filters;
  return {
    box: bbox ?? null,
    near: near && { lon: near.lon, lat: near.lat },
    radiusM: near && radius ? radius * 1000 : null,
    text: understood.text,
    types,
    free: filters.free ?? false,
    priceMaxCents: filters.price_max ?? filters.price_max_eur ?? null,
    conditions: filters.condition ? new Set(filters.condition) : null,
    from: filters.from ?? null,
    until: filters.until ?? null,
    minAvailableMilli: filters.min_quantity ?? null,
    size: sizeAsked(filters, understood.size),
    communes,
    holderId,
    reservableOnly: filters.reservable ?? false,
  };
}

function sizeAsked(filters: LotFilters, fromText: readonly number[]): SizeQuery | null {
  const exact = [...new Set([...(filters.size ?? []), ...fromText])];
  const range = (min: number | undefined, max: number | undefined): Range | null =>
    min === undefined && max === undefined ? null : { min: min ?? null, max: max ?? null };
  const length = range(filters.length_min, filters.length_max);
  const width = range(filters.width_min, filters.width_max);
  const thickness = range(filters.thickness_min, filters.thickness_max);
  if (exact.length === 0 && !length && !width && !thickness) return null;
  return { exact, length, width, thickness };
}

/** A family is asked whole, unless some of its types are: a type ticked in a family narrows that family. */
async function typesAsked(db: Database, { family, type }: LotFilters): Promise<ReadonlySet<string> | null> {
  if (!family && !type) return null;
  const codes = new Set(type);
  const narrowed = new Set((type ?? []).map((code) => code.slice(0, 3)));
  for (const known of await allTypes(db, ''))
    if (family?.includes(known.family as never) && !narrowed.has(known.family)) codes.add(known.code);
  return codes;
}

const allTypes = remembered(
  1,
  async (db: Database, _: string): Promise<{ code: string; family: string }[]> => [
    ...(await db.execute<{ code: string; family: string }>(
      sql`select code, family_code as family from material_type order by position`,
    )),
  ],
);

const COLUMN: Record<string, string> = {
  commune: 'code',
  epci: 'epci_siren',
  ept: 'ept_code',
  departement: 'departement_code',
  region: 'region_code',
};

async function communesOf(
  db: Database,
  territory: LotFilters['territory'],
): Promise<ReadonlySet<string> | null> {
  if (!territory || territory.level === 'france') return null;
  return communesWithin(db, `${territory.level}:${territory.code}`);
}

const communesWithin = remembered(500, async (db: Database, key: string): Promise<ReadonlySet<string>> => {
  const [level = '', code = ''] = key.split(':');
  const rows = await db.execute<{ code: string }>(
    sql`select code from commune where ${sql.identifier(COLUMN[level] ?? 'code')} = ${code}`,
  );
  return new Set([...rows].map((row) => row.code));
});

async function holderOf(db: Database, slug: string): Promise<number> {
  const [row] = await db.execute<{ id: number }>(sql`select id from organisation where slug = ${slug}`);
  return row?.id ?? NOBODY;
}
