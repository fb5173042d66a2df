import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import type { CancelReason } from '#app/domain/slots/vocabulary.ts';
import { longCall } from '../long-call.server.ts';
import { ownSite } from '../own-site.server.ts';
import { canMoveSite } from '../policy.ts';

export interface DayCancelled extends Record<string, unknown> {
  day: string;
  slots: number;
  reservations: number;
  takers: number;
}

/** Calls off the hours of one day (YYYY-MM-DD in the site's zone): whoever was to come keeps its hold and chooses again. */
export async function cancelDay(
  ctx: Ctx,
  publicId: string,
  { key, day, cause }: { key: string; day: string; cause: CancelReason },
): Promise<DayCancelled> {
  const site = await ownSite(ctx, publicId, canMoveSite);
  return longCall(ctx, (tx) =>
    throughTheDoor<DayCancelled>(
      tx,
      sql`ledger.cancel_day(${acting(tx, key)}, ${site}::bigint, ${day}::date, ${cause}::text)`,
      { beside: { 'no-slot-that-day': 'day' } },
    ),
  );
}
