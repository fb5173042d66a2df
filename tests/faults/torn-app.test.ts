import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { acceptDiagnosis } from '#app/domain/diagnoses/commands/accept-diagnosis.server.ts';
import { confirmTypes } from '#app/domain/diagnoses/commands/confirm-types.server.ts';
import { uploadDiagnosis } from '#app/domain/diagnoses/commands/upload-diagnosis.server.ts';
import { addDocument } from '#app/domain/lots/commands/add-document.server.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { isDatabaseDown } from '#app/http/database-down.ts';
import { carryOutDiagnosis } from '#app/jobs/diagnoses/carry-out.server.ts';
import { type OpenDatabase, openDatabase } from '#app/platform/database/client.server.ts';
import { originalKey } from '#app/platform/tables/original.ts';
import { anyType } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase, withDatabase } from '#tests/support/database.ts';
import { memoryStorage } from '#tests/support/diagnoses.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';

/** Commands, imports and uploads while the server ends sessions at random; whoever is in doubt asks again with the same key. */
const KILLS = 60;
/** A busy machine kills more slowly: it has so long, in milliseconds. */
const LONGEST_MS = 60_000;
const ROWS = 40;
let world: TestDatabase;
let victims: OpenDatabase;
let reaper: OpenDatabase;
let holder: Acting;
let ctx: Ctx;
const storage = memoryStorage();

beforeAll(async () => {
  world = await freshDatabase();
  holder = await acting(world);
  victims = openDatabase(world.url, { max: 5, applicationName: 'victim' });
  const root = withDatabase(inject('cluster').superUrl, new URL(world.url).pathname.slice(1));
  reaper = openDatabase(root, { max: 1 });
  ctx = { ...holder.ctx, db: victims.db };
});
afterAll(async () => {
  await victims.close();
  await reaper.close();
});

let doubts = 0;

/** The same act until it is answered; any other failure than a lost database is one of the product. */
async function insist<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!isDatabaseDown(error)) throw error;
      doubts++;
      await sleep(20);
    }
  }
}

let over = false;

async function kill(): Promise<number> {
  const end = Date.now() + LONGEST_MS;
  let killed = 0;
  for (; killed < KILLS && Date.now() < end; await sleep(40 + Math.random() * 120)) {
    const rows = await reaper.sql`
      select pg_terminate_backend(pid) from (select pid from pg_stat_activity
       where application_name = 'victim' order by state <> 'idle' desc, random() limit 1) one`;
    killed += rows.length;
  }
  over = true;
  return killed;
}

const file = (text: string) => ({
  ...{ bytes: text.length, sha256: createHash('sha256').update(text).digest('hex') },
});

it('leaves nothing torn in commands, imports and uploads', { timeout: 150_000 }, async () => {
  const { publicId: site } = await makeSite(world.owner, holder.party);
  const { code } = await anyType(world.owner);
  const input = lotInput.parse({
    typeCode: code,
    title: 'Portes',
    unit: 'u',
    quantity: '42',
    pricing: 'gift',
  });
  const made: string[] = [];
  const sent: string[] = [];
  const accepted: string[] = [];

  const listing = async () => {
    while (!over) {
      const key = randomUUID();
      made.push((await insist(() => createLot(ctx, site, { key, input }))).publicId);
    }
  };
  const documents = async () => {
    const lot = await makeLot(world.owner, holder.party);
    for (let n = 0; n < 12 && !over; n++) {
      const [key, text] = [randomUUID(), `document ${n}`];
      const { sha256, bytes } = file(text);
      const document = {
        sha256,
        bytes,
        mediaType: 'application/pdf' as const,
        kind: 'other' as const,
        name: `${n}.pdf`,
        shownTo: 'parties' as const,
      };
      const kept = () => storage.put(sha256, Buffer.from(text), 'application/pdf');
      sent.push((await insist(() => addDocument(ctx, { key, lot: lot.publicId, document }, kept))).publicId);
    }
  };
  const imports = async () => {
    while (!over) {
      const { publicId: home } = await makeSite(world.owner, holder.party);
      const lines = Array.from({ length: ROWS }, (_, n) => `Porte ${randomUUID()};${n + 1}`);
      const text = `designation;quantite\n${lines.join('\n')}\n`;
      const asked = {
        key: randomUUID(),
        site: home,
        file: { name: 'pemd.csv', kind: 'csv' as const, ...file(text) },
      };
      const keep = (id: string) => storage.put(originalKey(id, 'csv'), Buffer.from(text), 'text/csv');
      const { publicId } = await insist(() => uploadDiagnosis(ctx, asked, keep));
      await carriedOut(publicId, 'read');
      const [types, acceptance] = [randomUUID(), randomUUID()];
      await insist(() => confirmTypes(ctx, publicId, { key: types }));
      await insist(() => acceptDiagnosis(ctx, publicId, { key: acceptance }));
      await carriedOut(publicId, 'accepted');
      accepted.push(publicId);
    }
  };
  /** As the queue does: again until it is done. */
  async function carriedOut(publicId: string, state: string): Promise<void> {
    for (;;) {
      const [row] = await world.owner`select id, state from diagnosis where public_id = ${publicId}`;
      if (row?.state === state) return;
      await insist(() => carryOutDiagnosis({ db: victims.db, storage }, Number(row?.id)));
    }
  }
  const [killed] = await Promise.all([kill(), listing(), listing(), listing(), documents(), imports()]);

  expect(killed).toBe(KILLS);
  expect(doubts).toBeGreaterThan(20);
  const [torn] = await world.owner`
    select (select count(*)::int from command where answer is null and name in ('create-lot', 'add-document', 'upload-diagnosis')) as unanswered,
      (select count(*)::int from command c where name = 'create-lot' and not exists (select from lot where public_id = (c.answer ->> 'publicId')::uuid)) as "lotless",
      (select count(*)::int from lot l join site s on s.id = l.site_id where s.public_id = ${site}) as lots,
      (select count(*)::int from lot_document) as documents,
      (select count(*)::int from diagnosis d where state = 'accepted' and (select count(*) from diagnosis_row r join lot on lot.id = r.lot_id where r.diagnosis_id = d.id) <> ${ROWS}) as "halfImports",
      (select count(*)::int from diagnosis where state = 'accepted') as imports,
      (select count(*)::int from (select origin_site_id from lot join site s on s.id = lot.site_id where s.public_id <> ${site} group by 1 having count(*) > ${ROWS}) x) as "importedTwice"`;
  expect(torn).toEqual({
    ...{ unanswered: 0, lotless: 0, lots: made.length, documents: sent.length },
    ...{ halfImports: 0, imports: accepted.length, importedTwice: 0 },
  });
  expect(new Set(made).size).toBe(made.length);
  expect(new Set(sent).size).toBe(sent.length);
  expect(accepted.length).toBeGreaterThan(0);
});
