import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The signed-in person says that their address works. */
export async function tryAddressAgain(ctx: Ctx): Promise<void> {
  const me = ctx.actor.person?.id ?? refuse('sign-in-needed');
  await ctx.db.execute(sql`update person set email_failed_at = null, email_failure = null where id = ${me}`);
}
