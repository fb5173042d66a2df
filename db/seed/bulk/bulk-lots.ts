import { readFileSync } from 'node:fs';
import type postgres from 'postgres';
import { MATERIALS } from '#db/seed/world/materials.ts';

type Sql = postgres.Sql<{ bigint: number }>;

const BATCH = 20_000;
const LOTS_PER_SITE = 13;
const SITES_PER_HOLDER = 19;

export class NotForBulk extends Error {
  override name = 'NotForBulk';
}

/** What people write about a lot, for the text search to have something to find. */
const SENTENCES = [
  'Déposé avec soin, stocké au sec, à retirer sur rendez-vous.',
  'Bon état général, quelques traces d’usage, quincaillerie comprise.',
  'Issu d’un bâtiment de bureaux en curage, lot homogène.',
  'Dépose prévue avec le preneur, accès camion par la cour.',
  'Surplus de chantier jamais posé, emballage d’origine.',
  'Provient d’un groupe scolaire rénové, dimensions relevées sur place.',
  'À trier au retrait, prévoir des gants et une sangle.',
  'Palettisé, chargement possible au chariot le matin.',
  'Ancien, patine d’origine, quelques pièces à reprendre.',
  'Retiré d’un logement social vacant, nettoyé, prêt à reposer.',
];

const sqlFile = (name: string) => readFileSync(new URL(name, import.meta.url), 'utf8');

/**
 * Synthetic published lots, for measurements: complete histories of one movement, every constraint on, into a database without
 * lots that is not for production (decision 17). The owner writes them in sets; only triggers that derive columns or totals row
 * by row are off meanwhile, and what they derive is made in one go.
 */
export async function bulkLots(
  sql: Sql,
  lots: number,
  seed: string,
  say: (line: string) => void,
): Promise<void> {
  await refuseUnlessEmpty(sql);
  await sql`set statement_timeout = 0`;
  await sql`set synchronous_commit = off`;
  await stage(sql, lots, seed);
  const quiet = await quietTriggers(sql);
  try {
    for (let from = 1; from <= lots; from += BATCH) {
      const to = Math.min(lots, from + BATCH - 1);
      await sql.begin((tx) => batch(tx as unknown as Sql, from, to));
      say(`${to} of ${lots} lots`);
    }
  } finally {
    for (const { table, name } of quiet) await sql.unsafe(`alter table ${table} enable trigger ${name}`);
  }
  await sql`select setval(pg_get_serial_sequence('public.lot', 'id'), (select max(id) from lot))`;
  await sql`select map_rebuild()`;
  await sql`drop schema bulk cascade`;
  for (const table of [
    'lot',
    'lot_audience',
    'site',
    'organisation',
    'ledger.stock',
    'ledger.movement',
    'map_cell',
    'map_entry',
  ])
    await sql.unsafe(`vacuum analyze ${table}`);
}

async function refuseUnlessEmpty(sql: Sql): Promise<void> {
  const [row] = await sql`
    select (select environment from ledger.setting) as environment, exists (select from lot) as lots`;
  if (row?.environment === 'production')
    throw new NotForBulk('This database is for production: synthetic lots are refused.');
  if (row?.lots)
    throw new NotForBulk(
      'There are lots already: synthetic lots go into a database without any. Use another DATA_DIR.',
    );
}

async function stage(sql: Sql, lots: number, seed: string): Promise<void> {
  const literal = `'${seed.replaceAll("'", "''")}'`;
  await sql.unsafe('drop schema if exists bulk cascade');
  await sql.unsafe(
    sqlFile('stage.sql').replace(
      'create schema bulk;',
      () => `create schema bulk;
       create function bulk.seed() returns bigint language sql immutable parallel safe as $$ select hashtextextended(${literal}, 0) $$;
       create function bulk.first_lot() returns bigint language sql immutable parallel safe as $$ select 1::bigint $$;`,
    ),
  );
  const kinds = MATERIALS.map((tale) => ({
    ...tale,
    titles: [...tale.titles],
    mm: tale.mm ? [...tale.mm] : null,
  }));
  await sql`
    insert into bulk.kind (type, often, titles, least, most, cheapest, dearest, mm)
    select type, often, titles, least, most, cheapest, dearest, mm from jsonb_to_recordset(${sql.json(kinds as never)})
      as k(type text, often float8, titles text[], least float8, most float8, cheapest bigint, dearest bigint, mm integer[])
     where exists (select from material_type t where t.code = k.type)`;
  await sql`
    insert into bulk.kind (type, often, titles, least, most, cheapest, dearest)
    select code, 0.4, array[name_fr], 2, 80, 200, 4000 from material_type t
     where listing_policy <> 'refuse' and not exists (select from bulk.kind k where k.type = t.code)`;
  await sql`
    update bulk.kind k set low = s.low, n = s.n
      from (select type, row_number() over (order by type) as n, (sum(often) over (order by type) - often) / sum(often) over () as low from bulk.kind) s where s.type = k.type`;
  await sql`insert into bulk.wording select * from unnest(${SENTENCES.map((_, n) => n + 1)}::int[], ${SENTENCES}::text[])`;
  await makeHolders(sql, Math.max(3, Math.ceil(lots / LOTS_PER_SITE / SITES_PER_HOLDER)));
  await makeSites(sql, Math.max(5, Math.ceil(lots / LOTS_PER_SITE)));
  await makeWords(sql);
}

async function makeHolders(sql: Sql, count: number): Promise<void> {
  await sql`
    with made as (
      insert into organisation (slug, name, kind, legal_status)
      select 'lots-de-mesure-' || n, 'Lots de mesure ' || n, (array['firm', 'firm', 'landlord', 'association'])[1 + n % 4],
             case when n % 4 = 2 then 'public_establishment' else 'private' end
        from generate_series(1, ${count}::int) n returning id)
    insert into bulk.holder select row_number() over (order by id), id from made`;
}

/** Around the point of their commune, further in a wide one; blurred by construction: nobody's address is near. */
async function makeSites(sql: Sql, count: number): Promise<void> {
  await sql`
    with drawn as (
      select i, h.id as organisation_id, p.*, 2 * pi() * bulk.share(i, 'angle') as angle,
             0.45 * sqrt(p.km2) * sqrt(bulk.share(i, 'away')) as km
        from generate_series(1, ${count}::int) as i
        join bulk.holder h on h.n = 1 + i % (select count(*) from bulk.holder)
        join bulk.place p on p.n = width_bucket(bulk.share(i, 'place'), (select array_agg(low order by n) from bulk.place))),
    placed as (
      select *, lon + km * cos(angle) / (111.32 * cos(radians(lat))) as x, lat + km * sin(angle) / 110.57 as y from drawn),
    made as (
      insert into site (organisation_id, kind, works_kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
      select organisation_id, 'works', 'renovation', 'Chantier de mesure ' || i, code, x, y, 'commune', x, y from placed order by i
      returning id, organisation_id, commune_code, public_lon, public_lat)
    insert into bulk.spot
    select row_number() over (order by m.id), m.id, m.organisation_id, o.kind, m.commune_code, zone_of(c.departement_code), m.public_lon, m.public_lat
      from made m join organisation o on o.id = m.organisation_id join commune c on c.code = m.commune_code`;
}

/** By the trigger that makes them everywhere, on rows of a table that looks like the lots'. */
async function makeWords(sql: Sql): Promise<void> {
  await sql.unsafe(`
    insert into bulk.said (type, title, sentence_n, sentence)
    select k.type, title, w.n, w.sentence from bulk.kind k, unnest(k.titles) as title, bulk.wording w;
    create table bulk.draft (type_code text, title text, description text, search tsvector, n integer);
    create trigger lot_is_searchable before insert on bulk.draft for each row execute function public.lot_is_searchable();
    insert into bulk.draft (type_code, title, description, n) select type, title, sentence, sentence_n from bulk.said;
    update bulk.said s set search = d.search from bulk.draft d where (d.type_code, d.title, d.n) = (s.type, s.title, s.sentence_n);
    analyze bulk.said; analyze bulk.spot; analyze bulk.kind; analyze bulk.place;`);
}

/** Triggers of lots and audiences that can be off: all but those that protect (enabled "always"). */
async function quietTriggers(sql: Sql): Promise<{ table: string; name: string }[]> {
  const triggers = await sql<{ table: string; name: string }[]>`
    select tgrelid::regclass::text as table, quote_ident(tgname) as name from pg_trigger
     where not tgisinternal and tgenabled = 'O' and tgrelid in ('public.lot'::regclass, 'public.lot_audience'::regclass)`;
  for (const { table, name } of triggers) await sql.unsafe(`alter table ${table} disable trigger ${name}`);
  return [...triggers];
}

async function batch(sql: Sql, from: number, to: number): Promise<void> {
  await sql.unsafe(sqlFile('batch.sql'), [from, to]);
  await sql`
    insert into lot_audience (lot_id, audience, opens_at)
    select id, 'public', published_at from lot where id between ${from} and ${to}`;
  await sql`
    with opened as (
      select o.* from ledger.lot_fact f join lot l on l.id = f.lot_id
       cross join lateral bulk.opening(f, l.published_at) o where f.lot_id between ${from} and ${to}),
    stocked as (
      insert into ledger.stock (lot_id, step, available, total, seq, head_hash)
      select o.lot_id, l.step_milli, o.qty, o.qty, 1, o.hash from opened o join lot l on l.id = o.lot_id)
    insert into ledger.movement (lot_id, seq, hv, kind, src, dst, qty, type_code, unit_mass_g, unit_low_g, unit_high_g, factor_version,
        mass_g, low_g, high_g, evidence, basis, holder_organisation_id, holder_kind, origin_commune, counted_on, counts,
        actor_organisation_id, at, p_available, p_held, p_collected, p_recycled, p_landfilled, p_kept, p_lost,
        available, held, collected, recycled, landfilled, kept, lost, prev_hash, hash)
    select lot_id, seq, hv, kind, src, dst, qty, type_code, unit_mass_g, unit_low_g, unit_high_g, factor_version,
        mass_g, low_g, high_g, evidence, basis, holder_organisation_id, holder_kind, origin_commune, counted_on, counts,
        actor_organisation_id, at, p_available, p_held, p_collected, p_recycled, p_landfilled, p_kept, p_lost,
        available, held, collected, recycled, landfilled, kept, lost, prev_hash, hash from opened`;
}
