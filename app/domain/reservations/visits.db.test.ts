import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { actsOn } from '#app/domain/sites/acts.server.ts';
import { forSite } from '#app/domain/sites/for-site.server.ts';
import { auditOf } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite, makeVisit } from '#tests/support/factories.ts';
import { answerVisit, cancelVisit } from './commands/answer-visit.server.ts';
import { reserveVisit } from './commands/reserve-visit.server.ts';
import { giftBasisOf } from './gift.server.ts';
import { giftsAsked, lotsToVisit, visitPage } from './visit.server.ts';
import { linesOf } from './visit-lines.ts';

let world: TestDatabase;
let holder: Acting;
let taker: Acting;

beforeAll(async () => {
  world = await freshDatabase();
  await world.owner`update ledger.delay set open_unproven = 1000`;
  holder = await acting(world);
  taker = await acting(world);
});

const key = () => randomUUID();

/** A site with three lots of 20 units. */
async function scene(): Promise<{ site: Made; lots: Made[] }> {
  const site = await makeSite(world.owner, holder.party, { address: '12 rue du Secret' });
  const lots: Made[] = [];
  for (let n = 0; n < 3; n++) lots.push(await makeLot(world.owner, holder.party, { site, units: 20 }));
  return { site, lots };
}

const ask = ({ ctx }: Pick<Acting, 'ctx'>, site: Made, quantity: Record<string, number>, conditions = {}) =>
  reserveVisit(ctx, site.publicId, {
    key: key(),
    input: { quantity, conditions, purpose: 'own_home', communeCode: '35238', note: 'Samedi matin' },
  });

describe('a visit is asked for', () => {
  it('holds all its lines and shows no place before one is accepted', async () => {
    const { site, lots } = await scene();
    const [a, b] = lots as [Made, Made];
    const made = await ask(taker, site, { [a.publicId]: 2000, [b.publicId]: 3000 });
    expect(
      made.lines.map(({ lotPublicId, quantityMilli, state }) => [lotPublicId, quantityMilli, state]),
    ).toEqual([
      [a.publicId, 2000, 'requested'],
      [b.publicId, 3000, 'requested'],
    ]);
    const page = await visitPage(taker.ctx, made.publicId);
    expect(page?.visit).toMatchObject({ side: 'taker', place: null, purpose: 'own_home' });
    expect(page?.visit.notes.map(({ body }) => body)).toEqual(['Samedi matin']);
    expect(page?.visit.lines).toHaveLength(2);
    expect((await visitPage(holder.ctx, made.publicId))?.visit.side).toBe('holder');
    expect(await visitPage((await acting(world)).ctx, made.publicId)).toBeNull();
  });

  it('is refused line by line, each beside its own field, and nothing is held', async () => {
    const { site, lots } = await scene();
    const [a, b, c] = lots as [Made, Made, Made];
    await world.owner`update lot set removal = 'by_taker', removal_note = 'Trois vis', private_removal_reason = 'Ouvert à tous, trois vis à ôter' where id = ${c.id}`;
    const refused = await refusalOf(
      ask(taker, site, { [a.publicId]: 2000, [b.publicId]: 21_000, [c.publicId]: 1000 }),
    );
    expect(refused.code).toBe('lines-refused');
    expect(linesOf(refused).map(({ field, code }) => [field, code])).toEqual([
      [`quantity.${b.publicId}`, 'not-enough-left'],
      [`conditions.${c.publicId}`, 'conditions-needed'],
    ]);
    expect(linesOf(refused)[0]?.details).toMatchObject({ leftMilli: 20_000, unit: 'u' });
    expect(JSON.stringify(refused)).not.toContain(`"lot":${b.id}`);
    expect((await lotsToVisit(taker.ctx, site.publicId)).every(({ leftMilli }) => leftMilli === 20_000)).toBe(
      true,
    );
  });

  it('names lots of that site only, by somebody who may ask', async () => {
    const [{ site, lots }, elsewhere] = [await scene(), await scene()];
    const [lot, far] = [lots[0], elsewhere.lots[0]] as [Made, Made];
    const refused = await refusalOf(ask(taker, site, { [lot.publicId]: 1000, [far.publicId]: 1000 }));
    expect(linesOf(refused)).toMatchObject([{ line: far.publicId, code: 'not-found' }]);
    expect((await refusalOf(ask(taker, site, {}))).code).toBe('visit-empty');
    expect(
      (await refusalOf(ask({ ctx: inRole(taker, 'analyst') }, site, { [lot.publicId]: 1000 }))).code,
    ).toBe('forbidden');
    const own = await refusalOf(ask(holder, site, { [lot.publicId]: 1000 }));
    expect(linesOf(own)).toMatchObject([{ code: 'own-lot' }]);
  });
});

describe('a visit is answered', () => {
  const answers = (lines: Made[], words: readonly ('accept' | 'refuse' | undefined)[]) =>
    Object.fromEntries(lines.map(({ publicId }, n) => [publicId, words[n]]));

  it('line by line; the place shows with the first accepted, and what is left unanswered stays', async () => {
    const { publicId, lines } = await makeVisit(world.owner, holder.party, taker.party);
    const answer = answers(lines, ['accept', 'refuse', undefined]);
    expect(await answerVisit(holder.ctx, publicId, { key: key(), input: { answer, gift: {} } })).toEqual({
      accepted: 1,
      refused: 1,
    });
    const page = await visitPage(taker.ctx, publicId);
    expect(page?.visit.lines.map(({ state }) => state)).toEqual(['accepted', 'refused', 'requested']);
    expect(page?.visit.place).not.toBeNull();
    const again = await refusalOf(
      answerVisit(holder.ctx, publicId, { key: key(), input: { answer, gift: {} } }),
    );
    expect(linesOf(again).map(({ field, code }) => [field, code])).toEqual([
      [`answer.${lines[0]?.publicId}`, 'wrong-state'],
      [`answer.${lines[1]?.publicId}`, 'wrong-state'],
    ]);
  });

  it('by its holder only', async () => {
    const { publicId, lines } = await makeVisit(world.owner, holder.party, taker.party);
    const input = { answer: answers(lines, ['accept', 'accept', 'accept']), gift: {} };
    expect((await refusalOf(answerVisit(taker.ctx, publicId, { key: key(), input }))).code).toBe('forbidden');
    expect(
      (await refusalOf(answerVisit(inRole(holder, 'member'), publicId, { key: key(), input }))).code,
    ).toBe('forbidden');
    const stranger = await acting(world);
    expect((await refusalOf(answerVisit(stranger.ctx, publicId, { key: key(), input }))).code).toBe(
      'not-found',
    );
  });

  it('by whoever holds a mandate to answer there, and the holder reads who did', async () => {
    const { publicId, lines, site } = await makeVisit(world.owner, holder.party, taker.party);
    const [other, lister] = [await acting(world), await acting(world)];
    await world.owner`insert into mandate (organisation_id, site_id, mandatary_id, scopes, starts_on) values
      (${holder.party.organisation}, ${site.id}, ${other.party.organisation}, array['answer'], '2026-01-01'),
      (${holder.party.organisation}, ${site.id}, ${lister.party.organisation}, array['list'], '2026-01-01')`;
    const place = { visit: publicId };
    expect(await visitPage(await forSite(lister.ctx, place), publicId)).toBeNull();
    const ctx = await forSite(other.ctx, place);
    expect((await visitPage(ctx, publicId))?.visit.side).toBe('holder');
    await answerVisit(ctx, publicId, {
      key: key(),
      input: { answer: answers(lines, ['accept', 'accept', 'refuse']), gift: {} },
    });
    expect((await actsOn(holder.ctx, place)).map(({ name }) => name)).toEqual(['visit.answer']);
    const line = { reservation: lines[0]?.publicId ?? '' };
    expect((await actsOn(holder.ctx, line)).map(({ name }) => name)).toEqual(['visit.answer']);
  });

  it('with the reason of each public gift, or not at all', async () => {
    const prices = [0, 500, 500];
    const { publicId, lines, lots, site } = await makeVisit(world.owner, holder.party, taker.party, {
      prices,
    });
    await world.owner`update site set owner_name = 'Commune', owner_status = 'collectivite', title_holder = 'owner' where id = ${site.id}`;
    // what was asked for as a gift stays one
    await world.owner`update lot set price_cents = 900 where id = ${lots[0]?.id ?? 0}`;
    const [gift] = lines as [Made];
    expect(Object.keys(await giftsAsked(holder.ctx, publicId, taker.party.organisation))).toEqual([
      gift.publicId,
    ]);
    const answer = answers(lines, ['accept', 'accept', 'refuse']);
    const bare = await refusalOf(
      answerVisit(holder.ctx, publicId, { key: key(), input: { answer, gift: {} } }),
    );
    expect([bare.code, bare.field]).toEqual(['gift-basis-needed', `gift.${gift.publicId}.giftBasis`]);
    const before = await visitPage(holder.ctx, publicId);
    expect(before?.visit.lines.map(({ state }) => state)).toEqual(['requested', 'requested', 'requested']);
    const why = { giftBasis: 'justified', giftJustification: 'Aucun autre preneur en trois mois.' } as const;
    await answerVisit(holder.ctx, publicId, {
      key: key(),
      input: { answer, gift: { [gift.publicId]: why } },
    });
    expect(await giftBasisOf(holder.ctx, gift.id)).toMatchObject({ justification: why.giftJustification });
  });
});

describe('a visit is given up', () => {
  it('in part or whole, by either side', async () => {
    const { publicId, lines } = await makeVisit(world.owner, holder.party, taker.party, {
      acceptedBy: holder.party,
    });
    const [a, b, c] = lines.map((line) => line.publicId) as [string, string, string];
    await cancelVisit(taker.ctx, publicId, { key: key(), input: { line: [b] } });
    await cancelVisit(holder.ctx, publicId, {
      key: key(),
      input: { line: [a, c], reason: 'Chantier arrêté' },
    });
    const page = await visitPage(taker.ctx, publicId);
    expect(page?.visit.lines.map(({ state }) => state)).toEqual(['cancelled', 'cancelled', 'cancelled']);
    expect(page?.visit.place).toBeNull();
    const over = await refusalOf(cancelVisit(taker.ctx, publicId, { key: key(), input: { line: [a] } }));
    expect(over.code).toBe('lines-refused');
    expect(
      (await refusalOf(cancelVisit(taker.ctx, publicId, { key: key(), input: { line: [] } }))).code,
    ).toBe('nothing-chosen');
    expect(
      (await refusalOf(cancelVisit(taker.ctx, publicId, { key: key(), input: { line: [randomUUID()] } })))
        .code,
    ).toBe('not-found');
    expect(await auditOf(world.sql)).toEqual([]);
  });
});
