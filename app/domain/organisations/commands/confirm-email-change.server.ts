import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person } from '#db/tables/people.ts';
import { consumeLink, voidLinks } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';

/**
 * The link came to the new mailbox, the session is its owner's: both are needed, so that an address mistyped gives an
 * account to nobody. Every session ends, links mailed to the former address too; one session opens on this device.
 */
export async function confirmEmailChange(
  ctx: Ctx,
  outside: Outside,
  link: string,
  device: Device,
): Promise<OpenedSession> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const { personId, payload } = await consumeLink(tx, 'change-email', link);
    const { email } = payload;
    if (personId !== me.id || !email) return refuse('link-expired');
    await freeAddress(tx, email);
    await db.update(person).set({ email }).where(eq(person.id, me.id));
    for (const kind of ['reset-password', 'sign-in'] as const) await voidLinks(tx, me.id, kind);
    await record(tx, 'account.email-changed', { person: me.id });
    await outside.closeAllSessions(db, me.id);
    return outside.openSession(db, me.id, {
      ...device,
      organisationId: ctx.actor.organisation?.id ?? null,
      proof: 'replaces',
    });
  });
}

/** Anybody may have typed the address when signing up: only an account whose mailbox agreed keeps it. */
async function freeAddress(ctx: Ctx, email: string): Promise<void> {
  // two people who confirm one address wait for each other here
  await ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('address:' || ${email}, 0))`);
  const [squatter] = await ctx.db
    .update(person)
    .set({ email: sql`${person.publicId} || '@released.invalid'` })
    .where(and(eq(person.email, email), isNull(person.emailVerifiedAt)))
    .returning({ id: person.id });
  if (squatter) await voidLinks(ctx, squatter.id, 'verify-email');
  const [owner] = await ctx.db.select({ id: person.id }).from(person).where(eq(person.email, email));
  if (owner) refuse('email-in-use');
}
