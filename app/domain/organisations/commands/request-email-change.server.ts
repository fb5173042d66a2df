import { and, eq, isNotNull } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { person } from '#db/tables/people.ts';
import { issueLink } from '../links.server.ts';
import type { Outside } from '../outside.ts';

interface NewAddress {
  key: string;
  email: string;
  currentPassword: string;
  /** False when the new mailbox had its share of mails: the same answer, no mail. */
  mayMail?: boolean;
}

/**
 * Sends a link to the new address and tells the present one. The answer is the same when another account has that
 * address: only its mailbox hears it. Nothing changes before the link is used (`confirm-email-change`).
 */
export async function requestEmailChange(
  ctx: Ctx,
  outside: Outside,
  { key, email, currentPassword, mayMail = true }: NewAddress,
): Promise<{ sent: true }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  const [known] = await ctx.db.select({ hash: person.passwordHash }).from(person).where(eq(person.id, me.id));
  if (!known?.hash || !(await outside.verifyPassword(known.hash, currentPassword))) {
    return refuse('wrong-password', { field: 'currentPassword' });
  }
  if (email === me.email) return refuse('already-done', { field: 'email' });
  return inCommand(ctx, { name: 'request-email-change', key, input: { email } }, async (tx) => {
    const [other] = await tx.db
      .select({ id: person.id, name: person.name, locale: person.locale })
      .from(person)
      .where(and(eq(person.email, email), isNotNull(person.emailVerifiedAt)));
    const token = await issueLink(tx, 'change-email', me.id, { email });
    const { name, locale } = me;
    if (mayMail && other) {
      await outside.mail(tx, {
        kind: 'address-in-use',
        to: email,
        personId: other.id,
        locale: other.locale,
        dedupKey: `address-in-use:${key}`,
        params: { name: other.name },
      });
    } else if (mayMail) {
      await outside.mail(tx, {
        kind: 'change-email',
        to: email,
        personId: me.id,
        locale,
        dedupKey: `change-email:${key}`,
        params: { name, token },
      });
    }
    await outside.mail(tx, {
      kind: 'email-changing',
      to: me.email,
      personId: me.id,
      locale,
      dedupKey: `email-changing:${key}`,
      params: { name },
    });
    return { sent: true as const };
  });
}
