import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startJobs } from '#app/jobs/start.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import type { RunningWorker } from '#app/platform/jobs/worker.server.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { call, lot, party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';

let world: TestDatabase;
let jobs: RunningWorker;

beforeAll(async () => {
  world = await freshDatabase();
  const settings = { MAIL_FROM: 'Gisement <no-reply@example.org>' };
  jobs = await startJobs({
    db: world.db,
    storage: folderStorage('/nowhere'),
    photos: openEncoder(),
    databaseUrl: world.url,
    settings,
  });
});
afterAll(() => jobs.stop());

async function until<Value>(read: () => Promise<Value | undefined>): Promise<Value> {
  for (let waited = 0; waited < 8_000; waited += 50) {
    const value = await read();
    if (value !== undefined) return value;
    await sleep(50);
  }
  throw new Error('nothing came of it');
}

it('what is recorded is reacted to, and the mail that follows is kept: the serving role is enough', async () => {
  const [holder, taker] = [await party(world.owner), await party(world.owner)];
  await world.owner`insert into membership values (${holder.organisation}, ${holder.person}, 'administrator')`;
  await readAtOnce(world.owner);
  const lotId = await lot(world.owner, holder);
  await call(world.sql, 'reserve', taker, lotId, 2000, 'own_works', 'yes', '35278');
  const mail = await until(async () => {
    const [row] =
      await world.sql`select * from mail where to_person_id = ${holder.person} and status = 'kept'`;
    return row;
  });
  expect(mail.kind).toBe('reservation.requested');
  const left = await until(async () => {
    const [row] =
      await world.sql`select count(*)::int as count from event where handled_at is null and not_before is null`;
    return row?.count === 0 ? 0 : undefined;
  });
  expect(left).toBe(0);
});

it('a mail queued in a transaction leaves after it commits, within two seconds', async () => {
  const dedupKey = randomUUID();
  await world.db.transaction(async (tx) => {
    const params = { name: 'Zoé', token: 'x'.repeat(43) };
    await queueMail(
      { db: tx },
      { kind: 'reset-password', to: 'a@example.org', locale: 'fr', dedupKey, params },
    );
    await sleep(300);
  });
  const committed = performance.now();
  await until(
    async () => (await world.sql`select 1 from mail where dedup_key = ${dedupKey} and status = 'kept'`)[0],
  );
  expect(performance.now() - committed).toBeLessThan(2_000);
});
