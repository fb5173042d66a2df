import { sql } from 'drizzle-orm';
import { inCommand, keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { withinMandate } from '#app/domain/sites/policy.ts';
import { type BatchDone, forEachLot } from '../batch.server.ts';
import { ownLots } from '../own-lots.server.ts';

/**
 * What is available of these lots goes to another site or depot of the organisation: a new lot there, of the same origin;
 * reservations in progress stay where they were made. Drafts only change site. `done` names the lots as they now are.
 */
export async function moveLots(
  ctx: Ctx,
  { key, lots, site }: { key: string; lots: readonly string[]; site: string },
): Promise<BatchDone> {
  return inCommand(ctx, { name: 'move-lots', key, input: { lots: [...lots].sort(), site } }, async (tx) => {
    const found = await ownLots(tx, lots);
    const [home] = await tx.db.execute<{ id: number }>(sql`
      select id from site where public_id = ${site}::uuid and organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint`);
    if (!home || !withinMandate(ctx.actor, home.id, 'list')) return refuse('not-found', { field: 'site' });
    const done: string[] = [];
    const { refused } = await forEachLot(tx, found, async (one, lot) => {
      const call = sql`ledger.transfer(${acting(one, keyWithin(key, lot.id))}, ${lot.id}::bigint, null::bigint, ${home.id}::bigint, null::uuid)`;
      const { public_id } = await throughTheDoor<{ public_id: string }>(one, call);
      done.push(public_id);
    });
    return { batch: null, done, refused };
  });
}
