import { eq, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person } from '#db/tables/people.ts';
import { consumeLink, voidLinks } from '../links.server.ts';
import type { Device, OpenedSession, Outside } from '../outside.ts';
import { passwordVerdict } from '../password.ts';
import { newestOrganisation } from '../queries.server.ts';

/**
 * Chooses a password with a link from one's mailbox, which proves the address too. Every other session ends. A password
 * refused leaves the link usable: the transaction rolls back.
 */
export async function resetPassword(
  ctx: Ctx,
  outside: Outside,
  { link, password, device }: { link: string; password: string; device: Device },
): Promise<OpenedSession> {
  const passwordHash = await outside.hashPassword(password);
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const { personId } = await consumeLink(tx, 'reset-password', link);
    const [owner] = await db
      .update(person)
      .set({ passwordHash, emailVerifiedAt: sql`coalesce(${person.emailVerifiedAt}, ledger.clock())` })
      .where(eq(person.id, personId))
      .returning({ name: person.name, email: person.email });
    const verdict = passwordVerdict(password, owner);
    if (!verdict.ok) return refuse('password-too-common', { field: 'password' });
    for (const kind of ['verify-email', 'sign-in', 'change-email'] as const)
      await voidLinks(tx, personId, kind);
    await record(tx, 'account.password-changed', { person: personId });
    await outside.closeAllSessions(db, personId);
    return outside.openSession(db, personId, {
      ...device,
      organisationId: await newestOrganisation(tx, personId),
    });
  });
}
