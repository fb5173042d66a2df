import { type SQL, sql } from 'drizzle-orm';
import type { LotFilters } from './filters.ts';

/** Metres of mercator per metre on the ground, at that latitude. */
const stretch = (lat: number) => 1 / Math.cos((lat * Math.PI) / 180);

const inTerritory = ({ level, code }: { level: string; code: string }): SQL | null => {
  switch (level) {
    case 'commune':
      return sql`l.commune_code = ${code}`;
    case 'epci':
      return sql`l.commune_code in (select code from commune where epci_siren = ${code})`;
    case 'ept':
      return sql`l.commune_code in (select code from commune where ept_code = ${code})`;
    case 'departement':
      return sql`l.commune_code in (select code from commune where departement_code = ${code})`;
    case 'region':
      return sql`l.commune_code in (select code from commune where region_code = ${code})`;
    default:
      return null;
  }
};

/**
 * The filters as SQL on `l`, a row of `visible_lots(org)` with status 'published' whose last day is not over. `near` must already be resolved
 * (a commune's point for `around`). Every condition speaks of the blurred public point only.
 */
export function lotConditions(filters: LotFilters): SQL {
  const all: SQL[] = [
    sql`l.status = 'published'`,
    sql`(l.offer_ends_at is null or l.offer_ends_at > (select ledger.clock()))`,
  ];
  const { bbox, near, radius_km: radius } = filters;
  if (bbox) {
    all.push(
      sql`l.public_point <@ box(mercator(${bbox.west}::float8, ${bbox.south}::float8), mercator(${bbox.east}::float8, ${bbox.north}::float8))`,
    );
  }
  if (near && radius) {
    // the index takes a circle 1 % larger, the great circle decides
    const reach = radius * 1000 * 1.01 * stretch(near.lat);
    all.push(
      sql`l.public_point <@ circle(mercator(${near.lon}::float8, ${near.lat}::float8), ${reach}::float8)`,
    );
    all.push(
      sql`metres_between(lon_of(l.public_point), lat_of(l.public_point), ${near.lon}::float8, ${near.lat}::float8) <= ${radius * 1000}::float8`,
    );
  }
  if (filters.q) all.push(sql`l.search @@ websearch_to_tsquery('public.fr', ${filters.q})`);
  if (filters.family) all.push(sql`l.family_code = ${filters.family}`);
  if (filters.type) all.push(sql`l.type_code = ${filters.type}`);
  if (filters.free) all.push(sql`l.price_cents = 0`);
  const most = filters.price_max ?? filters.price_max_eur;
  if (most !== undefined) all.push(sql`l.price_cents <= ${most}::bigint`);
  if (filters.condition) all.push(sql`l.condition = ${filters.condition}`);
  if (filters.from) all.push(sql`(l.available_until is null or l.available_until >= ${filters.from}::date)`);
  if (filters.until) all.push(sql`(l.available_from is null or l.available_from <= ${filters.until}::date)`);
  if (filters.min_quantity) {
    all.push(
      sql`(select s.available from ledger.stock s where s.lot_id = l.id) >= ${filters.min_quantity}::bigint`,
    );
  }
  if (filters.territory) {
    const there = inTerritory(filters.territory);
    if (there) all.push(there);
  }
  if (filters.holder)
    all.push(sql`l.organisation_id = (select id from organisation where slug = ${filters.holder})`);
  return sql.join(all, sql` and `);
}
