import { beforeAll, expect, it } from 'vitest';
import { sayOutcome, sayOutcomeByLink } from '#app/domain/ledger/commands/say-outcome.server.ts';
import { outcomeByLink, outcomeOf } from '#app/domain/ledger/outcomes.server.ts';
import { readSignedId } from '#app/platform/signed-id.server.ts';
import { handedOver, type Party } from '#tests/ledger/world.ts';
import { acting, visitor } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { tasksOf } from '#tests/support/tasks.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

const days = (n: number) =>
  world.owner`update ledger.setting set clock_offset = date_trunc('day', clock_timestamp()) + make_interval(days => ${n}, hours => 11) - clock_timestamp()`;

const tasks = () => tasksOf(world);

/** Asks what is due, then runs every event not yet handled, each of them twice. */
async function settle() {
  await readAtOnce(world.owner);
  const { react, 'ask-outcomes': ask } = tasks();
  await ask?.({}, { lastAttempt: false });
  await ask?.({}, { lastAttempt: false });
  const events = await world.sql`
    select id from event where handled_at is null and kind like 'outcome.%' order by id`;
  for (const { id } of [...events, ...events]) await react?.({ event: Number(id) }, { lastAttempt: false });
}

const mailsTo = async ({ person }: Party) =>
  (
    await world.sql`select kind, body_text from mail where to_person_id = ${person} and kind like 'outcome.%' order by id`
  ).map((row) => [String(row.kind), String(row.body_text)] as const);

const key = () => crypto.randomUUID();

async function scene() {
  await days(0);
  const [holder, taker] = [await acting(world), await acting(world, { locale: 'en' })];
  const site = await makeSite(world.owner, holder.party, { address: '5 rue des Bois' });
  const lot = await makeLot(world.owner, holder.party, { site });
  const { id, publicId } = await makeReservation(world.owner, lot, taker.party, { acceptedBy: holder.party });
  await handedOver(world.sql, holder.party, taker.party, id, 2000, 40_000);
  return { holder, taker, id, publicId };
}

it('asks the taker once and once more; one press on the page of the link answers, signed out', async () => {
  const { holder, taker, publicId } = await scene();
  await days(89);
  await settle();
  expect(await mailsTo(taker.party)).toEqual([]);
  await days(91);
  await settle();
  await settle();
  const [[kind, told = ''] = [], ...more] = await mailsTo(taker.party);
  expect([kind, more]).toEqual(['outcome.asked', []]);
  expect(told).toContain('Is it installed, still in stock, sold on or thrown away?');
  expect(told).not.toContain('rue des Bois');
  expect(await mailsTo(holder.party)).toEqual([]);
  await days(106);
  await settle();
  const all = await mailsTo(taker.party);
  expect(all.map(([one]) => one)).toEqual(['outcome.asked', 'outcome.asked']);
  expect(all[1]?.[1]).toContain('We have asked you already');

  const token = /\/outcomes\/([\w-]{43})/.exec(told)?.[1] ?? '';
  const nobody = visitor(world);
  expect(readSignedId('outcome', token)).toBe(publicId);
  expect(readSignedId('not-me', token)).toBeNull();
  expect(await outcomeByLink(nobody, publicId)).toMatchObject({ takenMilli: 2000, said: null, over: false });
  const one = key();
  expect(await sayOutcomeByLink(nobody, publicId, { key: one, input: { all: 'landfilled' } })).toEqual({
    again: false,
  });
  expect(await sayOutcomeByLink(nobody, publicId, { key: one, input: { all: 'landfilled' } })).toEqual({
    again: false,
  });
  await settle();
  const [[said, text = ''] = [], ...none] = await mailsTo(holder.party);
  expect([said, none]).toEqual(['outcome.said', []]);
  expect(text).toContain('dit ce qu’est devenu');
  expect(text).toMatch(/40\s?kg sont retirés des tonnes détournées/);
  await days(125);
  await settle();
  expect(await mailsTo(taker.party)).toHaveLength(2);
});

it('the signed-in taker says it before being asked, in parts; the holder reads it, a stranger nothing', async () => {
  const { holder, taker, id, publicId } = await scene();
  const stranger = await acting(world);
  const parts = { installed: 1000, stored: 0, resold: 0, thrown: 1000, thrownTo: 'recycled' } as const;
  const say = (ctx: typeof taker.ctx) => sayOutcome(ctx, publicId, { key: key(), input: parts });
  await expect(say(stranger.ctx)).rejects.toMatchObject({ code: 'not-found' });
  await expect(say(holder.ctx)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(outcomeByLink(visitor(world), publicId)).resolves.toBeNull();
  expect(await say(taker.ctx)).toEqual({ again: false });
  expect(await say(taker.ctx)).toEqual({ again: true });
  await expect(
    sayOutcome(taker.ctx, publicId, { key: key(), input: { ...parts, thrown: 0, thrownTo: null } }),
  ).rejects.toMatchObject({ code: 'outcome-not-all', details: { takenMilli: 2000 } });
  expect((await outcomeOf(holder.ctx, id))?.said).toMatchObject({
    ...parts,
    massThrownG: 20_000,
  });
  await days(95);
  await settle();
  expect(await mailsTo(taker.party)).toEqual([]);
  expect((await mailsTo(holder.party)).map(([kind]) => kind)).toEqual(['outcome.said']);
});
