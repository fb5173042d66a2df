import { and, eq, ne, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { knownDevice, session } from '#db/tables/people.ts';
import { sessionHandle } from '../queries.server.ts';

/** Ends one of the acting person's own sessions, named by its handle. Somebody else's is 'not-found', as is none. */
export async function revokeSession(ctx: Ctx, { handle }: { handle: string }): Promise<{ ended: number }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const ended = await ctx.db
    .delete(session)
    .where(and(eq(session.personId, me.id), sql`${sessionHandle} = ${handle}`))
    .returning({ id: session.id });
  if (ended.length === 0) return refuse('not-found');
  return { ended: ended.length };
}

/** Ends all of the person's sessions but the one in use; no browser is known any more. */
export async function revokeOtherSessions(
  ctx: Ctx,
  { sessionId }: { sessionId: string },
): Promise<{ ended: number }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const ended = await ctx.db
    .delete(session)
    .where(and(eq(session.personId, me.id), ne(session.id, sessionId)))
    .returning({ id: session.id });
  await ctx.db.delete(knownDevice).where(eq(knownDevice.personId, me.id));
  return { ended: ended.length };
}
