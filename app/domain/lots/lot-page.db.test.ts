import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { knowHowOf } from '#app/domain/materials/know-how.server.ts';
import { accepted, call, expectOk, handedOver, lot, type Party, party } from '#tests/ledger/world.ts';
import { acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeSite } from '#tests/support/factories.ts';
import { aroundLot } from './around-lot.server.ts';
import { lotPage } from './lot-page.server.ts';
import { pricesAround } from './prices-around.server.ts';

let world: TestDatabase;
let stranger: Ctx;
beforeAll(async () => {
  world = await testDatabase();
  stranger = {
    db: world.db,
    actor: { person: null, organisation: null, via: 'none' },
    now: new Date(),
    locale: 'fr',
  };
});

/** A published lot of that type, asked at so many cents. No other test uses these types. */
async function priced(holder: Party, type: string, price: number, publish = true): Promise<number> {
  const id = await lot(world.owner, holder, { publish: false, price });
  await world.owner`update lot set (type_code, family_code) =
    (select code, family_code from material_type where code = ${type}) where id = ${id}`;
  if (publish) expectOk(await call(world.owner, 'publish', holder, id));
  return id;
}

const rennes = { departementCode: '35', regionCode: '53' };
const pricesOf = (typeCode: string) => pricesAround(stranger, { typeCode, unit: 'u', ...rennes });

describe('the prices around a lot', () => {
  it('are told of five lots of three holders, rounded, the nearest first', async () => {
    const holders = await Promise.all([1, 2, 3].map(() => party(world.owner)));
    for (const [at, price] of [1001, 1203, 1507, 1811, 2017].entries())
      await priced(holders[at % 3] as Party, 'EXT-11', price);
    const { asked, concluded } = await pricesOf('EXT-11');
    expect(asked).toEqual({ level: 'departement', median: 1500, low: 1200, high: 1800, atLeast: 5 });
    expect(concluded).toBeNull();
    const elsewhere = { departementCode: '22', regionCode: '53' };
    const fromAfar = await pricesAround(stranger, { typeCode: 'EXT-11', unit: 'u', ...elsewhere });
    expect(fromAfar.asked?.level).toBe('region');
    expect(await pricesAround(stranger, { typeCode: 'EXT-11', unit: 'kg', ...rennes })).toEqual({
      asked: null,
      concluded: null,
    });
  });

  it('of one holder, of two, of drafts, of what nobody may see any more, are told to nobody', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => party(world.owner)));
    for (let n = 0; n < 6; n++) await priced(n % 2 ? (one as Party) : (two as Party), 'MET-01', 1000 + n);
    for (let n = 0; n < 3; n++) await priced(three as Party, 'MET-01', 2000, false);
    const closed = await priced(three as Party, 'MET-01', 3000);
    await world.owner`update lot_audience set opens_at = ledger.clock() - interval '2 days',
      closes_at = ledger.clock() - interval '1 day' where lot_id = ${closed}`;
    expect((await pricesOf('MET-01')).asked).toBeNull();
  });

  it('concluded count once both sides confirmed, under the same rule', async () => {
    const holders = await Promise.all([1, 2, 3].map(() => party(world.owner)));
    const taker = await party(world.owner);
    const leave = async (at: number, price: number) => {
      const holder = holders[at % 3] as Party;
      const id = await priced(holder, 'SAN-09', price);
      const reservation = await accepted(world.owner, holder, taker, id, 20_000);
      await handedOver(world.owner, holder, taker, reservation, 20_000, 400_000);
    };
    for (const [at, price] of [4000, 4200, 5000, 5600, 6000].entries()) await leave(at, price);
    const { asked, concluded } = await pricesOf('SAN-09');
    expect(asked).toBeNull();
    expect(concluded).toEqual({ level: 'departement', median: 5000, low: 4200, high: 5600, atLeast: 5 });
  });
});

describe('around a lot', () => {
  it('a stranger sees open lots alone, at their public points', async () => {
    const [holder, other] = await Promise.all([1, 2].map(() => party(world.owner)));
    // in the sea, where no other test has a lot
    const place = { lon: -8.2, lat: 46.1 };
    const home = await makeSite(world.owner, holder as Party, place);
    const next = await makeSite(world.owner, other as Party, { lon: -8.25, lat: 46.12 });
    const mine = await makeLot(world.owner, holder as Party, { site: home });
    const beside = await makeLot(world.owner, holder as Party, { site: home });
    const draft = await makeLot(world.owner, other as Party, { site: next, publish: false });
    const near = await makeLot(world.owner, other as Party, { site: next });
    const page = await lotPage(stranger, mine.publicId);
    if (!page) throw new Error('not seen');
    const around = await aroundLot(stranger, page);
    expect(around.others.map((one) => one.publicId)).toEqual([beside.publicId]);
    expect(around.neighbours.map((one) => one.publicId)).toEqual([near.publicId]);
    expect(around.similar.map((one) => one.publicId).slice(0, 2)).toEqual([beside.publicId, near.publicId]);
    const [neighbour] = around.neighbours;
    expect([neighbour?.lon, neighbour?.lat]).toEqual([-8.247, 46.1225]);
    expect(neighbour?.km).toBeCloseTo(4.5, 0);
    const everything = JSON.stringify(around);
    for (const hidden of [draft.publicId, '-8.25,', '46.12,']) expect(everything).not.toContain(hidden);
  });

  it('is the same for its holder, who meets no draft of others', async () => {
    const { ctx, party: me } = await acting(world);
    const site = await makeSite(world.owner, me, { lon: -9.2, lat: 47.1 });
    const mine = await makeLot(world.owner, me, { site });
    await makeLot(world.owner, me, { site, publish: false });
    const page = await lotPage(ctx, mine.publicId);
    if (!page) throw new Error('not seen');
    expect((await aroundLot(ctx, page)).others).toEqual([]);
  });
});

describe('what is known of a type', () => {
  it('comes from the reference, with its source and the rules that name it', async () => {
    const known = await knowHowOf(stranger, 'STR-01');
    expect(known).toMatchObject({
      unit: 'm',
      unitMassG: 22_400,
      massSource: 'EN 10365 section tables (prior knowledge)',
      wasteCode: '17 04 05',
      rules: [],
    });
    const fire = await knowHowOf(stranger, 'MIN-03');
    expect(fire?.rules.map((rule) => rule.code)).toContain('GIS-02');
    expect(await knowHowOf(stranger, 'XXX-99')).toBeNull();
  });
});
