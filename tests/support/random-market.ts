import { fc } from '@fast-check/vitest';
import type { TestDatabase } from '#tests/support/database.ts';
import { makeOrganisation } from '#tests/support/factories.ts';

/** Titles that share words, accents, plurals and synonyms. */
const TITLES = [
  'Porte pleine en chêne',
  'Portes-fenêtres PVC blanches',
  'Lavabo en grès',
  'Poutrelle IPN 200',
  'Radiateurs fonte',
  'Tuiles de Pontigny',
  'Velux 78x118',
  'Parquet chêne massif',
  'Bac à douche',
  "Fenêtre de l'atelier",
];
const TYPES = ['MIN-01', 'MEX-01', 'SAN-02', 'STR-01', 'COU-14', 'BOI-01', 'SOL-01'];
const COMMUNES = ['35238', '44109', '75056', '97411'];

export interface RandomLot {
  title: string;
  type: string;
  spot: number;
  holder: number;
  status: 'published' | 'draft' | 'withdrawn' | 'exhausted';
  opens: number | null;
  closes: number | null;
  price: number | null;
  condition: string;
  from: number | null;
  until: number | null;
  available: number;
  length: number | null;
  width: number | null;
  thickness: number | null;
  removal: string;
  /** taken off the market by the operator */
  barred: boolean;
  age: number;
}

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const mm = maybe(fc.constantFrom(40, 80, 83, 200, 780, 822, 830, 846, 1180, 2040, 2081, 3000));

/** Twelve places, several lots at each; days and instants from now. */
export const randomLot: fc.Arbitrary<RandomLot> = fc.record({
  title: fc.constantFrom(...TITLES),
  type: fc.constantFrom(...TYPES),
  spot: fc.integer({ min: 0, max: 11 }),
  holder: fc.integer({ min: 0, max: 2 }),
  status: fc.constantFrom(
    'published',
    'published',
    'published',
    'published',
    'draft',
    'withdrawn',
    'exhausted',
  ),
  opens: fc.constantFrom(-60, -60, -60, -60, 7200, null),
  closes: fc.constantFrom(null, null, null, 7200, -30),
  price: fc.constantFrom(0, 0, 500, 1550, 99_900, null),
  condition: fc.constantFrom('new', 'good', 'fair', 'degraded', 'unknown'),
  from: maybe(fc.integer({ min: -20, max: 20 })),
  until: maybe(fc.integer({ min: -3, max: 40 })),
  available: fc.constantFrom(0, 1000, 1000, 2500, 40_000),
  length: mm,
  width: mm,
  thickness: mm,
  removal: fc.constantFrom('removed', 'by_holder', 'by_taker'),
  barred: fc.constantFrom(false, false, false, true),
  age: fc.constantFrom(0, 1, 2, 3600, 86_400),
});

export interface PlantedMarket {
  holders: { id: number; slug: string }[];
}

const SPOTS = Array.from({ length: 12 }, (_, i) => ({
  lon: [-1.68, -1.55, 2.35, 55.45][i % 4] as number,
  lat: [48.11, 47.22, 48.86, -20.88][i % 4] as number,
  step: Math.floor(i / 4),
}));

/** Written by the owner: stock as asked, publication in the past, sites exactly where asked. */
export async function plantMarket({ owner }: TestDatabase, lots: RandomLot[]): Promise<PlantedMarket> {
  const holders = [
    await makeOrganisation(owner),
    await makeOrganisation(owner),
    await makeOrganisation(owner, 'private_person'),
  ];
  const sites: number[][] = [];
  for (const holder of holders) {
    const made = await owner`
      insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
      select ${holder.id}, 'depot', 'site', commune, lon, lat, 'pasted', lon, lat
        from jsonb_to_recordset(${owner.json(
          SPOTS.map(({ lon, lat, step }, i) => ({
            lon: lon + step * 0.07,
            lat: lat + step * 0.05,
            commune: COMMUNES[i % 4] as string,
          })),
        )}::jsonb) as t(lon float8, lat float8, commune text) returning id`;
    sites.push(made.map(({ id }) => Number(id)));
  }
  const rows = lots.map((lot) => ({
    ...lot,
    org: holders[lot.holder]?.id ?? 0,
    site: sites[lot.holder]?.[lot.spot] ?? 0,
  }));
  await owner.begin(async (sql) => {
    const made = await sql`
      insert into lot (organisation_id, site_id, type_code, family_code, title, unit, quantity_milli, step_milli, unit_mass_g,
        price_cents, condition, length_mm, width_mm, thickness_mm, removal, available_from, available_until, status,
        origin_site_id, origin_commune_code, public_point, cell, commune_code, published_at, barred_at)
      select r.org, r.site, r.type, left(r.type, 3), r.title, 'kg', 100000, 500, 1000, r.price, r.condition, r.length, r.width,
        r.thickness, r.removal, least(current_date + r."from", current_date + r.until), current_date + r.until, r.status,
        r.site, '35238', point(0, 0), 0, '35238', date_trunc('second', now()) - make_interval(secs => r.age),
        case when r.barred then ledger.clock() end
        from jsonb_to_recordset(${sql.json(rows as never)}::jsonb) as r(org bigint, site bigint, type text, title text, price bigint,
          condition text, length int, width int, thickness int, removal text, "from" int, until int, status text, age int, barred boolean)
      returning id`;
    const facts = lots.map(({ opens, closes, available }, i) => ({
      lot: made[i]?.id,
      opens,
      // an audience closes after it opened
      closes: closes !== null && opens !== null && closes > opens ? closes : null,
      available,
    }));
    await sql`
      insert into lot_audience (lot_id, audience, opens_at, closes_at)
      select lot, 'public', ledger.clock() + make_interval(secs => opens), ledger.clock() + make_interval(secs => closes)
        from jsonb_to_recordset(${sql.json(facts as never)}::jsonb) as a(lot bigint, opens float8, closes float8)
       where opens is not null`;
    // stock as it may come to be, without the movements that led there: the ledger is not what is tested
    await sql`alter table ledger.stock drop constraint if exists stock_empty`;
    await sql`
      insert into ledger.stock (lot_id, step, available, total)
      select lot, 500, available, available from jsonb_to_recordset(${sql.json(facts as never)}::jsonb) as a(lot bigint, available bigint)`;
  });
  return { holders };
}

const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined, freq: 3 });
const few = (...values: string[]) =>
  fc.subarray(values, { minLength: 1, maxLength: 3 }).map((all) => all.join(','));

/** Addresses as people and programs write them, each criterion there one time in four. */
export const randomQuery = ({ holders }: PlantedMarket): fc.Arbitrary<string> =>
  fc
    .record({
      bbox: some(
        fc.constantFrom(
          '-2,47,-1,49',
          '-1.7,48.05,-1.6,48.2',
          '2,48,3,49',
          '55,-22,56,-20',
          '-180,-90,180,90',
        ),
      ),
      near: some(fc.constantFrom('-1.68,48.11', '2.35,48.86', '55.5,-21', '-1.6,47.6')),
      radius_km: some(fc.constantFrom('1', '8', '60', '200', '1000')),
      q: some(
        fc.constantFrom(
          'porte',
          'portes chênes',
          'FENETRE',
          'lavabo',
          'IPN',
          'velux',
          'radiateur -fonte',
          'porte 83x204',
          '20x8',
          'de la',
          'zzz',
          'chêne -porte',
          '"douche"',
        ),
      ),
      family: some(few('MIN', 'BOI', 'SAN', 'COU')),
      type: some(few('MIN-01', 'SOL-01', 'STR-01', 'ZZZ-99')),
      price_max: some(fc.constantFrom('0', '600', '100000')),
      free: some(fc.constant('1')),
      condition: some(few('new', 'good', 'unknown')),
      from: some(fc.constantFrom(dayFromNow(2), dayFromNow(30))),
      until: some(fc.constantFrom(dayFromNow(-5), dayFromNow(5))),
      min_quantity: some(fc.constantFrom('1', '2,5', '40')),
      size: some(fc.constantFrom('83x204', '20', '78x118')),
      length_min: some(fc.constantFrom('10', '83')),
      width_max: some(fc.constantFrom('83', '204')),
      reservable: some(fc.constant('1')),
      territory: some(
        fc.constantFrom('departement:35', 'commune:44109', 'region:11', 'france:FR', 'epci:000000000'),
      ),
      holder: some(fc.constantFrom(...holders.map(({ slug }) => slug), 'nobody')),
      sort: some(fc.constantFrom('newest', 'ending', 'distance')),
    })
    .map((fields) =>
      new URLSearchParams(
        Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined),
      ).toString(),
    );

function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}
