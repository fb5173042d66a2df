import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { react } from '#app/jobs/react.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { takerCode } from '#app/platform/taker-code.server.ts';
import { type Acting, acting, inRole, refusalOf, visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation } from '#tests/support/factories.ts';
import { confirmHandover } from './commands/confirm-handover.server.ts';
import { confirmOnDevice } from './commands/confirm-on-device.server.ts';
import { contestHandover } from './commands/contest-handover.server.ts';
import { handoverFacts, handoverToContest } from './handover-facts.server.ts';
import { handoverInput } from './handover-schema.ts';
import { onDeviceInput } from './on-device-schema.ts';
import { codeOfReservation } from './taker-code.server.ts';

let world: TestDatabase;
let holder: Acting;
beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world);
});

async function agreed() {
  const taker = await acting(world, { kind: 'private_person' });
  const lot = await makeLot(world.owner, holder.party);
  const reservation = await makeReservation(world.owner, lot, taker.party, {
    units: 8,
    acceptedBy: holder.party,
  });
  return { taker, lot, reservation };
}
const tries: string[] = [];
const hand = (ctx: Ctx, { publicId }: Made, typed: object, key = randomUUID()) =>
  confirmOnDevice(ctx, publicId, {
    key,
    input: onDeviceInput.parse({ quantity: '8', identicalUse: 'on', ...typed }),
    makeCode: takerCode,
    countTry: async (reservation) => void tries.push(reservation),
  });
const codeOf = async ({ publicId }: Made) =>
  String(await codeOfReservation(visitor(world), publicId, takerCode));
/** Runs what the facts about a reservation call for. */
async function settle({ id }: Made): Promise<void> {
  const rows =
    await world.owner`select id from event where payload ->> 'reservation' = ${String(id)} order by id`;
  for (const row of rows) await react(world.db, { storage: folderStorage('/nowhere') }, Number(row.id));
}
const mails = async ({ email }: Acting) =>
  world.owner`select kind, body_text as text, has_token from mail where to_address = ${email} order by id`;

/** What the holder reads in the app: its letters wait for its daily digest. */
const toldHolder = async ({ party }: Acting, { publicId }: Made) =>
  (
    await world.owner`select n.kind from notification n join ledger.reservation r on r.id = n.reservation_id
      where n.person_id = ${party.person} and r.public_id = ${publicId} order by n.id`
  ).map(({ kind }) => String(kind));

describe('the code on the taker’s slip', () => {
  it('confirms for the taker; typed with spaces or without; another reservation’s does not', async () => {
    const { reservation, taker } = await agreed();
    const other = await agreed();
    expect(
      await refusalOf(hand(holder.ctx, reservation, { by: 'code', code: await codeOf(other.reservation) })),
    ).toEqual({
      code: 'code-wrong',
      field: 'code',
    });
    expect(await refusalOf(hand(holder.ctx, reservation, { by: 'code', code: '1' }))).toMatchObject({
      code: 'code-wrong',
    });
    const code = await codeOf(reservation);
    expect(code).toMatch(/^\d{8}$/);
    expect(tries.filter((one) => one === reservation.publicId)).toHaveLength(2);
    expect(
      await hand(holder.ctx, reservation, { by: 'code', code: `${code.slice(0, 4)} ${code.slice(4)}` }),
    ).toMatchObject({ state: 'confirmed' });
    // shown again, it confirms nothing more
    expect(await refusalOf(hand(holder.ctx, reservation, { by: 'code', code }))).toMatchObject({
      code: 'wrong-state',
    });
    expect(await handoverFacts(taker.ctx, reservation.id)).toMatchObject({
      holderBy: 'account',
      takerBy: 'code',
      signature: null,
    });
  });

  it('is nobody’s but the holder’s to use: not the taker, not a stranger, not an analyst nor a member', async () => {
    const { reservation, taker } = await agreed();
    const code = await codeOf(reservation);
    const stranger = await acting(world);
    for (const [ctx, refusal] of [
      [taker.ctx, 'forbidden'],
      [stranger.ctx, 'not-found'],
      [inRole(holder, 'member'), 'forbidden'],
      [inRole(holder, 'analyst'), 'not-found'],
    ] as const)
      expect(await refusalOf(hand(ctx, reservation, { by: 'code', code })), refusal).toMatchObject({
        code: refusal,
      });
  });

  it('is one for all the lines of a visit, another for each reservation alone', async () => {
    const [one, two] = [await agreed(), await agreed()];
    expect(await codeOf(one.reservation)).not.toBe(await codeOf(two.reservation));
  });
});

describe('what the form asks', () => {
  const wrong = (typed: object) =>
    onDeviceInput
      .safeParse({ quantity: '8', ...typed })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  it('a code or a name; what is refused has a reason, a fate and, for a lot of its own, a condition', () => {
    expect(wrong({ by: 'code' })).toEqual(['code: required']);
    expect(wrong({ by: 'signature', name: ' ' })).toEqual(['name: required']);
    expect(wrong({})).toContain('by: required');
    expect(wrong({ by: 'signature', name: 'Zoé', drawn: 'M1 2<svg>' })).toEqual(['drawn: invalid-choice']);
    const signed = { by: 'signature', name: 'Zoé' };
    expect(wrong({ ...signed, refusedQuantity: '2', refusedReason: '', refusedFate: '' })).toEqual([
      ...['refusedReason: required', 'refusedFate: required'],
    ]);
    expect(
      wrong({ ...signed, refusedQuantity: '2', refusedReason: 'damaged', refusedFate: 'lower' }),
    ).toEqual(['refusedCondition: required']);
    const read = onDeviceInput.parse({
      ...{ quantity: '6', ...signed, drawn: 'M1 2L3 4', refusedQuantity: '2', refusedReason: 'damaged' },
      ...{ refusedFate: 'recycled', refusedCondition: '' },
    });
    expect(read).toMatchObject({
      drawn: 'M1 2L3 4',
      refused: { quantity: 2000, reason: 'damaged', fate: 'recycled' },
    });
    expect(onDeviceInput.parse({ quantity: '8', ...signed, refusedQuantity: '0' }).refused).toBeUndefined();
  });
});

describe('the taker is told, and may say that it was not them', () => {
  it('a mail with a link of its own; said twice it is said once; both are told; the holder answers', async () => {
    const { reservation, taker } = await agreed();
    await hand(holder.ctx, reservation, { by: 'signature', name: 'Zoé Le Goff', drawn: 'M1 2L3 4' });
    await settle(reservation);
    const told = (await mails(taker)).at(-1);
    expect(told).toMatchObject({ kind: 'handover.on-device', has_token: true });
    expect(told?.text).toContain('par une signature');
    expect(told?.text).toMatch(/\/handovers\/not-me\/[\w-]{43}/);
    expect((await toldHolder(holder, reservation)).at(-1)).toBe('handover.confirmed');
    const [row] =
      await world.owner`select public_id from ledger.handover where reservation_id = ${reservation.id}`;
    const id = String(row?.public_id);
    expect(await handoverToContest(visitor(world), id)).toMatchObject({
      by: 'signature',
      contested: false,
      over: false,
    });
    expect(await contestHandover(visitor(world), id)).toEqual({ again: false });
    expect(await contestHandover(visitor(world), id)).toEqual({ again: true });
    await settle(reservation);
    expect((await mails(taker)).at(-1)?.kind).toBe('handover.contested');
    const ofHolder = await toldHolder(holder, reservation);
    expect(ofHolder.at(-1)).toBe('handover.contested');
    expect(ofHolder).not.toContain('correction.proposed');
    expect(await handoverFacts(holder.ctx, reservation.id)).toMatchObject({
      contested: { open: true },
      signature: { name: 'Zoé Le Goff', drawn: 'M1 2L3 4' },
    });
    expect(await handoverToContest(visitor(world), id)).toMatchObject({ contested: true });
  });

  it('who has confirmed with an account has no such link', async () => {
    const { reservation, taker } = await agreed();
    const words = handoverInput.parse({ quantity: '8', identicalUse: 'on' });
    for (const { ctx } of [taker, holder])
      await confirmHandover(ctx, reservation.publicId, { key: randomUUID(), input: words });
    await settle(reservation);
    expect((await mails(taker)).map(({ kind }) => kind)).not.toContain('handover.on-device');
    const [row] =
      await world.owner`select public_id from ledger.handover where reservation_id = ${reservation.id}`;
    expect(await handoverToContest(visitor(world), String(row?.public_id))).toBeNull();
    expect(await refusalOf(contestHandover(visitor(world), String(row?.public_id)))).toMatchObject({
      code: 'not-found',
    });
  });
});

it('a reminder goes to the side that is awaited, in its own words, and to nobody once it has spoken', async () => {
  const { reservation, taker } = await agreed();
  await confirmHandover(holder.ctx, reservation.publicId, {
    key: randomUUID(),
    input: handoverInput.parse({ quantity: '8', identicalUse: 'on' }),
  });
  const remind = (nth: number) => world.owner`
    insert into event (kind, payload) select 'handover.reminder', jsonb_build_object('reservation', reservation_id, 'handover', id, 'nth', ${nth}::int)
      from ledger.handover where reservation_id = ${reservation.id}`;
  await remind(3);
  await settle(reservation);
  const told = (await mails(taker)).at(-1);
  expect(told?.kind).toBe('handover.reminder');
  expect(told?.text).toContain('ni dans le stock ni dans les tonnes');
  expect(told?.text).toContain('dernier rappel');
  expect(await toldHolder(holder, reservation)).not.toContain('handover.reminder');
  await confirmHandover(taker.ctx, reservation.publicId, {
    key: randomUUID(),
    input: handoverInput.parse({ quantity: '8', identicalUse: 'on' }),
  });
  const before = (await mails(taker)).length;
  await remind(3);
  await settle(reservation);
  expect((await mails(taker)).slice(before).map(({ kind }) => kind)).not.toContain('handover.reminder');
});
