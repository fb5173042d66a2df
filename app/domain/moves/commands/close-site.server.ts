import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import type { Fate } from '#app/domain/lots/vocabulary.ts';
import { longCall } from '../long-call.server.ts';
import { ownSite } from '../own-site.server.ts';
import { canCloseSite } from '../policy.ts';
import type { DraftEnd } from '../vocabulary.ts';

export interface SiteClosed extends Record<string, unknown> {
  lots: number;
  reservations: number;
  takers: number;
  slots: number;
  drafts: number;
}

interface Ending {
  key: string;
  /** for every lot of which something remains, but `others` (by public id) */
  fate: Fate;
  others: Readonly<Record<string, Fate>>;
  drafts: DraftEnd;
  seen: string;
}

/**
 * Ends a site: a fate for all that remains, reservations ended and told, hours to come called off, drafts kept or deleted.
 * Refuses `handover-begun` while one side has said what was taken, `changed-meanwhile` when the screen showed something else.
 */
export async function closeSite(
  ctx: Ctx,
  publicId: string,
  { key, fate, others, drafts, seen }: Ending,
): Promise<SiteClosed> {
  const site = await ownSite(ctx, publicId, canCloseSite);
  const lots = await ctx.db.execute<{ id: number; publicId: string }>(sql`
    select id, public_id as "publicId" from lot where site_id = ${site}
       and public_id = any (${sql.param(`{${Object.keys(others).join(',')}}`)}::uuid[])`);
  const fates = { '*': fate, ...Object.fromEntries([...lots].map((lot) => [lot.id, others[lot.publicId]])) };
  return longCall(ctx, (tx) =>
    throughTheDoor<SiteClosed>(
      tx,
      sql`ledger.close_site(${acting(tx, key)}, ${site}::bigint, ${JSON.stringify(fates)}::jsonb, ${drafts}::text, ${seen}::text)`,
    ),
  );
}
