import { sql } from 'drizzle-orm';
import { inCommand, keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { type BatchDone, forEachLot } from '../batch.server.ts';
import { type OwnLot, ownLots } from '../own-lots.server.ts';
import type { Fate } from '../vocabulary.ts';

/** Takes off what is left of many lots and says what becomes of it; what cannot be is left out with its reason. */
export async function withdrawLots(
  ctx: Ctx,
  { key, lots, fate }: { key: string; lots: readonly string[]; fate: Fate },
): Promise<BatchDone> {
  return inCommand(ctx, { name: 'withdraw-lots', key, input: { lots: [...lots].sort(), fate } }, async (tx) =>
    withdrawTogether(tx, { key, lots: await ownLots(tx, lots), fate }),
  );
}

export async function withdrawTogether(
  tx: Ctx,
  { key, lots, fate }: { key: string; lots: readonly OwnLot[]; fate: Fate },
): Promise<BatchDone> {
  const { went, refused } = await forEachLot(tx, lots, async (one, lot) => {
    await throughTheDoor(
      one,
      sql`ledger.withdraw(${acting(one, keyWithin(key, lot.id))}, ${lot.id}::bigint, null::bigint, ${fate}::text, null::text)`,
    );
  });
  return { batch: null, done: went.map(({ publicId }) => publicId), refused };
}
