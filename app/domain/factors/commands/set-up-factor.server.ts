import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { ActingPerson, Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { knownDevice, recoveryCode, secondFactor, session } from '#db/tables/people.ts';
import { spendCode, spendStep } from '../spend-code.server.ts';
import type { FactorTools } from '../tools.ts';

const me = (ctx: Ctx): ActingPerson => ctx.actor.person ?? refuse('sign-in-needed');

/** Makes a secret, which counts for nothing until a code of it comes back. One that is on is never replaced. */
export async function beginFactor(ctx: Ctx, tools: FactorTools): Promise<void> {
  const { id, publicId } = me(ctx);
  const secret = tools.newSealedSecret(publicId);
  const begun = await ctx.db
    .insert(secondFactor)
    .values({ personId: id, secret })
    .onConflictDoUpdate({
      target: secondFactor.personId,
      set: { secret, createdAt: sql`ledger.clock()`, lastStep: 0 },
      setWhere: isNull(secondFactor.confirmedAt),
    })
    .returning({ personId: secondFactor.personId });
  if (begun.length === 0) refuse('already-done');
}

async function renewed(ctx: Ctx, tools: FactorTools, personId: number): Promise<string[]> {
  const codes = tools.newRecoveryCodes();
  await ctx.db.delete(recoveryCode).where(eq(recoveryCode.personId, personId));
  await ctx.db.insert(recoveryCode).values(codes.map(({ hash }) => ({ hash, personId })));
  return codes.map(({ code }) => code);
}

/** The first code turns it on: recovery codes are given once, every other session ends, this one has proved all. */
export async function confirmFactor(
  ctx: Ctx,
  tools: FactorTools,
  { code, sessionId }: { code: string; sessionId: string },
): Promise<{ codes: string[] }> {
  const person = me(ctx);
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const right = await spendStep(tx, tools, person.id, code);
    if (!right) return refuse('wrong-code', { field: 'code' });
    const confirmed = await db
      .update(secondFactor)
      .set({ confirmedAt: sql`ledger.clock()` })
      .where(and(eq(secondFactor.personId, person.id), isNull(secondFactor.confirmedAt)))
      .returning({ personId: secondFactor.personId });
    if (confirmed.length === 0) return refuse('already-done');
    const codes = await renewed(tx, tools, person.id);
    await record(tx, 'account.second-factor-on', { person: person.id });
    await letter(tx, tools, person, 'second-factor-on');
    await db.delete(knownDevice).where(eq(knownDevice.personId, person.id));
    await db.delete(session).where(and(eq(session.personId, person.id), ne(session.id, sessionId)));
    await db.update(session).set({ provenAt: sql`ledger.clock()` }).where(eq(session.id, sessionId));
    return { codes };
  });
}

/** Ten new recovery codes for a code; those of before no longer work. */
export async function renewCodes(
  ctx: Ctx,
  tools: FactorTools,
  { code }: { code: string },
): Promise<{ codes: string[] }> {
  const person = me(ctx);
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    if (!(await spendCode(tx, tools, person.id, code))) return refuse('wrong-code', { field: 'code' });
    await record(tx, 'account.recovery-codes-renewed', { person: person.id });
    return { codes: await renewed(tx, tools, person.id) };
  });
}

/** Turns it off for a code: on a new telephone it is set up again. */
export async function dropFactor(ctx: Ctx, tools: FactorTools, { code }: { code: string }): Promise<void> {
  const person = me(ctx);
  await ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    if (!(await spendCode(tx, tools, person.id, code))) return refuse('wrong-code', { field: 'code' });
    await db.delete(secondFactor).where(eq(secondFactor.personId, person.id));
    await record(tx, 'account.second-factor-off', { person: person.id });
    await letter(tx, tools, person, 'second-factor-off');
  });
}

async function letter(
  ctx: Ctx,
  tools: FactorTools,
  person: ActingPerson,
  kind: 'second-factor-on' | 'second-factor-off',
): Promise<void> {
  const { id, name, email, locale } = person;
  const [row] = await ctx.db.execute<{ at: string }>(
    sql`select extract(epoch from ledger.clock())::text as at`,
  );
  await tools.mail(ctx, {
    kind,
    to: email,
    personId: id,
    locale,
    dedupKey: `${kind}:${id}:${row?.at}`,
    params: { name },
  });
}
