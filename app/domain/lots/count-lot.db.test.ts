import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation } from '#tests/support/factories.ts';
import { countLot, type SeenLot } from './commands/count-lot.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

const seen = (onSiteMilli: number, more: Partial<SeenLot> = {}): SeenLot => ({
  status: 'published',
  unit: 'u',
  onSiteMilli,
  ...more,
});
const count = (ctx: Ctx, lot: string, from: SeenLot, countedMilli: number, key = randomUUID()) =>
  countLot(ctx, lot, { key, seen: from, countedMilli });

async function stock(id: number) {
  const [row] = await world.owner`select available, held, seq from ledger.stock where lot_id = ${id}`;
  return { available: Number(row?.available), held: Number(row?.held), seq: Number(row?.seq) };
}

/** A published lot of 20 units, 6 of them reserved. */
async function scene(): Promise<{ holder: Acting; id: number; lot: string }> {
  const [holder, taker] = [await acting(world), await acting(world)];
  const { id, publicId } = await makeLot(world.owner, holder.party);
  await makeReservation(world.owner, { id }, taker.party, { units: 6 });
  return { holder, id, lot: publicId };
}

describe('counting a published lot', () => {
  it('moves the difference, reserved pieces included, and leaves its trace', async () => {
    const { holder, id, lot } = await scene();
    await count(holder.ctx, lot, seen(20_000), 18_000);
    expect(await stock(id)).toMatchObject({ available: 12_000, held: 6000 });
    await count(holder.ctx, lot, seen(18_000), 25_000);
    expect(await stock(id)).toMatchObject({ available: 19_000, held: 6000 });
    const moves = await world.owner`select kind, qty, reason, actor_person_id as person from ledger.movement
      where lot_id = ${id} and reason is not null order by seq`;
    expect(moves.map(({ kind, qty, reason }) => [kind, Number(qty), reason])).toEqual([
      ['remove', 2000, 'counted'],
      ['add', 7000, 'counted'],
    ]);
    expect(Number(moves[0]?.person)).toBe(holder.party.person);
  });

  it('that agrees writes no movement', async () => {
    const { holder, id, lot } = await scene();
    const before = await stock(id);
    await count(holder.ctx, lot, seen(20_000), 20_000);
    expect(await stock(id)).toEqual(before);
  });

  it('is refused, and leaves nothing, when the figure changed, when reserved pieces would be missing, or by halves', async () => {
    const { holder, id, lot } = await scene();
    const before = await stock(id);
    expect(await refusalOf(count(holder.ctx, lot, seen(19_000), 18_000))).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(await refusalOf(count(holder.ctx, lot, seen(20_000), 5000))).toMatchObject({
      code: 'count-below-held',
      field: 'quantity',
      held: 6000,
    });
    expect(await refusalOf(count(holder.ctx, lot, seen(20_000), 500))).toMatchObject({
      code: 'bad-quantity',
    });
    expect(await stock(id)).toEqual(before);
    const rows =
      await world.owner`select from command where organisation_id = ${holder.party.organisation} and name = 'lot.count-stock'`;
    expect(rows).toHaveLength(0);
  });

  it('tells a stranger nothing, and a member that the role is missing', async () => {
    const { holder, lot } = await scene();
    const stranger = await acting(world);
    expect(await refusalOf(count(stranger.ctx, lot, seen(20_000), 18_000))).toMatchObject({
      code: 'not-found',
    });
    expect(await refusalOf(count(stranger.ctx, randomUUID(), seen(20_000), 1000))).toMatchObject({
      code: 'not-found',
    });
    expect(await refusalOf(count(inRole(holder, 'member'), lot, seen(20_000), 18_000))).toMatchObject({
      code: 'forbidden',
    });
  });

  it('sent twice at once counts once; two people at once, the second is told', async () => {
    const { holder, id, lot } = await scene();
    const key = randomUUID();
    const same = () => count(holder.ctx, lot, seen(20_000), 18_000, key);
    await Promise.all([same(), same(), same()]);
    await same();
    expect(await stock(id)).toMatchObject({ available: 12_000, held: 6000 });
    const two = await Promise.allSettled([
      count(holder.ctx, lot, seen(18_000), 17_000),
      count(holder.ctx, lot, seen(18_000), 16_000),
    ]);
    expect(two.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await refusalOf(count(holder.ctx, lot, seen(20_000), 1000, key))).toMatchObject({
      code: 'idempotency-mismatch',
    });
  });
});

describe('counting a draft', () => {
  const draft = async () => {
    const holder = await acting(world);
    const { id, publicId } = await makeLot(world.owner, holder.party, { publish: false });
    const now = async () => {
      const [row] = await world.owner`select quantity_milli, version from lot where id = ${id}`;
      return [Number(row?.quantity_milli), Number(row?.version)];
    };
    return { holder, lot: publicId, now };
  };
  const written = seen(20_000, { status: 'draft' });

  it('changes its quantity, once however often it is sent', async () => {
    const { holder, lot, now } = await draft();
    const key = randomUUID();
    await Promise.all([
      count(holder.ctx, lot, written, 17_000, key),
      count(holder.ctx, lot, written, 17_000, key),
    ]);
    expect(await now()).toEqual([17_000, 2]);
  });

  it('is refused, and changes nothing, when somebody changed or published it', async () => {
    const { holder, lot, now } = await draft();
    const other = { ...written, onSiteMilli: 19_000 };
    expect(await refusalOf(count(holder.ctx, lot, other, 17_000))).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect(await refusalOf(count(holder.ctx, lot, written, 0))).toMatchObject({ code: 'bad-quantity' });
    const published = await makeLot(world.owner, holder.party);
    expect(await refusalOf(count(holder.ctx, published.publicId, written, 17_000))).toMatchObject({
      code: 'changed-meanwhile',
    });
    const stranger = await acting(world);
    expect(await refusalOf(count(stranger.ctx, lot, written, 17_000))).toMatchObject({ code: 'not-found' });
    expect(await now()).toEqual([20_000, 1]);
  });
});
