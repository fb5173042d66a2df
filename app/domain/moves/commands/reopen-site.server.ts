import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { ownSite } from '../own-site.server.ts';
import { canCloseSite } from '../policy.ts';

/** A closed site takes lots and hours again; nothing of what its end did is undone. */
export async function reopenSite(ctx: Ctx, publicId: string, { key }: { key: string }): Promise<void> {
  const site = await ownSite(ctx, publicId, canCloseSite);
  await throughTheDoor(ctx, sql`ledger.reopen_site(${acting(ctx, key)}, ${site}::bigint)`);
}
