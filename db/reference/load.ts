import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type postgres from 'postgres';
import { CALENDAR_FILES, holidayRows } from '#db/reference/calendar.ts';
import { clauseRows, DEED_FILES } from '#db/reference/deeds.ts';
import { LEGAL_FILES, legalRows } from '#db/reference/legal.ts';
import { MATERIAL_FILES, materialRows, ruleRows } from '#db/reference/materials.ts';
import { bytesOf } from '#db/reference/read.ts';

type Types = { bigint: number };
type Sql = postgres.Sql<Types>;
type Tx = postgres.TransactionSql<Types>;

const TERRITORY_FILES = [
  'territories/regions-2026.csv',
  'territories/departements-2026.csv',
  'territories/departement-timezones.csv',
  'territories/epci-2026.csv',
  'territories/ept-2026.csv',
  'territories/communes-2026.csv',
  'territories/communes-codes-anciens.csv',
];
const TERRITORY_CODE = 'territories.sql';

/** Communes of these départements make the small set tests are cloned from; every département and région is in it. */
const REDUCED = ['22', '29', '35', '44', '48', '75', '92', '93', '974', '975'];

/** The file as it is, every column text, in a temporary table named after it: communes-2026.csv -> communes_2026. */
async function copyFile(tx: Tx, path: string): Promise<void> {
  const bytes = bytesOf(path);
  const columns = bytes.subarray(0, bytes.indexOf('\n')).toString().trim().split(',');
  const table = path.replace(/^.*\/|\.csv$/g, '').replaceAll('-', '_');
  await tx.unsafe(`create temp table ${table} (${columns.map((name) => `${name} text`).join(', ')}) on commit drop`);
  const into = await tx.unsafe(`copy ${table} from stdin (format csv, header true)`).writable();
  await pipeline(Readable.from([bytes]), into);
}

/** Indexes and foreign keys of the two large tables, as statements: checked at once at the end, three times faster. */
async function liftIndexes(tx: Tx): Promise<{ drop: string[]; create: string[] }> {
  const [first] = await tx`select from public.commune limit 1`;
  if (first) return { drop: [], create: [] };
  const found = await tx<{ drop: string; create: string }[]>`
    select 'drop index ' || indexrelid::regclass as drop, pg_get_indexdef(indexrelid) as create
      from pg_index
     where indrelid in ('public.commune'::regclass, 'public.territory'::regclass) and not indisunique
    union all
    select format('alter table %s drop constraint %I', conrelid::regclass, conname),
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint
     where conrelid in ('public.commune'::regclass, 'public.territory'::regclass) and contype = 'f'`;
  return { drop: found.map((row) => row.drop), create: found.map((row) => row.create) };
}

async function fillTerritories(tx: Tx, reduced: boolean): Promise<void> {
  for (const path of TERRITORY_FILES) await copyFile(tx, path);
  await tx`create temp table kept on commit drop as
    select code as departement from departements_2026 where ${!reduced} or code in ${tx(REDUCED)}`;
  const indexes = await liftIndexes(tx);
  for (const statement of indexes.drop) await tx.unsafe(statement);
  await tx.unsafe(bytesOf(TERRITORY_CODE).toString());
  for (const statement of indexes.create) await tx.unsafe(statement);
}

/** Inserts or brings up to date rows keyed by `code`. */
async function upsert(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const updates = columns.filter((column) => column !== 'code').map((column) => `${column} = excluded.${column}`);
  await tx.unsafe(
    `insert into public.${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::public.${table}, $1::jsonb)
     on conflict (code) do update set ${updates.join(', ')}`,
    [JSON.stringify(rows)],
  );
}

async function fillMaterials(tx: Tx): Promise<void> {
  const { families, types } = materialRows();
  await upsert(tx, 'material_family', families);
  await upsert(tx, 'material_type', types);
  await fillDated(tx, 'offering_rule', ruleRows());
}

/** Dated lines of a file, by code and first day. Others, and an end that was set here, stay as they are. */
async function fillDated(tx: Tx, table: string, rows: readonly object[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const kept = ['code', 'valid_from', 'valid_until'];
  const updates = columns.filter((column) => !kept.includes(column)).map((column) => `${column} = excluded.${column}`);
  await tx.unsafe(
    `insert into public.${table} (${columns.join(', ')})
     select ${columns.join(', ')} from jsonb_populate_recordset(null::public.${table}, $1::jsonb)
     on conflict (code, valid_from) do update set ${updates.join(', ')},
       valid_until = coalesce(public.${table}.valid_until, excluded.valid_until)`,
    [JSON.stringify(rows)],
  );
}

/** The days of the file, all and only those. */
async function fillHolidays(tx: Tx): Promise<void> {
  await tx`delete from public.public_holiday`;
  await tx`insert into public.public_holiday
    select * from jsonb_populate_recordset(null::public.public_holiday, ${JSON.stringify(holidayRows())}::jsonb)`;
}

/**
 * Texts this software comes with become a new version where nobody wrote their own. A version already there is never
 * touched: people accepted it.
 */
async function fillLegal(tx: Tx): Promise<void> {
  await tx`
    insert into public.legal_text (kind, version, effective_on, fr, en)
    select n.kind, coalesce(l.version, 0) + 1,
           case when l.kind is null then n.effective_on else greatest(n.effective_on, ledger.clock()::date) end, n.fr, n.en
      from jsonb_populate_recordset(null::public.legal_text, ${JSON.stringify(legalRows())}::jsonb) n
      left join lateral (select * from public.legal_text t where t.kind = n.kind order by t.version desc limit 1) l on true
     where l.kind is null or (l.published_by is null and (l.fr, l.en) is distinct from (n.fr, n.en))`;
}

function hashOf(paths: string[], variant = ''): string {
  const hash = createHash('sha256').update(variant);
  for (const path of ['load.ts', ...paths]) hash.update(path).update(bytesOf(path));
  return hash.digest('hex');
}

async function isLoaded(sql: Sql | Tx, name: string, hash: string): Promise<boolean> {
  const rows = await sql`select from public.reference_load where name = ${name} and hash = ${hash}`;
  return rows.length > 0;
}

/** True when there was something to do. */
async function loadOnce(sql: Sql, name: string, hash: string, fill: (tx: Tx) => Promise<void>): Promise<boolean> {
  if (await isLoaded(sql, name, hash)) return false;
  return sql.begin(async (tx) => {
    await tx`set local statement_timeout = '120s'`;
    await tx`set local lock_timeout = '120s'`;
    // two apps starting at once: the second waits here, then finds the work done
    await tx`lock table public.reference_load in exclusive mode`;
    if (await isLoaded(tx, name, hash)) return false;
    await fill(tx);
    await tx`insert into public.reference_load (name, hash) values (${name}, ${hash})
             on conflict (name) do update set hash = excluded.hash, loaded_at = clock_timestamp()`;
    return true;
  });
}

/**
 * Brings the territories, the taxonomy, the calendar, the texts of deeds and the legal texts of this folder into the
 * database, as its owner. Does nothing when the files have not changed since the last time. `reduced`: communes of ten départements only, for tests.
 */
export async function loadReference(sql: Sql, { reduced = false }: { reduced?: boolean } = {}): Promise<void> {
  const territories = hashOf([TERRITORY_CODE, ...TERRITORY_FILES], reduced ? 'reduced' : 'full');
  const loaded = await loadOnce(sql, 'territories', territories, (tx) => fillTerritories(tx, reduced));
  await loadOnce(sql, 'materials', hashOf(['materials.ts', 'read.ts', ...MATERIAL_FILES]), fillMaterials);
  await loadOnce(sql, 'calendar', hashOf(['calendar.ts', 'read.ts', ...CALENDAR_FILES]), fillHolidays);
  await loadOnce(sql, 'deeds', hashOf(['deeds.ts', 'read.ts', ...DEED_FILES]), (tx) => fillDated(tx, 'deed_clause', clauseRows()));
  await loadOnce(sql, 'legal', hashOf(['legal.ts', 'read.ts', ...LEGAL_FILES]), fillLegal);
  // place search answers from the index alone, which needs the pages marked as all-visible
  if (loaded) await sql`vacuum (analyze) public.territory`;
}
