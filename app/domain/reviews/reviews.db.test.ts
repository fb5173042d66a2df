import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { cardsOf } from '#app/domain/lots/cards.server.ts';
import { mergeLots } from '#app/domain/lots/commands/merge-lots.server.ts';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { publishLots } from '#app/domain/lots/commands/publish-lots.server.ts';
import { splitLot } from '#app/domain/lots/commands/split-lot.server.ts';
import { undoBatch } from '#app/domain/lots/commands/undo-batch.server.ts';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { pageOfLots } from '#app/domain/lots/queries.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { react } from '#app/jobs/react.server.ts';
import { type Acting, acting, alone, inRole, refusalOf, visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';
import { answerReview } from './commands/answer-review.server.ts';
import { askReviewAgain } from './commands/ask-review-again.server.ts';
import { setReviewRules } from './commands/set-review-rules.server.ts';
import { reviewRules, toReview } from './queries.server.ts';

let world: TestDatabase;
let operator: Ctx;
beforeAll(async () => {
  world = await testDatabase();
  operator = await alone(world, { platformAdmin: true });
});

const reason = 'Les photos et la provenance concordent.';

/** A draft of copper sheets, complete. */
async function copper(who: Acting, site?: Made): Promise<Made> {
  const lot = await makeLot(world.owner, who.party, { site, publish: false });
  await world.owner`update lot set type_code = 'COU-11', family_code = 'COU', price_cents = 100, asbestos = 'no', lead = 'no' where id = ${lot.id}`;
  return lot;
}
const publish = (who: Acting, lot: Made) => publishLot(who.ctx, lot.publicId, { key: randomUUID() });
const reviewOf = async (lot: Made) => (await toReview(operator)).find((one) => one.lot === lot.publicId);
const answer = async (lot: Made, decision: 'approved' | 'refused', key = randomUUID(), ctx = operator) =>
  answerReview(ctx, { key, review: (await reviewOf(lot))?.publicId ?? randomUUID(), decision, reason });

/** By whom it is seen, in each way there is to see it. */
async function seenBy(ctx: Ctx, lot: Made) {
  const found = await pageOfLots(ctx, { sort: 'newest', limit: 100 });
  return {
    page: (await lotPage(ctx, lot.publicId)) !== null,
    card: (await cardsOf(ctx, [lot.id])).length > 0,
    list: found.lots.some(({ publicId }) => publicId === lot.publicId),
    map: (await world.owner`select 1 from map_entry where lot_id = ${lot.id}`).length > 0,
  };
}
const nowhere = { page: false, card: false, list: false, map: false };
const everywhere = { page: true, card: true, list: true, map: true };

describe('a first lot that may be stolen', () => {
  it('is seen by its holder alone until the operator has looked, then by all', async () => {
    const [who, stranger] = [await acting(world), await acting(world)];
    const lot = await copper(who);
    expect(await publish(who, lot)).toEqual({ waits: true });
    for (const ctx of [visitor(world), stranger.ctx]) expect(await seenBy(ctx, lot)).toEqual(nowhere);
    expect(await lotPage(who.ctx, lot.publicId)).toMatchObject({
      status: 'published',
      review: { state: 'waiting', reason: null },
    });
    const asked = { quantity: 1000, purpose: 'own_home', communeCode: '35238' } as const;
    expect(
      await refusalOf(reserveLot(stranger.ctx, lot.publicId, { key: randomUUID(), input: asked })),
    ).toMatchObject({ code: 'not-found' });
    const lines = await world.owner`select count(*)::int as n from ledger.movement where lot_id = ${lot.id}`;
    await answer(lot, 'approved');
    expect(await seenBy(visitor(world), lot)).toEqual(everywhere);
    expect((await lotPage(who.ctx, lot.publicId))?.review).toBeNull();
    // the operator wrote no movement
    expect([
      ...(await world.owner`select count(*)::int as n from ledger.movement where lot_id = ${lot.id}`),
    ]).toEqual([...lines]);
    await reserveLot(stranger.ctx, lot.publicId, { key: randomUUID(), input: asked });
  });

  it('refused, tells its holder why; mended, it is looked at again', async () => {
    const who = await acting(world);
    const lot = await copper(who);
    await publish(who, lot);
    await answer(lot, 'refused');
    expect(await seenBy(visitor(world), lot)).toEqual(nowhere);
    expect((await lotPage(who.ctx, lot.publicId))?.review).toEqual({ state: 'refused', reason });
    const [event] = await world.owner`
      select e.id from event e join lot_review r on r.id = (e.payload ->> 'review')::bigint where r.lot_id = ${lot.id} and e.kind = 'lot.reviewed'`;
    await react(world.db, { storage: {} as never }, Number(event?.id));
    const told =
      await world.owner`select kind, title from notification where person_id = ${who.party.person}`;
    expect(told.map(({ kind }) => kind)).toEqual(['lot.reviewed']);
    const again = (key = randomUUID(), ctx = who.ctx) => askReviewAgain(ctx, lot.publicId, { key });
    const stranger = await acting(world);
    expect(await refusalOf(again(randomUUID(), stranger.ctx))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(again(randomUUID(), inRole(who, 'member')))).toMatchObject({ code: 'forbidden' });
    const both = await Promise.allSettled([again(), again(), again()]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await answer(lot, 'approved');
    expect(await seenBy(visitor(world), lot)).toEqual(everywhere);
  });

  it('waits when many are published together, undone and published again, and when it is divided', async () => {
    const who = await acting(world);
    const site = await makeSite(world.owner, who.party);
    const [one, two] = [await copper(who, site), await copper(who, site)];
    const doors = await makeLot(world.owner, who.party, { site, publish: false });
    const made = await publishLots(who.ctx, {
      key: randomUUID(),
      lots: [one.publicId, two.publicId, doors.publicId],
    });
    expect(made).toMatchObject({ waiting: 2, refused: [] });
    expect(await seenBy(visitor(world), doors)).toEqual(everywhere);
    await undoBatch(who.ctx, made.batch ?? '', { key: randomUUID() });
    expect(await reviewOf(one)).toBeUndefined();
    expect(await publish(who, one)).toEqual({ waits: true });
    const part = await splitLot(who.ctx, one.publicId, { key: randomUUID(), quantityMilli: 2000 });
    const [row] = await world.owner`select id, public_id from lot where public_id = ${part.publicId}`;
    const split = { id: Number(row?.id), publicId: String(row?.public_id) };
    expect(await seenBy(visitor(world), split)).toEqual(nowhere);
    await answer(one, 'approved');
    expect(await seenBy(visitor(world), split)).toEqual(nowhere);
    // what waits does not slip into what is shown
    expect(
      await refusalOf(mergeLots(who.ctx, { key: randomUUID(), lots: [one.publicId, split.publicId] })),
    ).toMatchObject({ code: 'merge-unequal' });
  });

  it('does not wait for a verified holder, another material, nor after enough were approved', async () => {
    const known = await acting(world);
    await world.owner`update organisation set verified_at = ledger.clock() where id = ${known.party.organisation}`;
    expect(await publish(known, await copper(known))).toEqual({ waits: false });
    const who = await acting(world);
    expect(await publish(who, await makeLot(world.owner, who.party, { publish: false }))).toEqual({
      waits: false,
    });
    for (let n = 0; n < 3; n++) {
      const lot = await copper(who);
      expect(await publish(who, lot)).toEqual({ waits: true });
      await answer(lot, 'approved');
    }
    const next = await copper(who);
    expect(await publish(who, next)).toEqual({ waits: false });
    expect(await seenBy(visitor(world), next)).toEqual(everywhere);
  });

  it('is shown once its holder is verified', async () => {
    const who = await acting(world);
    const lot = await copper(who);
    await publish(who, lot);
    await world.owner`update organisation set verified_at = ledger.clock() where id = ${who.party.organisation}`;
    expect(await seenBy(visitor(world), lot)).toEqual(everywhere);
  });
});

describe('the operator', () => {
  it('answers once, whoever is at the desk, and is nobody else', async () => {
    const who = await acting(world);
    const lot = await copper(who);
    await publish(who, lot);
    const review = (await reviewOf(lot))?.publicId ?? '';
    const say = (decision: 'approved' | 'refused', ctx = operator, key = randomUUID()) =>
      answerReview(ctx, { key, review, decision, reason });
    expect(await refusalOf(say('approved', who.ctx))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(toReview(who.ctx))).toMatchObject({ code: 'not-found' });
    const other = await alone(world, { platformAdmin: true });
    const both = await Promise.allSettled([say('approved'), say('refused', other)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusalOf(say('approved'))).toMatchObject({ code: 'already-done' });
    const acts =
      await world.owner`select concerns_organisation_id as org from operator_act where subject_id = ${lot.publicId}`;
    expect([...acts]).toEqual([{ org: who.party.organisation }]);
  });

  it('says which materials wait, and how many lots', async () => {
    const before = await reviewRules(operator);
    const codes = before.types.map(({ code }) => code);
    expect(codes).toContain('COU-10');
    const set = (types: string[], firstLots = 3, ctx = operator) =>
      setReviewRules(ctx, { key: randomUUID(), types, firstLots, reason });
    const who = await acting(world);
    expect(await refusalOf(set(codes, 3, who.ctx))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(set([...codes, 'ZZZ-99']))).toMatchObject({ code: 'type-unknown' });
    await set([...codes.filter((code) => code !== 'EXT-01'), 'BOI-01'], 5);
    const after = await reviewRules(operator);
    expect(after.firstLots).toBe(5);
    expect(after.types.map(({ code }) => code)).toContain('BOI-01');
    expect(after.types.map(({ code }) => code)).not.toContain('EXT-01');
    await Promise.all([set(codes), set(codes)]);
    expect(await reviewRules(operator)).toEqual(before);
  });
});
