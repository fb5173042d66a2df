import { beforeAll, describe, expect, it } from 'vitest';
import { makeTasks } from '#app/jobs/tasks.server.ts';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { accepted, call, expectOk, lot, type Party, party } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const from = 'Gisement <no-reply@example.org>';

/** Runs every event of this lot twice: nobody is told anything twice. */
async function settle(lotId: number) {
  await readAtOnce(world.owner);
  const tasks = makeTasks({
    ...{ db: world.db, storage: folderStorage('/nowhere'), photos: openEncoder() },
    ...{ transport: null, from },
  });
  const events =
    await world.sql`select id from event where (payload ->> 'lot')::bigint = ${lotId} order by id`;
  for (const { id } of [...events, ...events]) await tasks.react?.({ event: id }, { lastAttempt: false });
}

const since = async ({ person }: Party, kind: RegExp) =>
  [...(await world.sql`select kind, body_text from mail where to_person_id = ${person} order by id`)]
    .filter((row) => kind.test(String(row.kind)))
    .map((row) => String(row.body_text).replaceAll(/\s+/g, ' '));

const COUNT = /^(count|ask)\./;

/** Works in La Réunion: 12, 10 and 8 pieces held of 30; the first taker reads English. */
async function scene() {
  const [commune] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  const people = await Promise.all([1, 2, 3, 4].map(() => party(world.owner)));
  const [holder, ...takers] = people as [Party, Party, Party, Party];
  for (const { organisation, person } of people)
    await world.owner`insert into membership values (${organisation}, ${person}, 'administrator')`;
  await world.owner`update person set locale = 'en' where id = ${takers[0].person}`;
  const id = await lot(world.owner, holder, { milli: 30_000, commune: String(commune?.code) });
  const held: number[] = [];
  for (const [index, units] of [12, 10, 8].entries())
    held.push(await accepted(world.owner, holder, takers[index] as Party, id, units * 1000));
  await settle(id);
  return { holder, takers, id, held: held as [number, number, number] };
}

const askOf = async (reservation: number) =>
  Number(
    (await world.sql`select id from ledger.ask where reservation_id = ${reservation} and answer is null`)[0]
      ?.id,
  );

describe('a count that makes reservations smaller', () => {
  it('writes once to each taker touched, with what is left and until when to answer, by the clock of the site', async () => {
    const { holder, takers, id, held } = await scene();
    const keeps = JSON.stringify({ [held[0]]: 8000, [held[2]]: 0 });
    expectOk(await call(world.owner, 'correct_count', holder, id, 30_000, 18_000, 'theft', keeps));
    await settle(id);
    const [first, ...none] = await since(takers[0], COUNT);
    expect(none).toEqual([]);
    expect(first).toContain('Your reservation goes from 12 units to 8 units.');
    expect(first).toMatch(/or leave by [^;]+ \(Réunion time\); without an answer, 8 units stay reserved/);
    expect(await since(takers[1], COUNT)).toEqual([]);
    const [ended, ...nothing] = await since(takers[2], COUNT);
    expect(nothing).toEqual([]);
    expect(ended).toContain('Votre réservation de 8 unités prend fin');
    // ended by the count: not told again as a cancellation
    expect(await since(takers[2], /cancelled/)).toEqual([]);
    expect(await since(holder, COUNT)).toEqual([]);
  });

  it('tells the holder each answer once, and both when nobody answered in time', async () => {
    const { holder, takers, id, held } = await scene();
    const keeps = JSON.stringify({ [held[0]]: 10_000, [held[1]]: 7000, [held[2]]: 6000 });
    expectOk(await call(world.owner, 'correct_count', holder, id, 30_000, 23_000, 'miscount', keeps));
    expectOk(await call(world.owner, 'answer_ask', takers[0], await askOf(held[0]), true));
    expectOk(await call(world.owner, 'answer_ask', takers[1], await askOf(held[1]), false));
    await settle(id);
    const answers = await since(holder, COUNT);
    expect(answers).toHaveLength(2);
    expect(answers[0]).toContain('garde 10 unités du lot « Doors », au lieu de 12 unités');
    expect(answers[1]).toContain(
      'renonce à sa réservation du lot « Doors » : 7 unités ne sont plus mises de côté',
    );
    expect(await since(holder, /cancelled/)).toEqual([]);

    const silent = await askOf(held[2]);
    await world.owner`alter table ledger.ask disable trigger ask_fixed`;
    await world.owner`update ledger.ask set answer_by = ledger.clock() - interval '1 minute' where id = ${silent}`;
    await world.owner`alter table ledger.ask enable always trigger ask_fixed`;
    expect((await call(world.owner, 'answer_ask', takers[2], silent, false)).outcome).toBe('ask-over');
    await world.sql`select ledger.lapse_asks(1000)`;
    await world.sql`select ledger.lapse_asks(1000)`;
    await settle(id);
    expect((await since(takers[2], /^ask/))[0]).toContain('continue avec 6 unités');
    expect((await since(holder, COUNT)).at(-1)).toContain(
      'sa réservation du lot « Doors » continue avec 6 unités',
    );
    expect(await since(holder, COUNT)).toHaveLength(3);
    const [row] = await world.sql`select held, state from ledger.reservation where id = ${held[2]}`;
    expect(row).toMatchObject({ held: 6000, state: 'accepted' });
  });

  it('says what came back to whoever had not answered yet', async () => {
    const { holder, takers, id, held } = await scene();
    const keeps = JSON.stringify({ [held[0]]: 8000, [held[1]]: 6000 });
    expectOk(await call(world.owner, 'correct_count', holder, id, 30_000, 22_000, 'miscount', keeps));
    expectOk(await call(world.owner, 'count_stock', holder, id, 22_000, 27_000));
    await settle(id);
    expect((await since(takers[0], /restored/))[0]).toContain('are back. 12 units are reserved for you.');
    const [second] = await since(takers[1], /restored/);
    expect(second).toContain('7 unités sont réservées pour vous');
    expect(second).toContain('C’est toujours moins que les 10 unités prévues');
  });
});
