import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { arrayOf, siteToOpen, slotIds } from '../sites.server.ts';
import type { CancelReason } from '../vocabulary.ts';

/** Cancels hours of a site. Whoever was to come keeps what it holds, is told, and chooses again. */
export async function cancelSlots(
  ctx: Ctx,
  sitePublicId: string,
  { key, slots, reason }: { key: string; slots: readonly string[]; reason: CancelReason },
): Promise<{ cancelled: number; takers: number }> {
  const site = await siteToOpen(ctx, sitePublicId);
  const ids = await slotIds(ctx, site.id, slots);
  if (ids.length === 0) return refuse('not-found');
  const { cancelled, takers } = await throughTheDoor<{ cancelled: number; takers: number }>(
    ctx,
    sql`ledger.cancel_slots(${acting(ctx, key)}, ${arrayOf(ids, 'bigint')}, ${reason}::text)`,
  );
  return { cancelled, takers };
}

/** Gives an hour more or less room, never under who comes. */
export async function resizeSlot(
  ctx: Ctx,
  sitePublicId: string,
  { key, slot, capacity }: { key: string; slot: string; capacity: number },
): Promise<void> {
  const site = await siteToOpen(ctx, sitePublicId);
  const [id] = await slotIds(ctx, site.id, [slot]);
  if (id === undefined) return refuse('not-found');
  await throughTheDoor(
    ctx,
    sql`ledger.resize_slot(${acting(ctx, key)}, ${id}::bigint, ${capacity}::integer)`,
    { beside: { 'slot-booked': 'capacity' } },
  );
}
