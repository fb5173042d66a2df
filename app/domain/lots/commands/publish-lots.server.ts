import { sql } from 'drizzle-orm';
import { inCommand, keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { record } from '#app/domain/event.server.ts';
import { type BatchDone, forEachLot, openBatch } from '../batch.server.ts';
import { refuseUnoffered, unofferedOf } from '../offering-of-lot.server.ts';
import { type OwnLot, ownLots } from '../own-lots.server.ts';

/**
 * Offers drafts to everyone, at once and together: what cannot be offered is left out with its reason, the rest goes and
 * can be undone for ten minutes. One fact for all of them, of which nothing leaves before that.
 */
export async function publishLots(
  ctx: Ctx,
  { key, lots }: { key: string; lots: readonly string[] },
): Promise<BatchDone> {
  return inCommand(ctx, { name: 'publish-lots', key, input: { lots: [...lots].sort() } }, async (tx) =>
    publishTogether(tx, { key, lots: await ownLots(tx, lots) }),
  );
}

/** The same inside a transaction; used to show beforehand what it would do. */
export async function publishTogether(
  tx: Ctx,
  { key, lots }: { key: string; lots: readonly OwnLot[] },
): Promise<BatchDone> {
  const unoffered = await unofferedOf(tx, ids(lots.filter(({ status }) => status === 'draft')));
  const { went, refused } = await forEachLot(tx, lots, async (one, lot) => {
    await throughTheDoor(one, sql`ledger.publish(${acting(one, keyWithin(key, lot.id))}, ${lot.id}::bigint)`);
    const blocked = unoffered.get(lot.id);
    if (blocked) throw blocked;
  });
  if (went.length === 0) return { batch: null, done: [], refused };
  // asked again now that the ledger holds them: a document or an answer may have gone meanwhile
  await refuseUnoffered(tx, ids(went));
  const items = went.map(({ id, version }) => ({ lotId: id, version }));
  const batch = await openBatch(tx, 'publish', items);
  await record(tx, 'lots.published', { batch: batch.id, lots: went.length }, { undoable: true });
  return {
    ...{ batch: batch.publicId, done: went.map(({ publicId }) => publicId) },
    ...{ waiting: await waitingOf(tx, ids(went)), refused },
  };
}

/** How many of these wait for the operator's look. */
async function waitingOf(ctx: Ctx, lots: readonly number[]): Promise<number> {
  const [row] = await ctx.db.execute<{ n: number }>(
    sql`select count(*)::int as n from lot_review where lot_id = any (${`{${lots.join(',')}}`}::bigint[]) and decided_at is null`,
  );
  return row?.n ?? 0;
}

const ids = (lots: readonly OwnLot[]) => lots.map(({ id }) => id);
