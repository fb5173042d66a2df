import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { isCode } from './codes.ts';
import type { Child, Territory, TerritoryRef } from './views.ts';
import { type EpciKind, FRANCE, type Level, type Zone } from './vocabulary.ts';

type Row = Omit<Territory, 'parents' | 'epciKind' | 'zone'> & {
  epciKind: EpciKind | null;
  zone: Zone | null;
};

const COLUMNS = {
  commune: sql`code`,
  epci: sql`epci_siren`,
  ept: sql`ept_code`,
  departement: sql`departement_code`,
  region: sql`region_code`,
};

/** Communes of a territory, as a condition an index answers. */
const inside = (level: Level, code: string): SQL =>
  level === 'france' ? sql`true` : sql`${COLUMNS[level]} = ${code}`;

/** One territory with what its page's head says. Null when there is none with that code. */
export async function territory(ctx: Ctx, level: Level, code: string): Promise<Territory | null> {
  if (!isCode(level, code)) return null;
  const [row] = await ctx.db.execute<Row>(sql`
    select t.level, t.code, t.name, t.population, c.surface_km2::float8 as "surfaceKm2", t.lon, t.lat,
           coalesce(c.postcodes, '{}') as postcodes, e.kind as "epciKind", coalesce(d.zone, r.zone) as zone,
           (select count(*)::int from commune where ${inside(level, code)}) as communes
      from territory t
      left join commune c on t.level = 'commune' and c.code = t.code
      left join epci e on t.level = 'epci' and e.siren = t.code
      left join departement d on d.code = t.departement_code
      left join region r on r.code = t.region_code
     where t.level = ${level} and t.code = ${code}`);
  if (!row) return null;
  return { ...row, parents: await parents(ctx, row.level, row.code) };
}

/**
 * What a territory lies in. An EPCI across two départements has its official région; its département is named only
 * when there is one. A COM is département and région at once: its région page adds nothing and is left out.
 */
async function parents(ctx: Ctx, level: Level, code: string): Promise<TerritoryRef[]> {
  if (level === 'france') return [];
  const rows = await ctx.db.execute<{ level: Level; code: string; name: string }>(sql`
    with mine as (select epci_siren, ept_code, departement_code, region_code from commune where ${inside(level, code)}),
    above (position, level, code) as (
      select 1, 'ept', min(ept_code) from mine where ${level} = 'commune'
      union all select 2, 'epci', min(epci_siren) from mine where ${level} in ('commune', 'ept') having count(distinct epci_siren) = 1
      union all select 3, 'departement', min(departement_code) from mine
                 where ${level} in ('commune', 'epci', 'ept') having count(distinct departement_code) = 1
      union all select 4, 'region', coalesce(
          (select region_code from territory where level = ${level} and code = ${code}), (select min(region_code) from mine))
        where ${level} <> 'region'
      union all select 5, 'france', ${FRANCE.code}
    )
    select t.level, t.code, t.name from above a join territory t on t.level = a.level and t.code = a.code
     where not (t.level = 'region' and exists (select from departement d where d.code = t.code and d.zone = 'com' and d.name = t.name))
     order by a.position`);
  return [...rows];
}

/** The communes of a territory, by name. Régions and France have too many: none. */
export async function communesOf(ctx: Ctx, level: Level, code: string): Promise<Child[]> {
  if (level === 'commune' || level === 'region' || level === 'france') return [];
  const rows = await ctx.db.execute<{
    level: Level;
    code: string;
    name: string;
    population: number | null;
  }>(sql`
    select 'commune' as level, code, name, population from commune where ${inside(level, code)}
     order by place_key(name), code`);
  return [...rows];
}

/** EPCI with at least one commune in a département or région, by name; of France, the whole list is too long: none. */
export async function epcisOf(ctx: Ctx, level: Level, code: string): Promise<Child[]> {
  if (level !== 'departement' && level !== 'region') return [];
  const rows = await ctx.db.execute<{
    level: Level;
    code: string;
    name: string;
    population: number | null;
  }>(sql`
    select 'epci' as level, e.siren as code, e.name, e.population from epci e
     where e.siren in (select epci_siren from commune where ${inside(level, code)})
     order by place_key(e.name)`);
  return [...rows];
}

/** Départements of a région, or of France by code. */
export async function departementsOf(
  ctx: Ctx,
  region: string | null,
): Promise<(Child & { zone: Zone; region: string })[]> {
  const rows = await ctx.db.execute<{
    level: Level;
    code: string;
    name: string;
    population: number | null;
    zone: Zone;
    region: string;
  }>(sql`
    select 'departement' as level, code, name, population, zone, region_code as region from departement
     where ${region}::text is null or region_code = ${region} order by length(code), code`);
  return [...rows];
}

export async function regions(ctx: Ctx): Promise<(Child & { zone: Zone })[]> {
  const rows = await ctx.db.execute<{
    level: Level;
    code: string;
    name: string;
    population: number | null;
    zone: Zone;
  }>(sql`
    select 'region' as level, code, name, population, zone from region order by array_position('{metro,drom,com}', zone), place_key(name)`);
  return [...rows];
}

/** EPT of the Métropole du Grand Paris, listed on its page. */
export async function eptsOf(ctx: Ctx, epci: string): Promise<Child[]> {
  const rows = await ctx.db.execute<{
    level: Level;
    code: string;
    name: string;
    population: number | null;
  }>(sql`
    select 'ept' as level, code, name, population from ept
     where code in (select ept_code from commune where epci_siren = ${epci}) order by place_key(name)`);
  return [...rows];
}

/**
 * The commune a code means today: itself, or the one a former code, a commune déléguée or an arrondissement of Paris,
 * Lyon or Marseille belongs to. Null when nothing does.
 */
export async function currentCommune(ctx: Ctx, code: string): Promise<string | null> {
  if (!isCode('commune', code)) return null;
  const [row] = await ctx.db.execute<{ code: string }>(sql`
    select code from commune where code = ${code}
    union all select code from commune_former where former_code = ${code} limit 1`);
  return row?.code ?? null;
}
