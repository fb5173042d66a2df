import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import type { HandoverInput } from '#app/domain/ledger/handover-schema.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { confirmSeenHandover } from './commands/confirm-seen-handover.server.ts';
import type { SeenHandOver } from './entries.ts';
import { fieldData, fieldHandOver } from './queries.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

/** A holder's lot with an accepted reservation of 5 units. */
async function scene() {
  const [holder, taker] = [await acting(world), await acting(world)];
  const site = await makeSite(world.owner, holder.party);
  const lot = await makeLot(world.owner, holder.party, { site });
  const asked = await makeReservation(world.owner, lot, taker.party, { units: 5, acceptedBy: holder.party });
  return { holder, taker, site, lot, reservation: asked.publicId };
}

const seenBy = async (ctx: Ctx, reservation: string): Promise<SeenHandOver> => {
  const now = await fieldHandOver(ctx, reservation);
  if (!now) throw new Error('not theirs');
  return { state: now.state, mine: now.mine, theirs: now.theirs };
};
const took = (quantity: number): HandoverInput =>
  ({ quantity, method: 'counted', identicalUse: true }) as HandoverInput;
const say = (ctx: Ctx, reservation: string, seen: SeenHandOver, quantity: number, key = randomUUID()) =>
  confirmSeenHandover(ctx, reservation, { key, seen, input: took(quantity) });

const read = (ctx: Ctx) =>
  fieldData(
    ctx,
    { person: String(ctx.actor.person?.publicId), organisation: String(ctx.actor.organisation?.publicId) },
    '',
  );

describe('what a phone keeps', () => {
  it('is what the acting organisation may act on, on both sides', async () => {
    const { holder, taker, site, lot, reservation } = await scene();
    const quiet = await makeLot(world.owner, holder.party, { site, publish: false });
    const data = await read(holder.ctx);
    expect(data).toMatchObject({
      format: 1,
      account: {
        person: holder.ctx.actor.person?.publicId,
        organisation: holder.ctx.actor.organisation?.publicId,
      },
      sites: [{ publicId: site.publicId, commune: 'Rennes' }],
      handOvers: [
        { reservation, side: 'holder', quantityMilli: 5000, mine: null, theirs: null, lapsed: false },
      ],
    });
    expect(data.lots).toMatchObject([
      { publicId: quiet.publicId, status: 'draft', onSiteMilli: 20_000, heldMilli: 0 },
      { publicId: lot.publicId, status: 'published', onSiteMilli: 20_000, heldMilli: 5000 },
    ]);
    expect(data.types.length).toBeGreaterThan(100);
    expect(await read(taker.ctx)).toMatchObject({
      sites: [],
      lots: [],
      handOvers: [{ reservation, side: 'taker', other: holder.ctx.actor.organisation?.name }],
    });
  });

  it('is nothing of others, for a stranger, a member or an analyst', async () => {
    const { holder } = await scene();
    for (const ctx of [(await acting(world)).ctx, inRole(holder, 'member'), inRole(holder, 'analyst')])
      expect(await read(ctx)).toMatchObject({ sites: [], lots: [], handOvers: [] });
  });
});

describe('whoever holds a mandate', () => {
  const entrust = async (scopes: string[]) => {
    const [{ holder, site, lot, reservation }, consultant] = [await scene(), await acting(world)];
    await world.owner`insert into mandate (organisation_id, site_id, mandatary_id, scopes, starts_on)
      values (${holder.party.organisation}, ${site.id}, ${consultant.party.organisation}, ${scopes}, ledger.clock()::date - 1)`;
    return { site, lot, reservation, consultant };
  };

  it('keeps that site, and what it may do there only', async () => {
    const { site, lot, reservation, consultant } = await entrust(['list', 'handover']);
    expect(await read(consultant.ctx)).toMatchObject({
      sites: [{ publicId: site.publicId }],
      lots: [{ publicId: lot.publicId }],
      handOvers: [{ reservation, side: 'holder' }],
    });
    expect(await read(inRole(consultant, 'member'))).toMatchObject({ sites: [], lots: [], handOvers: [] });
    const { consultant: lister } = await entrust(['list']);
    expect((await read(lister.ctx)).handOvers).toEqual([]);
    const { consultant: answerer } = await entrust(['answer']);
    expect(await read(answerer.ctx)).toMatchObject({ sites: [], lots: [], handOvers: [] });
  });
});

describe('a hand-over said on a phone', () => {
  const sides = async (one: Acting, reservation: string) => {
    const now = await fieldHandOver(one.ctx, reservation);
    return {
      state: now?.state,
      handover: now?.handover,
      mine: now?.mine?.quantityMilli,
      theirs: now?.theirs?.quantityMilli,
    };
  };

  it('waits for the other side; its words, said meanwhile and the same, confirm it', async () => {
    const { holder, taker, reservation } = await scene();
    const seen = await seenBy(holder.ctx, reservation);
    await confirmHandover(taker.ctx, reservation, { key: randomUUID(), input: took(5000) });
    const day = (await seenBy(holder.ctx, reservation)).theirs?.pickedUpOn;
    await confirmSeenHandover(holder.ctx, reservation, {
      key: randomUUID(),
      seen,
      input: { ...took(5000), pickedUpOn: day },
    });
    expect(await sides(holder, reservation)).toMatchObject({ state: 'handed_over', handover: 'confirmed' });
  });

  it('sent twice, even at once, is said once', async () => {
    const { holder, reservation } = await scene();
    const seen = await seenBy(holder.ctx, reservation);
    const key = randomUUID();
    await Promise.all([
      say(holder.ctx, reservation, seen, 5000, key),
      say(holder.ctx, reservation, seen, 5000, key),
    ]);
    await say(holder.ctx, reservation, seen, 5000, key);
    expect(await sides(holder, reservation)).toMatchObject({ handover: 'waiting', mine: 5000 });
    const events =
      await world.owner`select from event where kind = 'handover.waiting' and organisation_id = ${holder.party.organisation}`;
    expect(events).toHaveLength(1);
  });

  it('is not sent over what the other side or a colleague said meanwhile: both are shown, nothing is written', async () => {
    const { holder, taker, reservation } = await scene();
    const seen = await seenBy(holder.ctx, reservation);
    await confirmHandover(taker.ctx, reservation, { key: randomUUID(), input: took(4000) });
    expect(await refusalOf(say(holder.ctx, reservation, seen, 5000))).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(await sides(holder, reservation)).toMatchObject({
      handover: 'waiting',
      mine: undefined,
      theirs: 4000,
    });
    // mine is kept, knowing theirs: the dispute is opened on purpose
    await say(holder.ctx, reservation, await seenBy(holder.ctx, reservation), 5000);
    expect(await sides(holder, reservation)).toMatchObject({
      handover: 'disputed',
      mine: 5000,
      theirs: 4000,
    });
    const before = await seenBy(holder.ctx, reservation);
    await say(holder.ctx, reservation, before, 3000);
    expect(await refusalOf(say(holder.ctx, reservation, before, 2000))).toMatchObject({
      code: 'changed-meanwhile',
    });
  });

  it('said before the deadline, it is honoured after it; promised again meanwhile, it is shown as a conflict', async () => {
    const late = async (units: number) => {
      const { holder, lot, reservation } = await scene();
      const seen = await seenBy(holder.ctx, reservation);
      const saidAt = new Date().toISOString();
      await world.owner`update ledger.reservation set expires_at = ledger.clock() where public_id = ${reservation}`;
      await world.owner`select ledger.expire_due(200)`;
      if (units > 0) await makeReservation(world.owner, lot, (await acting(world)).party, { units });
      const arrives = (at?: string) =>
        confirmSeenHandover(holder.ctx, reservation, {
          key: randomUUID(),
          seen,
          input: took(5000),
          saidAt: at,
        });
      return { holder, reservation, saidAt, arrives };
    };
    const honoured = await late(0);
    expect(await refusalOf(honoured.arrives())).toMatchObject({ code: 'changed-meanwhile' });
    await honoured.arrives(honoured.saidAt);
    expect(await sides(honoured.holder, honoured.reservation)).toMatchObject({
      state: 'accepted',
      handover: 'waiting',
      mine: 5000,
    });
    const promised = await late(18);
    expect(await refusalOf(promised.arrives(promised.saidAt))).toMatchObject({
      code: 'units-promised',
      leftMilli: 2000,
    });
    expect(await sides(promised.holder, promised.reservation)).toMatchObject({
      state: 'not_collected',
      mine: undefined,
    });
  });

  it('of a reservation that ended meanwhile is told so; a stranger is told nothing', async () => {
    const { holder, taker, reservation } = await scene();
    const seen = await seenBy(holder.ctx, reservation);
    const stranger = await acting(world);
    expect(await refusalOf(say(stranger.ctx, reservation, seen, 5000))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(say(inRole(holder, 'member'), reservation, seen, 5000))).toMatchObject({
      code: 'forbidden',
    });
    const [row] = await world.owner`select id from ledger.reservation where public_id = ${reservation}`;
    await world.owner`select ledger.cancel(${taker.party.organisation}, ${taker.party.person}, ${randomUUID()}, ${row?.id})`;
    expect(await refusalOf(say(holder.ctx, reservation, seen, 5000))).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(await sides(holder, reservation)).toMatchObject({ state: 'cancelled', mine: undefined });
  });
});
