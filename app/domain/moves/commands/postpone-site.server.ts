import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { longCall } from '../long-call.server.ts';
import { ownSite } from '../own-site.server.ts';
import { canMoveSite } from '../policy.ts';

export interface SiteMoved extends Record<string, unknown> {
  days: number;
  lots: number;
  reservations: number;
  takers: number;
  slots: number;
}

/**
 * The works move by `days`, later or (negative) earlier: windows, holds and hours to come together; each taker is asked
 * whether it suits. `seen`: digest of what the screen showed; refuses `changed-meanwhile` when something else stands there.
 */
export async function postponeSite(
  ctx: Ctx,
  publicId: string,
  { key, days, seen }: { key: string; days: number; seen: string },
): Promise<SiteMoved> {
  const site = await ownSite(ctx, publicId, canMoveSite);
  return longCall(ctx, (tx) =>
    throughTheDoor<SiteMoved>(
      tx,
      sql`ledger.postpone_site(${acting(tx, key)}, ${site}::bigint, ${days}::int, ${seen}::text)`,
      { beside: { 'bad-days': 'days', 'slot-into-past': 'days' } },
    ),
  );
}
