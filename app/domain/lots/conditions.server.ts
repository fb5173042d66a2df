import { type SQL, sql } from 'drizzle-orm';
import { toMetres } from '#app/domain/territories/projection.ts';
import type { Range, Reader, ResolvedFilters, TextQuery } from './market-index.ts';
import { sizeRange } from './text-words.ts';

/** Metres of mercator per metre on the ground, at that latitude. */
const stretch = (lat: number) => 1 / Math.cos((lat * Math.PI) / 180);

/** A point in mercator metres, the same to the last bit as the one memory counts from. */
export const pointOf = (position: { lon: number; lat: number }): SQL => {
  const { x, y } = toMetres(position);
  return sql`point(${x}::float8, ${y}::float8)`;
};

const quoted = (lexeme: string) => `'${lexeme.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;

/** As `::tsquery` reads it: lexemes already, nothing more to normalise. */
function asTsquery(text: TextQuery): string {
  if (text.op === 'word') return quoted(text.lexeme) + (text.prefix ? ':*' : '');
  if (text.op === 'not') return `!(${asTsquery(text.of)})`;
  if (text.op === 'none' || text.of.length === 0) return "('a' & !'a')";
  return `(${text.of.map(asTsquery).join(text.op === 'and' ? ' & ' : ' | ')})`;
}

/** One of these; a long list is one value, which costs no planning: not a join, which would lose the order of a list. */
const among = (column: SQL, values: Iterable<string>): SQL => {
  const list = [...values];
  if (list.length === 0) return sql`false`;
  if (list.length === 1) return sql`${column} = ${list[0]}`;
  if (list.length <= 50)
    return sql`${column} in (${sql.join(
      list.map((v) => sql`${v}`),
      sql`, `,
    )})`;
  return sql`${column} = any (array(select jsonb_array_elements_text(${JSON.stringify(list)}::jsonb)))`;
};

const within = (column: SQL, range: Range | null): SQL[] => [
  ...(range?.min != null ? [sql`${column} >= ${range.min}::int`] : []),
  ...(range?.max != null ? [sql`${column} <= ${range.max}::int`] : []),
];

/** Lots of which something is held past its deadline. */
const LAPSED_LOTS = sql`select r.lot_id from ledger.reservation r
  where r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())`;

/** So much is left, in thousandths: available, or held past its deadline (few lots: those that no sweeper has seen yet). */
const atLeast = (
  milli: number,
): SQL => sql`((select s.available from ledger.stock s where s.lot_id = l.id) >= ${milli}::bigint
  or (l.id in (${LAPSED_LOTS}) and ledger.left_of(l.id) >= ${milli}::bigint))`;

function placeConditions({ box, near, radiusM }: ResolvedFilters): SQL[] {
  const all: SQL[] = [];
  if (box) {
    const corners = [pointOf({ lon: box.west, lat: box.south }), pointOf({ lon: box.east, lat: box.north })];
    all.push(sql`l.public_point <@ box(${corners[0]}, ${corners[1]})`);
  }
  if (near && radiusM !== null) {
    // the index takes a circle 1 % larger, the great circle decides
    const reach = radiusM * 1.01 * stretch(Math.min(85, Math.abs(near.lat) + radiusM / 111_000));
    all.push(sql`l.public_point <@ circle(${pointOf(near)}, ${reach}::float8)`);
    all.push(
      sql`metres_between(lon_of(l.public_point), lat_of(l.public_point), ${near.lon}::float8, ${near.lat}::float8) <= ${radiusM}::float8`,
    );
  }
  return all;
}

function sizeConditions({ size }: ResolvedFilters): SQL[] {
  if (!size) return [];
  return [
    ...size.exact.map((millimetres) => {
      const { min, max } = sizeRange(millimetres);
      return sql`(l.length_mm between ${min}::int and ${max}::int or l.width_mm between ${min}::int and ${max}::int
        or l.thickness_mm between ${min}::int and ${max}::int)`;
    }),
    ...within(sql`l.length_mm`, size.length),
    ...within(sql`l.width_mm`, size.width),
    ...within(sql`l.thickness_mm`, size.thickness),
  ];
}

/** Something left, not their own, not closed to them. */
export function isReservable({ organisationId, isPrivate }: Reader): SQL {
  const all = [
    atLeast(1),
    ...(organisationId === null ? [] : [sql`l.organisation_id <> ${organisationId}::bigint`]),
    ...(isPrivate ? [sql`(l.removal <> 'by_taker' or l.private_removal_reason is not null)`] : []),
  ];
  return sql`(${sql.join(all, sql` and `)})`;
}

/** What anybody sees of what is published: everything that is closed to nobody, and nothing of their own. */
const ANYBODY: Reader = { organisationId: null, isPrivate: true };

/** Of a row of `visible_lots(org)`: offered now. */
const isPublished: SQL = sql`l.status = 'published' and (l.offer_ends_at is null or l.offer_ends_at > (select ledger.clock()))`;

/** Conditions that an index answers: words, types, place, holder. Every place is the blurred public one. */
export function indexedConditions(filters: ResolvedFilters): SQL {
  const all: SQL[] = [isPublished, ...placeConditions(filters)];
  if (filters.text) all.push(sql`l.search @@ ${asTsquery(filters.text)}::tsquery`);
  if (filters.types) all.push(among(sql`l.type_code`, filters.types));
  if (filters.communes) all.push(among(sql`l.commune_code`, filters.communes));
  if (filters.holderId !== null) all.push(sql`l.organisation_id = ${filters.holderId}::bigint`);
  return sql.join(all, sql` and `);
}

/** Does an index know any of what is asked? */
export const isIndexed = ({ box, radiusM, text, types, communes, holderId }: ResolvedFilters): boolean =>
  [box, radiusM, text, types, communes, holderId].some((asked) => asked !== null);

/** Conditions that the lot itself answers. Never null, so that they may be shown as a column. */
export function otherConditions(filters: ResolvedFilters, reader: Reader = ANYBODY): SQL {
  const all: SQL[] = sizeConditions(filters);
  if (filters.free) all.push(sql`l.price_cents = 0`);
  if (filters.priceMaxCents !== null) all.push(sql`l.price_cents <= ${filters.priceMaxCents}::bigint`);
  if (filters.conditions) all.push(among(sql`l.condition`, filters.conditions));
  if (filters.from) all.push(sql`(l.available_until is null or l.available_until >= ${filters.from}::date)`);
  if (filters.until) all.push(sql`(l.available_from is null or l.available_from <= ${filters.until}::date)`);
  if (filters.minAvailableMilli !== null) all.push(atLeast(filters.minAvailableMilli));
  if (filters.reservableOnly) all.push(isReservable(reader));
  return all.length === 0 ? sql`true` : sql`coalesce(${sql.join(all, sql` and `)}, false)`;
}

/** The filters as SQL on `l`, a row of `visible_lots(org)`. */
export const lotConditions = (filters: ResolvedFilters, reader: Reader = ANYBODY): SQL =>
  sql`${indexedConditions(filters)} and ${otherConditions(filters, reader)}`;
