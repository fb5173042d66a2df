import { eq } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { person } from '#db/tables/people.ts';
import { issueLink } from '../links.server.ts';
import type { Outside } from '../outside.ts';

/**
 * Sends a link to choose a password, to whoever has an account with this address, confirmed or not. The answer is the
 * same for an unknown address; its form (`evenly`) gives both the same duration.
 */
export async function requestPasswordReset(
  ctx: Ctx,
  outside: Outside,
  { key, email, mayMail = true }: { key: string; email: string; mayMail?: boolean },
): Promise<{ sent: true }> {
  return inCommand(ctx, { name: 'request-password-reset', key, input: { email } }, async (tx) => {
    const [known] = await tx.db
      .select({ id: person.id, name: person.name, locale: person.locale })
      .from(person)
      .where(eq(person.email, email))
      .for('update');
    if (known && mayMail) {
      const raw = await issueLink(tx, 'reset-password', known.id);
      await outside.mail(tx, {
        kind: 'reset-password',
        to: email,
        personId: known.id,
        locale: known.locale,
        dedupKey: `reset:${key}`,
        params: { token: raw, name: known.name },
      });
    }
    return { sent: true as const };
  });
}
