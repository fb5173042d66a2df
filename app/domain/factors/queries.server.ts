import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { recoveryCode } from '#db/tables/people.ts';
import { factorOf } from './spend-code.server.ts';
import type { FactorTools } from './tools.ts';

export type MyFactor =
  | { state: 'none' }
  | { state: 'begun'; enrolment: { address: string; typed: string } }
  | { state: 'on'; since: Date; codesLeft: number };

/** For the acting person: their second factor. The secret is shown until a code of it has been given back, never after. */
export async function myFactor(ctx: Ctx, tools: FactorTools): Promise<MyFactor> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const factor = await factorOf(ctx, me.id);
  if (!factor) return { state: 'none' };
  if (!factor.confirmedAt) return { state: 'begun', enrolment: tools.enrolmentOf(factor.secret, me) };
  const [left] = await ctx.db
    .select({ codes: sql<number>`count(*)::int` })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.personId, me.id), isNull(recoveryCode.usedAt)));
  return { state: 'on', since: factor.confirmedAt, codesLeft: left?.codes ?? 0 };
}
