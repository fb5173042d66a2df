import { and, eq, gt, isNotNull, lt, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import type { Device, OpenedSession } from '#app/domain/organisations/outside.ts';
import { refuse } from '#app/domain/refusal.ts';
import { knownDevice, person, session } from '#db/tables/people.ts';
import { spendCode } from '../spend-code.server.ts';
import type { FactorTools } from '../tools.ts';

export const TRIES = 5;

/**
 * The second step of a sign-in: a code of the authenticator, a recovery code, or the code mailed to a new device. Five tries a
 * sign-in, counted before anything is compared; then one signs in again. The session goes on under a new secret.
 */
export async function takeSecondStep(
  ctx: Ctx,
  tools: FactorTools,
  { secret, code, device }: { secret: string; code: string; device: Device },
): Promise<OpenedSession & { locale: 'fr' | 'en'; deviceCookie: string | null }> {
  const waiting = await tools.waitingSession(ctx.db, secret);
  if (!waiting) return refuse('step-over');
  const counted = await ctx.db
    .update(session)
    .set({ tries: sql`${session.tries} + 1` })
    .where(and(eq(session.id, waiting.id), isNotNull(session.awaits), lt(session.tries, TRIES)))
    .returning({ codeHash: session.codeHash });
  const [known] = counted;
  if (!known) return refuse('step-over');
  const { personId, organisationId } = waiting;
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    // of two right answers at once, one ends the waiting session and goes on
    const ended = await db
      .delete(session)
      .where(and(eq(session.id, waiting.id), gt(session.expiresAt, sql`ledger.clock()`)))
      .returning({ id: session.id });
    if (ended.length === 0) return refuse('step-over');
    const right =
      waiting.awaits === 'totp'
        ? await spendCode(tx, tools, personId, code)
        : known.codeHash?.equals(tools.mailCodeHash(personId, code));
    if (!right) return refuse('wrong-code', { field: 'code' });
    const fresh = waiting.awaits === 'mail' ? tools.newDevice() : null;
    if (fresh) {
      await db.insert(knownDevice).values({ personId, hash: fresh.hash });
      await record(tx, 'account.device-known', { person: personId });
    }
    const { userAgent } = device;
    const opened = await tools.openSession(db, personId, { userAgent, organisationId, proof: 'all' });
    const [owner] = await db.select({ locale: person.locale }).from(person).where(eq(person.id, personId));
    return { ...opened, locale: owner?.locale ?? ctx.locale, deviceCookie: fresh?.cookie ?? null };
  });
}
