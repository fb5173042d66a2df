import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, expectOk } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { postMessage } from './commands/post-message.server.ts';
import { readThread } from './commands/read-thread.server.ts';
import { MESSAGE_LIMITS } from './limits.ts';
import { messagesAtAGlance, photoOfThread, threadPage } from './queries.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

async function scene() {
  const [holder, taker] = [await acting(world), await acting(world)];
  const lot = await makeLot(world.owner, holder.party, { site: await makeSite(world.owner, holder.party) });
  const reservation = await makeReservation(world.owner, lot, taker.party, { acceptedBy: holder.party });
  return { holder, taker, ...reservation };
}

const say = (
  { ctx }: Pick<Acting, 'ctx'>,
  reservation: string,
  body = 'Bonjour',
  key: string = randomUUID(),
) => postMessage(ctx, { key, reservation, body, photos: [] });
const photo = () => ({
  ...{ publicId: randomUUID(), width: 1600, height: 1200, thumbhash: 'AAAA' },
  widths: [480, 1600] as const,
});

describe('a thread', () => {
  it('is read by both sides, its marks are of each person, and a second sending of the same form adds nothing', async () => {
    const { holder, taker, publicId } = await scene();
    const key = randomUUID();
    await say(taker, publicId, 'Est-ce\nencore là ?', key);
    await say(taker, publicId, 'Est-ce\nencore là ?', key);
    const seen = await threadPage(holder.ctx, publicId);
    expect(seen.messages.map(({ body, mine, fresh }) => [body, mine, fresh])).toEqual([
      ['Est-ce\nencore là ?', false, true],
    ]);
    expect(await messagesAtAGlance(holder.ctx, publicId)).toMatchObject({ count: 1, unread: 1 });
    await readThread(holder.ctx, seen.id, seen.last);
    await readThread(holder.ctx, seen.id, 1);
    expect(await messagesAtAGlance(holder.ctx, publicId)).toMatchObject({ count: 1, unread: 0 });
    expect((await threadPage(taker.ctx, publicId)).messages[0]).toMatchObject({ mine: true, fresh: false });
  });

  it('is nothing to a stranger, an analyst, or whoever names a photo of another thread', async () => {
    const [one, other] = [await scene(), await scene()];
    const facts = photo();
    await postMessage(one.taker.ctx, {
      key: randomUUID(),
      reservation: one.publicId,
      body: '',
      photos: [facts],
    });
    for (const ctx of [other.taker.ctx, inRole(one.holder, 'analyst')]) {
      expect((await refusalOf(threadPage(ctx, one.publicId))).code).toBe('not-found');
      expect((await refusalOf(say({ ctx }, one.publicId))).code).toBe('not-found');
      expect(
        (await refusalOf(photoOfThread(ctx, { reservation: one.publicId, photo: facts.publicId }))).code,
      ).toBe('not-found');
      expect(await messagesAtAGlance(ctx, one.publicId)).toBeNull();
    }
    const elsewhere = { reservation: other.publicId, photo: facts.publicId };
    expect(await photoOfThread(other.taker.ctx, elsewhere)).toBeNull();
    const here = { reservation: one.publicId, photo: facts.publicId };
    expect(await photoOfThread(one.holder.ctx, here)).toEqual({ widths: [480, 1600] });
  });

  it('is read by any member of the holder, answered by who answers its requests', async () => {
    const { holder, publicId } = await scene();
    const member = inRole(holder, 'member');
    expect((await threadPage(member, publicId)).mayWrite).toBe(false);
    expect((await refusalOf(say({ ctx: member }, publicId))).code).toBe('forbidden');
    expect((await threadPage(member, publicId)).messages).toEqual([]);
  });

  it('refuses what is empty or too much, and keeps nothing of it', async () => {
    const { holder, taker, publicId, id } = await scene();
    expect(await refusalOf(say(taker, publicId, ' \n '))).toMatchObject({
      code: 'message-empty',
      field: 'body',
    });
    await expect(say(taker, publicId, 'x'.repeat(MESSAGE_LIMITS.length + 1))).rejects.toThrow();
    for (let n = 0; n < MESSAGE_LIMITS.perHour; n++) await say(taker, publicId, `${n}`);
    expect((await refusalOf(say(taker, publicId))).code).toBe('rate-limited');
    await say(holder, publicId, 'each side has its own measure');
    await world.owner`insert into message (reservation_id, side, organisation_id, person_id, body, created_at)
      select ${id}, 'taker', ${taker.party.organisation}, ${taker.party.person}, 'old', ledger.clock() - interval '2 hours'
        from generate_series(1, ${MESSAGE_LIMITS.perReservation - MESSAGE_LIMITS.perHour - 1})`;
    expect((await refusalOf(say(holder, publicId))).code).toBe('too-many-messages');
    expect((await threadPage(holder.ctx, publicId)).messages).toHaveLength(MESSAGE_LIMITS.perReservation);
  });

  it('closes some time after its reservation ended; what was written stays readable', async () => {
    const { holder, taker, publicId, id } = await scene();
    await say(taker, publicId);
    expectOk(await call(world.owner, 'cancel', taker.party, id, 'no_longer_needed', null));
    expect((await threadPage(holder.ctx, publicId)).mayWrite).toBe(true);
    await world.owner`update ledger.reservation set closed_at = ledger.clock() - interval '91 days' where id = ${id}`;
    expect(await threadPage(holder.ctx, publicId)).toMatchObject({ mayWrite: false, closed: true });
    expect((await refusalOf(say(holder, publicId))).code).toBe('thread-closed');
  });

  it('two at once past the last place: one is written', async () => {
    const { holder, taker, publicId, id } = await scene();
    await say(taker, publicId);
    await world.owner`insert into message (reservation_id, side, organisation_id, person_id, body, created_at)
      select ${id}, 'taker', ${taker.party.organisation}, ${taker.party.person}, 'old', ledger.clock() - interval '2 hours'
        from generate_series(1, ${MESSAGE_LIMITS.perReservation - 2})`;
    const both = await Promise.allSettled([say(holder, publicId), say(taker, publicId)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [row] = await world.sql`select count(*)::int as n from message where reservation_id = ${id}`;
    expect(row?.n).toBe(MESSAGE_LIMITS.perReservation);
  });

  it('takes nothing written for another organisation, even from psql', async () => {
    const [one, other] = [await scene(), await scene()];
    await say(one.taker, one.publicId);
    for (const [side, by] of [
      ['taker', other.taker],
      ['holder', one.taker],
    ] as const)
      await expect(
        world.sql`insert into message (reservation_id, side, organisation_id, person_id, body)
          values (${one.id}, ${side}, ${by.party.organisation}, ${by.party.person}, 'x')`,
      ).rejects.toThrow(/neither side/);
    await expect(world.sql`update message set body = 'changed'`).rejects.toThrow(/permission denied/);
    await expect(world.sql`delete from message`).rejects.toThrow(/permission denied/);
  });
});

describe('who cannot be reached', () => {
  it('the writer sees that no address of the other side receives, until somebody there has read', async () => {
    const { holder, taker, publicId } = await scene();
    await say(taker, publicId);
    const mine = async () => (await threadPage(taker.ctx, publicId)).messages[0]?.unreceived;
    expect(await mine()).toBe(false);
    await world.owner`update person set email_failed_at = ledger.clock() where id = ${holder.party.person}`;
    expect(await mine()).toBe(true);
    expect((await messagesAtAGlance(taker.ctx, publicId))?.otherFails).toBe(true);
    const seen = await threadPage(holder.ctx, publicId);
    await readThread(holder.ctx, seen.id, seen.last);
    expect(await mine()).toBe(false);
    // a corrected address is a new one
    await world.owner`update person set email = ${`${randomUUID()}@example.org`} where id = ${holder.party.person}`;
    expect((await messagesAtAGlance(taker.ctx, publicId))?.otherFails).toBe(false);
  });
});

it('a year after its end a thread is forgotten, and its photos with it', async () => {
  const { taker, publicId, id } = await scene();
  const facts = photo();
  await postMessage(taker.ctx, { key: randomUUID(), reservation: publicId, body: 'x', photos: [facts] });
  expectOk(await call(world.owner, 'cancel', taker.party, id, 'no_longer_needed', null));
  await world.sql`select forget_messages(1000)`;
  expect((await threadPage(taker.ctx, publicId)).messages).toHaveLength(1);
  await world.owner`update ledger.reservation set closed_at = ledger.clock() - interval '366 days' where id = ${id}`;
  await world.sql`select forget_messages(1000)`;
  expect((await threadPage(taker.ctx, publicId)).messages).toEqual([]);
  const [event] = await world.sql`select payload from event where payload ->> 'photo' = ${facts.publicId}`;
  expect(event?.payload).toEqual({ photo: facts.publicId, small: 480, large: 1600 });
});
