import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { placeKey } from './place-key.ts';
import type { Place } from './views.ts';
import { LEVELS, type Level } from './vocabulary.ts';

interface Options {
  limit?: number;
  /** Only these; all six by default. */
  levels?: readonly Level[];
}

/** Longest name of a commune is 45 letters; what follows cannot match. */
const LONGEST = 80;

const among = (levels: readonly Level[]): SQL =>
  levels.length === LEVELS.length ? sql`true` : sql`level = any(${`{${levels.join(',')}}`}::text[])`;

const starting = (typed: string): SQL =>
  sql`search_key ~>=~ ${typed} and search_key ~<~ ${`${typed}\u{10ffff}`}`;

const LARGEST_FIRST = sql`order by population desc nulls last`;
const rank = (n: number): SQL => sql`level, code, population, ${sql.raw(String(n))}::float8 as rank`;

type Finder = (typed: string, levels: SQL, limit: number) => SQL;

/** The very name, then towns that start so: enough for most first letters. */
const towns: Finder = (typed, levels, limit) => sql`
  (select ${rank(0)} from territory where search_key = ${typed} and ${levels} ${LARGEST_FIRST} limit ${limit})
  union all
  (select ${rank(1)} from territory where population >= 3000 and ${starting(typed)} and ${levels} ${LARGEST_FIRST} limit ${limit})`;

/** Every name that starts so, from the index alone. */
const names: Finder = (typed, levels, limit) => sql`
  (select level, code, population, case when search_key = ${typed} then 0 else 1 end::float8 as rank
     from territory where ${starting(typed)} and ${levels} order by rank, population desc nulls last limit ${limit})`;

/** A later word starts so: "malo" finds Saint-Malo, "rheu" Le Rheu. */
const words: Finder = (typed, levels, limit) => sql`
  (select ${rank(2)} from territory where search_key like ${`% ${typed}%`} and ${levels}
   ${LARGEST_FIRST} limit ${limit})`;

/** A slip of the pen: nearest names by their groups of three letters. */
const nearly: Finder = (typed, levels, limit) => sql`
  (select level, code, population, 4 - similarity(search_key, ${typed}) as rank from territory
    where search_key % ${typed} and ${levels} order by rank, population desc nulls last limit ${limit})`;

/** Digits: a postcode or its start, an INSEE code in force or former, a SIREN, a département's number. */
const numbers: Finder = (typed, levels, limit) => {
  const starts = typed.startsWith('20') ? ['2A', '2B'] : [typed.slice(0, 2), typed.slice(0, 3)];
  const postcode =
    typed.length === 5
      ? sql`postcodes @> array[${typed}]`
      : sql`departement_code = any(${`{${starts.join(',')}}`}::text[])
            and exists (select from unnest(postcodes) p where starts_with(p, ${typed}))`;
  return sql`
  (select ${rank(0)} from territory where code = upper(${typed}) and ${levels})
  union all
  (select ${rank(2)} from (select 'commune' as level, code, population from commune where ${postcode}) c
    where ${levels} ${LARGEST_FIRST} limit ${limit})
  union all
  (select ${rank(3)} from (select 'commune' as level, c.code, c.population from commune_former f join commune c on c.code = f.code
                            where f.former_code = upper(${typed})) c where ${levels})`;
};

type Row = Omit<Place, 'departement'> & { dCode: string | null; dName: string | null };

async function find(
  ctx: Ctx,
  finder: Finder,
  typed: string,
  levels: readonly Level[],
  limit: number,
): Promise<Place[]> {
  const rows = await ctx.db.execute<Row>(sql`
    with found as materialized (${finder(typed, among(levels), limit)}),
    best as (select level, code, min(rank) as rank from found group by 1, 2)
    select t.level, t.code, t.name, t.population, t.lon, t.lat, coalesce(c.postcodes, '{}') as postcodes,
           d.code as "dCode", d.name as "dName"
      from best join territory t on t.level = best.level and t.code = best.code
      left join commune c on t.level = 'commune' and c.code = t.code
      left join departement d on t.level = 'commune' and d.code = t.departement_code
     order by best.rank, t.population desc nulls last,
              array_position('{commune,epci,departement,region,ept,france}', t.level), t.code
     limit ${limit}`);
  return [...rows].map(({ dCode, dName, ...place }) => ({
    ...place,
    departement: dCode && dName ? { code: dCode, name: dName } : null,
  }));
}

/**
 * Territories by what people type: the start of a name or of one of its words, without minding accents, hyphens or
 * "St"; a postcode, an INSEE code, a département's number; at last a name spelt nearly so. Best first, then by
 * inhabitants. Nothing typed finds nothing.
 */
export async function searchPlaces(ctx: Ctx, q: string, options: Options = {}): Promise<Place[]> {
  const { limit = 8, levels = LEVELS } = options;
  const typed = placeKey(q.slice(0, LONGEST));
  if (/^\d[\dab]{0,8}$/i.test(typed)) return find(ctx, numbers, typed, levels, limit);
  const letters = typed.replaceAll(' ', '').length;
  if (letters === 0) return [];
  const found = new Map<string, Place>();
  const look = async (finder: Finder) => {
    for (const place of await find(ctx, finder, typed, levels, limit)) {
      const key = `${place.level}:${place.code}`;
      if (!found.has(key)) found.set(key, place);
    }
  };
  if (letters <= 5) await look(towns);
  if (found.size < limit) await look(names);
  if (found.size < limit && letters >= 2) await look(words);
  if (found.size === 0 && letters >= 4) await look(nearly);
  return [...found.values()].slice(0, limit);
}

/**
 * The one commune meant by a text typed without JavaScript ("Rennes", "35000 Rennes", "35238"), or the choices left:
 * one exact name, or one answer in all, settles it.
 */
export async function resolveCommune(
  ctx: Ctx,
  typed: string,
): Promise<{ commune: Place | null; choices: Place[] }> {
  const [, postcode, name] = /^\s*(\d{5})[\s,]+(\D.*)$/.exec(typed) ?? [];
  const places = await searchPlaces(ctx, postcode ?? typed, { levels: ['commune'], limit: 20 });
  const named = name ? places.filter((place) => placeKey(place.name).startsWith(placeKey(name))) : places;
  const [only] = named;
  // a single name that only resembles what was typed is a suggestion, never an answer
  const begun = placeKey(only?.name ?? '').startsWith(placeKey(name ?? typed));
  if (only && named.length === 1 && (begun || /^\s*\d/.test(typed) || /^\s*2[AB]\d{3}\s*$/i.test(typed)))
    return { commune: only, choices: [] };
  const exact = named.filter((place) => placeKey(place.name) === placeKey(name ?? typed));
  const [same] = exact;
  if (same && exact.length === 1) return { commune: same, choices: [] };
  return { commune: null, choices: (named.length > 0 ? named : places).slice(0, 10) };
}
