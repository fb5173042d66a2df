import { expect, it } from 'vitest';
import { diverted } from '#app/domain/statistics/diverted.server.ts';
import { territoryFigures } from '#app/domain/statistics/figures.server.ts';
import { call, expectOk, party } from '#tests/ledger/world.ts';
import { collected, published } from '#tests/statistics/world.ts';
import { freshDatabase } from '#tests/support/database.ts';

const RENNES = { level: 'commune', code: '35238' } as const;
const REGION = { level: 'region', code: '53' } as const;

it('a private person takes bricks from Rennes to Brest: tonnes at once, in the right place, the family kept back', async () => {
  const { db, owner } = await freshDatabase();
  const ctx = {
    db,
    actor: { person: null, organisation: null, via: 'none' as const },
    now: new Date(),
    locale: 'fr' as const,
  };
  const [holder, person] = [await party(owner), await party(owner, 'private_person')];

  const before = await territoryFigures(ctx, RENNES, 'origin');
  expect(before).toMatchObject({ massG: 0, handovers: 0, since: null, families: [] });

  const grams = await collected(owner, {
    holder,
    taker: person,
    from: '35238',
    to: '29019',
    type: 'MAC-01',
    units: 100,
  });

  const origin = await territoryFigures(ctx, RENNES, 'origin');
  expect(origin).toMatchObject({
    massG: grams,
    handovers: 1,
    evidence: [{}, { evidence: 'B', massG: grams }, {}, {}],
  });
  expect(origin.families.map(({ key }) => key)).toEqual(['other']);
  expect((await territoryFigures(ctx, RENNES, 'destination')).massG).toBe(0);

  // inside the région the flow counts once from each side
  expect((await territoryFigures(ctx, REGION, 'origin')).massG).toBe(grams);
  expect((await territoryFigures(ctx, REGION, 'destination')).massG).toBe(grams);

  // three firms later the person is lost in the crowd
  const firm = await party(owner);
  for (const units of [10, 20])
    await collected(owner, { holder, taker: firm, from: '35238', type: 'MAC-01', units });
  expect((await territoryFigures(ctx, RENNES, 'origin')).families.map(({ key }) => key)).toEqual(['MAC']);

  const answer = await diverted(ctx, { territory: RENNES, by: 'territory' });
  expect(answer).toMatchObject({ territory: { name: 'Rennes' }, view: 'origin', handovers: 3 });
  expect(answer?.by.map(({ key }) => key)).toEqual(['commune:35238']);
  expect(await diverted(ctx, { territory: { level: 'commune', code: '00000' } })).toBeNull();
});

it('reserved, refused or surplus material never becomes a diverted tonne', async () => {
  const { db, owner } = await freshDatabase();
  const ctx = {
    db,
    actor: { person: null, organisation: null, via: 'none' as const },
    now: new Date(),
    locale: 'fr' as const,
  };
  const [holder, taker] = [await party(owner), await party(owner)];
  await collected(owner, { holder, taker, from: '35238', type: 'MAC-01', line: 'new_surplus' });
  const other = await published(owner, { holder, from: '35238', type: 'MAC-01', units: 5 });
  expectOk(await call(owner, 'reserve', taker, other.id, 5000, 'own_works', 'yes', '35238'));
  expect(await territoryFigures(ctx, { level: 'france', code: 'fr' }, 'origin')).toMatchObject({
    massG: 0,
    handovers: 0,
  });
});
