import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { asksOf } from './asks.server.ts';
import { answerAsk } from './commands/answer-ask.server.ts';
import { type CountCorrection, correctCount } from './commands/correct-count.server.ts';
import { countSheet } from './count-sheet.server.ts';
import { reservationPage } from './queries.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

/** 20 doors, 12 and 8 of them reserved. */
async function scene(): Promise<{
  holder: Acting;
  takers: [Acting, Acting];
  site: Made;
  lot: Made;
  held: Made[];
}> {
  const holder = await acting(world);
  const takers: [Acting, Acting] = [await acting(world), await acting(world)];
  const site = await makeSite(world.owner, holder.party);
  const lot = await makeLot(world.owner, holder.party, { site });
  const held: Made[] = [];
  for (const [index, units] of [12, 8].entries())
    held.push(
      await makeReservation(world.owner, lot, (takers[index] as Acting).party, {
        units,
        acceptedBy: holder.party,
      }),
    );
  return { holder, takers, site, lot, held };
}

const count = (ctx: Ctx, lot: Made, how: Partial<CountCorrection>) =>
  correctCount(ctx, lot.publicId, {
    ...{ key: randomUUID(), unit: 'u', seenMilli: 20_000, countedMilli: 17_000, cause: 'miscount' },
    ...{ keeps: null, sure: false, ...how },
  });

describe('a count of fewer pieces than are reserved', () => {
  it('shows who holds what and what is proposed, then shares as chosen and asks', async () => {
    const { holder, takers, lot, held } = await scene();
    const sheet = await countSheet(holder.ctx, lot.publicId, 17_000);
    expect(sheet).toMatchObject({
      onSiteMilli: 20_000,
      availableMilli: 0,
      heldMilli: 20_000,
      missingMilli: 3000,
    });
    expect(sheet.holds.map((hold) => [hold.publicId, hold.heldMilli, hold.keepsMilli])).toEqual([
      [held[0]?.publicId, 12_000, 12_000],
      [held[1]?.publicId, 8000, 5000],
    ]);
    const keeps = { [String(held[0]?.publicId)]: 10_000, [String(held[1]?.publicId)]: 7000 };
    expect(await count(holder.ctx, lot, { keeps })).toEqual({ onSiteMilli: 17_000, leftMilli: 0, told: 2 });
    const page = await reservationPage(takers[0].ctx, String(held[0]?.publicId));
    expect(page).toMatchObject({ quantityMilli: 10_000, heldMilli: 10_000 });
    const [ask] = await asksOf(takers[0].ctx, Number(held[0]?.id));
    expect(ask).toMatchObject({ kind: 'reduced', oldMilli: 12_000, newMilli: 10_000, answer: null });
    const answer = { key: randomUUID(), ask: String(ask?.publicId), stays: true };
    // the question of one reservation is not answered on another's page
    expect(await refusalOf(answerAsk(takers[1].ctx, String(held[1]?.publicId), answer))).toMatchObject({
      code: 'not-found',
    });
    expect(await answerAsk(takers[0].ctx, String(held[0]?.publicId), answer)).toMatchObject({
      state: 'accepted',
    });
    expect((await asksOf(takers[0].ctx, Number(held[0]?.id)))[0]?.answer).toBe('yes');
  });

  it('is asked about when it looks like a slip, and refused when it does not add up', async () => {
    const { holder, lot, held } = await scene();
    expect(await refusalOf(count(holder.ctx, lot, { countedMilli: 2000 }))).toMatchObject({
      code: 'count-unsure',
      field: 'sure',
    });
    expect(
      await refusalOf(count(holder.ctx, lot, { keeps: { [String(held[0]?.publicId)]: 10_000 } })),
    ).toMatchObject({ code: 'shrink-mismatch', missingMilli: 3000, givenMilli: 2000 });
    expect(await refusalOf(count(holder.ctx, lot, { keeps: { [randomUUID()]: 0 } }))).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(await count(holder.ctx, lot, { countedMilli: 2000, sure: true })).toMatchObject({ told: 2 });
  });
});

describe('who may', () => {
  it('is the holder’s managers: not a member, a stranger or a taker, who learn nothing', async () => {
    const { holder, takers, lot } = await scene();
    expect(await refusalOf(count(inRole(holder, 'member'), lot, {}))).toMatchObject({
      code: 'forbidden',
    });
    expect(await refusalOf(countSheet(inRole(holder, 'member'), lot.publicId, null))).toMatchObject({
      code: 'forbidden',
    });
    for (const other of [takers[0].ctx, (await acting(world)).ctx]) {
      expect(await refusalOf(count(other, lot, {}))).toMatchObject({ code: 'not-found' });
      expect(await refusalOf(countSheet(other, lot.publicId, null))).toMatchObject({ code: 'not-found' });
    }
  });

  it('is whoever has a mandate to list and to answer there; to list alone is not enough', async () => {
    for (const scopes of [['list'], ['list', 'answer']]) {
      const { holder, site, lot } = await scene();
      const helper = await acting(world);
      await world.owner`insert into mandate (organisation_id, site_id, mandatary_id, scopes, starts_on)
        values (${holder.party.organisation}, ${site.id}, ${helper.party.organisation}, ${scopes}, '2026-01-01')`;
      const ctx = await forSite(helper.ctx, { lot: lot.publicId });
      if (scopes.length === 1)
        expect(await refusalOf(count(ctx, lot, {}))).toMatchObject({ code: 'forbidden' });
      else expect(await count(ctx, lot, {})).toMatchObject({ onSiteMilli: 17_000, told: 1 });
    }
  });
});
