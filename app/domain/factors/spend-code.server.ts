import { and, eq, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { person, recoveryCode, secondFactor } from '#db/tables/people.ts';
import type { FactorTools } from './tools.ts';

/** The secret of somebody's second factor, on or still to be confirmed. */
export async function factorOf(ctx: Ctx, personId: number) {
  const [row] = await ctx.db
    .select({
      publicId: person.publicId,
      name: person.name,
      email: person.email,
      locale: person.locale,
      secret: secondFactor.secret,
      confirmedAt: secondFactor.confirmedAt,
    })
    .from(secondFactor)
    .innerJoin(person, eq(person.id, secondFactor.personId))
    .where(eq(secondFactor.personId, personId));
  return row ?? null;
}

/** Takes one code of the authenticator, right and never taken before: the row itself says which of two sent together is first. */
export async function spendStep(
  ctx: Ctx,
  tools: FactorTools,
  personId: number,
  code: string,
): Promise<boolean> {
  const factor = await factorOf(ctx, personId);
  const step = factor ? tools.stepOf(factor.secret, factor.publicId, code) : null;
  if (step === null) return false;
  const taken = await ctx.db
    .update(secondFactor)
    .set({ lastStep: step })
    .where(and(eq(secondFactor.personId, personId), lt(secondFactor.lastStep, step)))
    .returning({ personId: secondFactor.personId });
  return taken.length > 0;
}

async function spendRecovery(
  ctx: Ctx,
  tools: FactorTools,
  personId: number,
  typed: string,
): Promise<boolean> {
  const used = await ctx.db
    .update(recoveryCode)
    .set({ usedAt: sql`ledger.clock()` })
    .where(
      and(
        eq(recoveryCode.personId, personId),
        eq(recoveryCode.hash, tools.recoveryHash(typed)),
        isNull(recoveryCode.usedAt),
      ),
    )
    .returning({ personId: recoveryCode.personId });
  if (used.length === 0) return false;
  await record(ctx, 'account.recovery-code-used', { person: personId });
  const [left] = await ctx.db
    .select({ codes: sql<number>`count(*)::int` })
    .from(recoveryCode)
    .where(and(eq(recoveryCode.personId, personId), isNull(recoveryCode.usedAt)));
  const [owner] = await ctx.db
    .select({ name: person.name, email: person.email, locale: person.locale })
    .from(person)
    .where(eq(person.id, personId));
  if (owner) {
    await tools.mail(ctx, {
      kind: 'recovery-code-used',
      to: owner.email,
      personId,
      locale: owner.locale,
      dedupKey: `recovery-code-used:${personId}:${tools.recoveryHash(typed).toString('hex').slice(0, 16)}`,
      params: { name: owner.name, left: left?.codes ?? 0 },
    });
  }
  return true;
}

/** A code of the authenticator or a recovery code of somebody whose second factor is on; each serves once. */
export async function spendCode(
  ctx: Ctx,
  tools: FactorTools,
  personId: number,
  typed: string,
): Promise<boolean> {
  const [on] = await ctx.db
    .select({ personId: secondFactor.personId })
    .from(secondFactor)
    .where(and(eq(secondFactor.personId, personId), isNotNull(secondFactor.confirmedAt)));
  if (!on) return false;
  return /^\d{6}$/.test(typed)
    ? spendStep(ctx, tools, personId, typed)
    : spendRecovery(ctx, tools, personId, typed);
}
