import { beforeAll, expect, it } from 'vitest';
import { makeTasks } from '#app/jobs/tasks.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { call, expectOk, type Party, party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeVisit } from '#tests/support/factories.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

const ids = (lines: { id: number }[]) => `{${lines.map(({ id }) => id).join(',')}}`;

async function people() {
  const [holder, taker] = [await party(world.owner), await party(world.owner)];
  await world.owner`insert into membership values (${holder.organisation}, ${holder.person}, 'site_manager'),
    (${taker.organisation}, ${taker.person}, 'administrator')`;
  await world.owner`update person set locale = 'en' where id = ${taker.person}`;
  return { holder, taker };
}

/** Every event not yet handled, each twice. */
async function settle() {
  await readAtOnce(world.owner);
  const storage = folderStorage('/nowhere');
  const from = 'Gisement <no-reply@example.org>';
  const tasks = makeTasks({ db: world.db, storage, photos: openEncoder(), transport: null, from });
  const events =
    await world.owner`select id from event where handled_at is null and not_before is null order by id`;
  for (const { id } of events) {
    await tasks.react?.({ event: id }, { lastAttempt: false });
    await tasks.react?.({ event: id }, { lastAttempt: false });
  }
}

const mailsTo = async ({ person }: Party) =>
  [
    ...(await world.owner`select kind, subject, body_text, in_reply_to from mail where to_person_id = ${person} order by id`),
  ].map((row) => ({
    kind: String(row.kind),
    subject: String(row.subject),
    text: String(row.body_text),
    thread: row.in_reply_to,
  }));

it('a visit asked for, answered and cancelled: one mail a step, with its lines, in one thread', async () => {
  const { holder, taker } = await people();
  const { id, lines } = await makeVisit(world.owner, holder, taker);
  await settle();
  expect((await mailsTo(holder)).map(({ kind }) => kind)).toEqual(['visit.requested']);
  const [asked] = await mailsTo(holder);
  expect(asked?.subject).toMatch(/^Visite\u202f: .+ \(3 lots\)$/);
  expect(asked?.text.match(/2\u00a0unités \(Demandée\)/g)).toHaveLength(3);
  expect(asked?.text).toContain('Répondre lot par lot');
  expect(asked?.text).not.toContain('rue');

  const [a, b, c] = lines as [Made, Made, Made];
  expectOk(await call(world.owner, 'answer_visit', holder, id, ids([a, b]), ids([c]), 'Sonnez au portail'));
  await settle();
  expect((await mailsTo(taker)).map(({ kind }) => kind)).toEqual(['visit.requested', 'visit.answered']);
  const answered = (await mailsTo(taker)).at(-1);
  expect(answered?.text.match(/2\u00a0units \(Accepted\)/g)).toHaveLength(2);
  expect(answered?.text).toContain('2\u00a0units (Declined)');
  expect(answered?.text).toContain('Sonnez au portail');

  expectOk(await call(world.owner, 'cancel_visit', taker, id, ids([a, b]), null, 'Plus de camion'));
  await settle();
  const told = (await mailsTo(holder)).at(-1);
  expect(told?.kind).toBe('visit.cancelled');
  expect(told?.text).toContain('Plus de camion');
  expect(await mailsTo(holder)).toHaveLength(2);
  const all = await mailsTo(taker);
  expect(new Set(all.map(({ thread }) => thread)).size).toBe(1);
  expect(new Set(all.map(({ subject }) => subject)).size).toBe(1);
});

it('a visit nobody answered: each side reads it once, for all its lines', async () => {
  const { holder, taker } = await people();
  await makeVisit(world.owner, holder, taker);
  await settle();
  await world.owner`update ledger.setting set clock_offset = interval '20 days'`;
  await world.sql`select ledger.expire_due(50)`;
  await settle();
  for (const reader of [holder, taker])
    expect((await mailsTo(reader)).map(({ kind }) => kind)).toEqual(['visit.requested', 'visit.expired']);
  const lapsed = (await mailsTo(taker)).at(-1);
  expect(lapsed?.text.match(/2\u00a0units \(Expired\)/g)).toHaveLength(3);
});
