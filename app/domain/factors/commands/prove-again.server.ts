import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person, secondFactor, session } from '#db/tables/people.ts';
import { spendCode } from '../spend-code.server.ts';
import type { FactorTools } from '../tools.ts';

/** Before a dangerous act: whoever has a second factor gives a code, the others their password. The session counts as proven for a while. */
export async function proveAgain(
  ctx: Ctx,
  tools: FactorTools,
  { proof, sessionId }: { proof: string; sessionId: string },
): Promise<void> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const [known] = await ctx.db
    .select({ hash: person.passwordHash, factor: secondFactor.confirmedAt })
    .from(person)
    .leftJoin(secondFactor, eq(secondFactor.personId, person.id))
    .where(eq(person.id, me.id));
  if (!known) return refuse('not-found');
  const right = known.factor
    ? await spendCode(ctx, tools, me.id, proof.trim().replace(/[\s-]/g, ''))
    : known.hash !== null && (await tools.verifyPassword(known.hash, proof));
  if (!right) return refuse(known.factor ? 'wrong-code' : 'wrong-password', { field: 'proofPassword' });
  await ctx.db
    .update(session)
    .set({ provenAt: sql`ledger.clock()` })
    .where(and(eq(session.id, sessionId), eq(session.personId, me.id), isNull(session.awaits)));
}
