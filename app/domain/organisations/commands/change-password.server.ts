import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person } from '#db/tables/people.ts';
import { voidLinks } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';
import { passwordVerdict } from '../password.ts';

/** Needs the current password; ends every session, this one included, and opens a new one on this device. */
export async function changePassword(
  ctx: Ctx,
  outside: Outside,
  { current, next, device }: { current: string; next: string; device: Device },
): Promise<OpenedSession> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const verdict = passwordVerdict(next, me);
  if (!verdict.ok) refuse('password-too-common', { field: 'password' });
  const [known] = await ctx.db.select({ hash: person.passwordHash }).from(person).where(eq(person.id, me.id));
  if (!known?.hash || !(await outside.verifyPassword(known.hash, current))) {
    return refuse('wrong-password', { field: 'currentPassword' });
  }
  const currentHash = known.hash;
  const passwordHash = await outside.hashPassword(next);
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const changed = await db
      .update(person)
      .set({ passwordHash })
      // of two changes from the same old password, the second is told that it is no longer the current one
      .where(and(eq(person.id, me.id), eq(person.passwordHash, currentHash)))
      .returning({ id: person.id });
    if (changed.length === 0) return refuse('wrong-password', { field: 'currentPassword' });
    // a change of address that its owner did not ask for ends here
    for (const kind of ['reset-password', 'sign-in', 'change-email'] as const) {
      await voidLinks(tx, me.id, kind);
    }
    await record(tx, 'account.password-changed', { person: me.id });
    await outside.closeAllSessions(db, me.id);
    return outside.openSession(db, me.id, {
      ...device,
      organisationId: ctx.actor.organisation?.id ?? null,
      proof: 'replaces',
    });
  });
}
