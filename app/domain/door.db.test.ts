import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot } from '#tests/support/factories.ts';

let world: TestDatabase;
let holder: Acting;

beforeAll(async () => {
  world = await testDatabase();
  holder = await acting(world);
});

/** The real database, whose connection dies just after it carried out the next call of the ledger. */
function dyingAfter(db: Ctx['db'], answers: { count: number }): Ctx['db'] {
  const execute = (query: Parameters<typeof db.execute>[0]) => {
    const asked = db.execute(query);
    if (!JSON.stringify(query).includes('ledger.reserve(')) return asked;
    answers.count += 1;
    if (answers.count > 1) return asked;
    const dead = asked.then(() => {
      throw new Error('Failed query', {
        cause: Object.assign(new Error('gone'), { code: 'CONNECTION_CLOSED' }),
      });
    });
    return dead as unknown as typeof asked;
  };
  return new Proxy(db, { get: (target, name) => (name === 'execute' ? execute : Reflect.get(target, name)) });
}

const input = { quantity: 2000, purpose: 'own_home' as const };

it('in doubt it asks once more with the same key: carried out once, said as a replay', async () => {
  const taker = await acting(world);
  const lot = await makeLot(world.owner, holder.party);
  const answers = { count: 0 };
  const db = dyingAfter(taker.ctx.db, answers);
  const reserved = await reserveLot({ ...taker.ctx, db }, lot.publicId, { key: randomUUID(), input });
  expect(reserved).toMatchObject({ replayed: true, state: 'requested', left: 18_000 });
  expect(answers.count).toBe(2);
});

it('inside a transaction it does not: the transaction is gone, nothing of it remains', async () => {
  const taker = await acting(world);
  const lot = await makeLot(world.owner, holder.party);
  const answers = { count: 0 };
  const work = taker.ctx.db.transaction((tx) =>
    reserveLot({ ...taker.ctx, db: dyingAfter(tx, answers) }, lot.publicId, { key: randomUUID(), input }),
  );
  await expect(work).rejects.toMatchObject({ cause: { code: 'CONNECTION_CLOSED' } });
  expect(answers.count).toBe(1);
  const [stock] = await world.owner`select held from ledger.stock where lot_id = ${lot.id}`;
  expect(stock?.held).toBe(0);
});
