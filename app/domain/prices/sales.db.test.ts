import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { call, expectOk, handedOver, lot, weighed } from '#tests/ledger/world.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { noteSettlement } from './commands/note-settlement.server.ts';
import { salesOf, salesYears } from './sales.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

interface Made {
  id: number;
  lotId: number;
  taker: Acting;
}

/** Sold and handed over, both sides agreed: 2 units, on a lot at that price. */
async function sold(
  seller: Acting,
  cents: number | null,
  { units = 2, commune = '35238', confirmed = true } = {},
): Promise<Made> {
  const taker = await acting(world);
  const lotId = await lot(world.owner, seller.party, { price: cents, commune });
  const asked = expectOk(await call(world.sql, 'reserve', taker.party, lotId, units * 1000, 'own_works'));
  const id = Number(asked.reservation);
  expectOk(await call(world.sql, 'accept', seller.party, id));
  if (confirmed) await handedOver(world.sql, seller.party, taker.party, id, units * 1000, units * 20_000);
  else expectOk(await call(world.sql, 'confirm_handover', taker.party, id, units * 1000, ...weighed(40_000)));
  return { id, lotId, taker };
}

const yearOf = async ({ id }: Made): Promise<number> =>
  Number(
    (
      await world.owner`select extract(year from picked_up_on)::int as y from ledger.handover where reservation_id = ${id}`
    )[0]?.y,
  );
const all = async (by: Acting, year: number) =>
  (await salesOf(by.ctx, { year, after: null, limit: 100 })).sales;

describe('the sales of a year', () => {
  it('are what was collected at a price and confirmed by both, with what was noted of the payment', async () => {
    const seller = await acting(world);
    const one = await sold(seller, 1250);
    await sold(seller, 0);
    await sold(seller, 999, { confirmed: false });
    const onRequest = await sold(seller, null);
    const year = await yearOf(one);
    const [{ public_id: publicId } = {}] =
      await world.owner`select public_id from ledger.reservation where id = ${one.id}`;
    const input = {
      settled: true,
      method: 'cheque' as const,
      settledOn: '2026-11-20',
      invoiceNumber: '=1+1',
    };
    await noteSettlement(seller.ctx, String(publicId), { key: randomUUID(), input });
    expect(await salesYears(seller.ctx)).toEqual([
      { year, sales: 2, totalCents: 2500, settledCents: 2500, unpriced: 1 },
    ]);
    const found = await all(seller, year);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatchObject({
      reservation: publicId,
      quantityMilli: 2000,
      totalCents: 2500,
      settled: true,
      method: 'cheque',
      corrected: false,
    });
    expect(found[1]).toMatchObject({ totalCents: null, settled: null });
    expect(onRequest.id).toBeGreaterThan(one.id);
  });

  it('follow a correction agreed after the hand-over', async () => {
    const seller = await acting(world);
    const one = await sold(seller, 1000, { units: 6 });
    const [move] =
      await world.owner`select seq from ledger.movement where reservation_id = ${one.id} and kind = 'collect'`;
    const proposed = expectOk(
      await call(
        world.sql,
        'propose_correction',
        seller.party,
        one.lotId,
        Number(move?.seq),
        4000,
        ...weighed(80_000),
        null,
        null,
        'miscount',
      ),
    );
    const year = await yearOf(one);
    expect((await all(seller, year))[0]).toMatchObject({ quantityMilli: 6000, totalCents: 6000 });
    expectOk(await call(world.sql, 'answer_correction', one.taker.party, Number(proposed.correction), true));
    expect((await all(seller, year))[0]).toMatchObject({
      quantityMilli: 4000,
      totalCents: 4000,
      corrected: true,
    });
    expect((await salesYears(seller.ctx))[0]).toMatchObject({ sales: 1, totalCents: 4000 });
  });

  it('are the day of the site: on the other side of the world a year begins before', async () => {
    const seller = await acting(world);
    const [far] = await world.owner`select code from commune where departement_code = '974' limit 1`;
    const one = await sold(seller, 500, { commune: String(far?.code) });
    const [row] =
      await world.owner`select to_char(ledger.clock() at time zone 'Indian/Reunion', 'YYYY-MM-DD') as today`;
    expect((await all(seller, Number(String(row?.today).slice(0, 4))))[0]?.soldOn).toBe(row?.today);
    expect(await yearOf(one)).toBe(Number(String(row?.today).slice(0, 4)));
  });

  it('are read page after page, each once', async () => {
    const seller = await acting(world);
    const made = [await sold(seller, 100), await sold(seller, 200), await sold(seller, 300)];
    const year = await yearOf(made[0] as Made);
    const seen: (number | null)[] = [];
    let after: Awaited<ReturnType<typeof salesOf>>['next'] = null;
    do {
      const page = await salesOf(seller.ctx, { year, after, limit: 1 });
      seen.push(...page.sales.map(({ totalCents }) => totalCents));
      after = page.next;
    } while (after);
    expect(seen).toEqual([200, 400, 600]);
  });

  it('are nobody else’s: not the taker’s, not another seller’s, not an analyst’s or a member’s', async () => {
    const seller = await acting(world);
    const one = await sold(seller, 1250);
    const year = await yearOf(one);
    for (const other of [one.taker, await acting(world)]) {
      expect(await salesYears(other.ctx)).toEqual([]);
      expect(await all(other, year)).toEqual([]);
    }
    for (const role of ['analyst', 'member'] as const) {
      expect((await refusalOf(salesYears(inRole(seller, role)))).code).toBe('forbidden');
      expect((await refusalOf(salesOf(inRole(seller, role), { year, after: null, limit: 1 }))).code).toBe(
        'forbidden',
      );
    }
  });
});
