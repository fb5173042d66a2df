import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { person } from '#db/tables/people.ts';
import { issueLink } from '../links.server.ts';
import type { Outside } from '../outside.ts';

/**
 * Script only. Makes that address a platform administrator and returns a link token to choose a password (30 minutes,
 * once). A change of power ends the sessions the person had.
 */
export async function makePlatformAdministrator(
  ctx: Ctx,
  outside: Pick<Outside, 'closeAllSessions'>,
  email: string,
): Promise<{ link: string }> {
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const powers = {
      platformAdmin: true,
      emailVerifiedAt: sql`coalesce(${person.emailVerifiedAt}, ledger.clock())`,
    };
    const [made] = await db
      .insert(person)
      .values({
        email,
        name: email.split('@')[0] ?? email,
        platformAdmin: true,
        emailVerifiedAt: sql`ledger.clock()`,
      })
      .onConflictDoUpdate({ target: person.email, set: powers })
      .returning({ id: person.id });
    if (!made) throw new Error('a person just inserted is missing');
    await outside.closeAllSessions(db, made.id);
    return { link: await issueLink(tx, 'reset-password', made.id) };
  });
}
