import { beforeAll, expect, it } from 'vitest';
import { accepted, call, expectOk, type Party } from '#tests/ledger/world.ts';
import { acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite, makeSlot } from '#tests/support/factories.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { tasksOf } from '#tests/support/tasks.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

/** Runs every event not yet handled, each of them twice. */
async function settle() {
  await readAtOnce(world.owner);
  const react = tasksOf(world).react;
  const events = await world.sql`
    select id from event where handled_at is null and kind in ('visit.missed', 'visit.contested') order by id`;
  for (const { id } of [...events, ...events]) await react?.({ event: Number(id) }, { lastAttempt: false });
}

const mailsTo = async ({ person }: Party) =>
  (
    await world.sql`select kind, body_text from mail where to_person_id = ${person} and kind like 'attendance.%' order by id`
  ).map((row) => [String(row.kind), String(row.body_text)] as const);

async function scene() {
  const [holder, taker] = [await acting(world), await acting(world, { locale: 'en' })];
  const site = await makeSite(world.owner, holder.party, { address: '5 rue des Bois' });
  const lot = await makeLot(world.owner, holder.party, { site });
  const id = await accepted(world.sql, holder.party, taker.party, lot.id, 2000);
  const slot = await makeSlot(world.owner, site, { inHours: -1, lasts: 4 });
  expectOk(await call(world.sql, 'book_slot', taker.party, `{${id}}`, slot.id));
  return { holder: holder.party, taker: taker.party, id };
}

it('nobody came, then contested: each side reads each once, in its language, without the place', async () => {
  const { holder, taker, id } = await scene();
  expectOk(await call(world.sql, 'declare_missed', holder, id, 'nobody_came'));
  await settle();
  const [[, mine = ''] = [], ...more] = await mailsTo(holder);
  expect(more).toEqual([]);
  expect(mine).toContain('Vous avez signalé que personne n’est venu');
  const [[, told = ''] = [], ...none] = await mailsTo(taker);
  expect(none).toEqual([]);
  expect(told).toContain('reports that nobody came');
  expect(told).toMatch(/\/reservations\/[0-9a-f-]{36}\/attendance/);
  const [missed] = await world.sql`select id from ledger.missed order by id desc limit 1`;
  expectOk(await call(world.sql, 'contest_missed', taker, Number(missed?.id)));
  await settle();
  expect((await mailsTo(holder)).map(([kind]) => kind)).toEqual([
    'attendance.missed',
    'attendance.contested',
  ]);
  expect((await mailsTo(taker)).at(-1)?.[1]).toContain('You contested');
  expect(JSON.stringify([await mailsTo(holder), await mailsTo(taker)])).not.toContain('rue des Bois');
});

it('site closed: the taker is led to another hour', async () => {
  const { holder, taker, id } = await scene();
  expectOk(await call(world.sql, 'declare_missed', taker, id, 'site_closed'));
  await settle();
  const [[, mine = ''] = []] = await mailsTo(taker);
  expect(mine).toContain('Your reservation holds');
  expect(mine).toMatch(/\/reservations\/[0-9a-f-]{36}\/slot/);
  const [[, told = ''] = []] = await mailsTo(holder);
  expect(told).toContain('signale que le site était fermé');
});
