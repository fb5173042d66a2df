import { createHash, randomUUID } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { sql } from 'drizzle-orm';
import readXlsxFile from 'read-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import { acceptDiagnosis } from '#app/domain/diagnoses/commands/accept-diagnosis.server.ts';
import { confirmTypes } from '#app/domain/diagnoses/commands/confirm-types.server.ts';
import { uploadDiagnosis } from '#app/domain/diagnoses/commands/upload-diagnosis.server.ts';
import { FIELDS } from '#app/domain/diagnoses/fields.ts';
import { carryOutDiagnosis } from '#app/jobs/diagnoses/carry-out.server.ts';
import { originalKey } from '#app/platform/tables/original.ts';
import { acting } from '../support/context.ts';
import type { TestDatabase } from '../support/database.ts';
import { memoryStorage } from '../support/diagnoses.ts';
import { makeSite } from '../support/factories.ts';
import { benchWorld } from './world.ts';

const ROUNDS = 3;
const KINDS = ['csv', 'xlsx'] as const;
type Kind = (typeof KINDS)[number];

/**
 * `npm run bench -- import [rows…]`: rows a second and peak memory of a dry run against the bare parser on the same file
 * (csv-parse, read-excel-file), and of acceptance against that parse and one insert of the same lots. Best of three.
 */
export async function run(): Promise<void> {
  const sizes = process.argv.slice(3).map(Number).filter(Boolean);
  const { database, stop } = await benchWorld();
  try {
    console.log(
      '| file | bare parse ms | dry run ms | ratio | rows/s | peak MB, bare | peak MB, dry run | one insert ms | acceptance ms | against parse + insert |',
    );
    console.log('|---|---|---|---|---|---|---|---|---|---|');
    for (const rows of sizes.length > 0 ? sizes : [10_000]) {
      for (const kind of KINDS) await measure(database, kind, rows);
    }
  } finally {
    await stop();
  }
}

async function measure(database: TestDatabase, kind: Kind, rows: number): Promise<void> {
  const content = await fileOf(kind, rows);
  const best = {
    bare: Number.POSITIVE_INFINITY,
    dry: Number.POSITIVE_INFINITY,
    insert: Number.POSITIVE_INFINITY,
    accept: Number.POSITIVE_INFINITY,
  };
  const peaks = { bare: 0, dry: 0 };
  for (let round = 0; round < (rows > 20_000 ? 1 : ROUNDS); round++) {
    const bare = await timed(() => bareParse(kind, content));
    const one = await imported(database, kind, content);
    if ('refused' in one) {
      const took = `refused after ${Math.round(one.dry.ms)} ms: ${one.refused}`;
      console.log(`| ${rows} rows, ${kind}, ${(content.length / 1e6).toFixed(1)} MB | ${took} |`);
      return;
    }
    best.bare = Math.min(best.bare, bare.ms);
    best.dry = Math.min(best.dry, one.dry.ms);
    best.insert = Math.min(best.insert, one.insert);
    best.accept = Math.min(best.accept, one.accept.ms);
    peaks.bare = Math.max(peaks.bare, bare.megabytes);
    peaks.dry = Math.max(peaks.dry, one.dry.megabytes);
  }
  const ms = (value: number) => Math.round(value);
  const cells = [
    `${rows} rows, ${kind}, ${(content.length / 1e6).toFixed(1)} MB`,
    ...[
      ms(best.bare),
      ms(best.dry),
      (best.dry / best.bare).toFixed(2),
      ms((rows / best.dry) * 1000),
      ms(peaks.bare),
      ms(peaks.dry),
    ],
    ...[ms(best.insert), ms(best.accept), (best.accept / (best.bare + best.insert)).toFixed(2)],
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

async function imported(database: TestDatabase, kind: Kind, content: Buffer) {
  const { db, owner } = database;
  const who = await acting(database);
  const site = await makeSite(owner, who.party);
  const storage = memoryStorage();
  const sha256 = createHash('sha256').update(content).digest('hex');
  const file = { name: `bench.${kind}`, kind, bytes: content.length, sha256 };
  const { publicId } = await uploadDiagnosis(
    who.ctx,
    { key: randomUUID(), site: site.publicId, file },
    (id) => storage.put(originalKey(id, kind), content, ''),
  );
  const [row] = await owner`select id from diagnosis where public_id = ${publicId}`;
  const id = Number(row?.id);
  const work = () => carryOutDiagnosis({ db, storage }, id);
  const dry = await timed(work);
  const [read] = await owner`select problem from diagnosis where id = ${id}`;
  if (read?.problem) return { dry, refused: String(read.problem) };
  await confirmTypes(who.ctx, publicId, { key: randomUUID() });
  await acceptDiagnosis(who.ctx, publicId, { key: randomUUID() });
  const accept = await timed(work);
  const [state] = await owner`select state, rows from diagnosis where id = ${id}`;
  if (state?.state !== 'accepted') throw new Error(`the import ended ${state?.state}`);
  return { dry, accept, insert: await oneInsert(database, site.id) };
}

/** The same lots again, into a site of their own: one statement, nothing read. */
async function oneInsert({ db, owner }: TestDatabase, siteId: number): Promise<number> {
  const columns = (await owner`
    select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'lot'
       and column_name not in ('id', 'public_id', 'site_id', 'search', 'status', 'version', 'created_at', 'updated_at',
         'published_at', 'closed_at', 'offer_ends_at', 'origin_reservation_id')`) as unknown as {
    name: string;
  }[];
  const names = columns.map(({ name }) => name).join(', ');
  const [lots] = await owner.unsafe(
    `select coalesce(jsonb_agg(to_jsonb(l)), '[]')::text as json from lot l where site_id = ${siteId}`,
  );
  const [copy] = await owner`
    insert into site (organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat)
    select organisation_id, kind, name, commune_code, lon, lat, position_source, public_lon, public_lat from site where id = ${siteId} returning id`;
  const { ms } = await timed(() =>
    db.transaction(async (tx) => {
      await tx.execute(sql`set local statement_timeout = 0`);
      await tx.execute(sql`
        insert into lot (site_id, ${sql.raw(names)}) select ${Number(copy?.id)}, ${sql.raw(names)}
          from jsonb_populate_recordset(null::lot, ${String(lots?.json)}::jsonb)`);
    }),
  );
  return ms;
}

async function bareParse(kind: Kind, content: Buffer): Promise<number> {
  if (kind === 'csv') return parse(content, { delimiter: ';', bom: true, relax_column_count: true }).length;
  return (await readXlsxFile(content)).length;
}

/** Milliseconds, and how much the process grew meanwhile at most. */
async function timed(work: () => Promise<unknown>): Promise<{ ms: number; megabytes: number }> {
  global.gc?.();
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 10);
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  clearInterval(watch);
  peak = Math.max(peak, process.memoryUsage.rss());
  return { ms, megabytes: (peak - before) / 1e6 };
}

const DESIGNATIONS = [
  ['Bloc-porte intérieur âme pleine 83x204', 'Bois', 'u'],
  ['Tuile mécanique terre cuite 13/m2', 'Terre cuite', 'm2'],
  ['Radiateur fonte 10 éléments', 'Métal', 'u'],
  ['Lavabo céramique blanc', 'Céramique', 'u'],
  ['Dalle de faux plafond 60x60', 'Laine minérale', 'm2'],
] as const;

/** A diagnosis as they come: every column, few different things, a remark of its own on each line. */
function lineOf(index: number): (string | number)[] {
  const [designation, nature, unit] = DESIGNATIONS[index % 5] ?? DESIGNATIONS[0];
  const count = (index % 90) + 1;
  const place = [`Bât. ${'ABC'[index % 3]}`, `R+${index % 9}`, `Couloir ${index % 40}`];
  const sizes = [204, 83, 4, '', count * 30, 'Bon', '2008', 'Vissé', 'Fort', 85, 'Réemploi hors site'];
  const cautions = ['Déposer huisserie et vantail ensemble', 'À plat, au sec', 'Non', 'Non', '', '', ''];
  return [
    ...[
      `PEM-${index}`,
      ...place,
      'Second œuvre',
      `${designation} n° ${index % 500}`,
      nature,
      '',
      count,
      unit,
    ],
    ...[...sizes, ...cautions, '2027-03-02', '2027-03-27', 15, `pem-${index}a.jpg`, `Remarque ${index}`],
  ];
}

async function fileOf(kind: Kind, rows: number): Promise<Buffer> {
  const lines = [[...FIELDS], ...Array.from({ length: rows }, (_, index) => lineOf(index))];
  if (kind === 'csv') return Buffer.from(`\ufeff${lines.map((cells) => cells.join(';')).join('\r\n')}\r\n`);
  const sheet = lines.map((cells) =>
    cells.map((value) =>
      value === '' ? null : { value, type: typeof value === 'number' ? Number : String },
    ),
  );
  return writeXlsxFile(sheet as never, {}).toBuffer();
}
