import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { throughTheDoor } from '#app/domain/door.server.ts';

/** "This was not me": said once by whoever holds the link mailed to the taker. Saying it again says the same. */
export async function contestHandover(ctx: Ctx, handoverPublicId: string): Promise<{ again: boolean }> {
  const { again } = await throughTheDoor<{ again: boolean }>(
    ctx,
    sql`ledger.contest_handover(${handoverPublicId}::uuid)`,
  );
  return { again };
}
