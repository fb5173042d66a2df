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

/** Let go for so many cents by that holder: 20 units, confirmed by both unless said otherwise. */
async function concluded(holder: Party, type: string, price: number, confirmed = true): Promise<number> {
  const taker = await party(world.owner);
  const id = await priced(holder, type, price);
  const reservation = await accepted(world.owner, holder, taker, id, 20_000);
  if (confirmed) await handedOver(world.owner, holder, taker, reservation, 20_000, 400_000);
  return id;
}

describe('the prices around a lot', () => {
  it('are told of five sales of three holders, rounded, the nearest first, whatever the lots ask since', async () => {
    const holders = await Promise.all([1, 2, 3].map(() => party(world.owner)));
    for (const [at, price] of [1001, 1203, 1507, 1811, 2017].entries()) {
      const id = await concluded(holders[at % 3] as Party, 'EXT-11', price);
      await world.owner`update lot set price_cents = null where id = ${id}`;
    }
    expect(await pricesOf('EXT-11')).toEqual({
      ...{ level: 'departement', median: 1500, low: 1200, high: 1800, atLeast: 5 },
    });
    const elsewhere = { departementCode: '22', regionCode: '53' };
    const fromAfar = await pricesAround(stranger, { typeCode: 'EXT-11', unit: 'u', ...elsewhere });
    expect(fromAfar?.level).toBe('region');
    expect(await pricesAround(stranger, { typeCode: 'EXT-11', unit: 'kg', ...rennes })).toBeNull();
  });

  it('of one holder, of two, of what is only asked or not yet collected, are told to nobody', async () => {
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => party(world.owner)));
    for (let n = 0; n < 4; n++) await concluded(n % 2 ? (one as Party) : (two as Party), 'MET-01', 1000 + n);
    for (let n = 0; n < 5; n++) await priced(three as Party, 'MET-01', 2000);
    await concluded(three as Party, 'MET-01', 3000, false);
    expect(await pricesOf('MET-01')).toBeNull();
  });

  it('are those of the two, not what was announced', async () => {
    const holders = await Promise.all([1, 2, 3].map(() => party(world.owner)));
    for (const at of [0, 1, 2, 3, 4]) {
      const holder = holders[at % 3] as Party;
      const taker = await party(world.owner);
      const id = await priced(holder, 'SAN-09', 10_000);
      await world.owner`update lot set negotiable = true where id = ${id}`;
      const asked = expectOk(await call(world.sql, 'reserve', taker, id, 20_000, 'own_works'));
      const reservation = Number(asked.reservation);
      expectOk(await call(world.sql, 'propose_price', taker, reservation, 5000));
      expectOk(await call(world.sql, 'accept', holder, reservation, null, 'proposed'));
      await handedOver(world.sql, holder, taker, reservation, 20_000, 400_000);
    }
    expect(await pricesOf('SAN-09')).toMatchObject({ median: 5000, low: 5000, high: 5000 });
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
