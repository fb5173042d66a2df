import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentHash, inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { testDatabase } from '#tests/support/database.ts';

let ctx: Ctx;
beforeAll(async () => {
  const { db } = await testDatabase();
  ctx = { db, actor: { person: null, organisation: null, via: 'none' }, now: new Date(), locale: 'en' };
});

const eventsOf = async (kind: string) =>
  (await ctx.db.execute(sql`select payload from event where kind = ${kind}`)).map(({ payload }) => payload);

describe('inCommand', () => {
  it('runs once, records what happened with it, and replays the answer', async () => {
    const key = randomUUID();
    const kind = `test.${key}` as const;
    const call = { name: 'try-out', key, input: { a: 1, b: [2] } };
    const work = (within: Ctx) => record(within, kind, { n: 1 }).then(() => ({ made: 'it' }));
    expect(await inCommand(ctx, call, work)).toEqual({ made: 'it' });
    expect(await inCommand(ctx, { ...call, input: { b: [2], a: 1 } }, work)).toEqual({ made: 'it' });
    expect(await eventsOf(kind)).toEqual([{ n: 1 }]);
  });

  it('refuses the same key for other content or another command', async () => {
    const call = { name: 'try-out', key: randomUUID(), input: { a: 1 } };
    const work = async () => 'done';
    await inCommand(ctx, call, work);
    await expect(inCommand(ctx, { ...call, input: { a: 2 } }, work)).rejects.toMatchObject({
      code: 'idempotency-mismatch',
    });
    await expect(inCommand(ctx, { ...call, name: 'other' }, work)).rejects.toMatchObject({
      code: 'idempotency-mismatch',
    });
  });

  it('leaves no trace of what was refused, and the key may serve again', async () => {
    const key = randomUUID();
    const kind = `test.${key}` as const;
    const call = { name: 'try-out', key, input: null };
    const refused = inCommand(ctx, call, async (within) => {
      await record(within, kind);
      refuse('forbidden');
    });
    await expect(refused).rejects.toMatchObject({ code: 'forbidden' });
    expect(await eventsOf(kind)).toEqual([]);
    expect(await inCommand(ctx, call, async () => 'now')).toBe('now');
  });

  it('called twice at once, works once', async () => {
    const call = { name: 'try-out', key: randomUUID(), input: null };
    let runs = 0;
    const work = async () => ++runs;
    expect(await Promise.all([inCommand(ctx, call, work), inCommand(ctx, call, work)])).toEqual([1, 1]);
  });
});

it('contentHash does not depend on the order of keys, and tells files apart', () => {
  expect(contentHash({ a: 1, b: undefined })).toEqual(contentHash({ a: 1 }));
  expect(contentHash({ a: Buffer.from('x') })).not.toEqual(contentHash({ a: Buffer.from('y') }));
});
