import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { termsInForce } from '#app/domain/legal/accept.server.ts';
import { person, token } from '#db/tables/people.ts';
import { issueLink, newSecret, voidLinks } from '../links.server.ts';
import type { Outside } from '../outside.ts';
import type { SignUpInput } from '../schema.ts';

interface SignUp {
  key: string;
  input: SignUpInput;
  /** Own path to come back to once the address is confirmed. */
  next?: string | null;
  /** False when this mailbox had its share of mails: the same work, no mail. */
  mayMail?: boolean;
}

/**
 * Asks for an account. The answer is the same, after the same work, whether the address is new, unconfirmed or has an
 * account: only its mailbox hears which. Nothing typed here enters an account before the mailbox agrees (`verify-email`).
 */
export async function signUp(
  ctx: Ctx,
  outside: Outside,
  { key, input, next, mayMail = true }: SignUp,
): Promise<{ sent: true }> {
  const { name, email, password, profile } = input;
  const passwordHash = await outside.hashPassword(password);
  return inCommand(ctx, { name: 'sign-up', key, input: { name, email, profile, next } }, async (tx) => {
    await tx.db.insert(person).values({ email, name, locale: ctx.locale }).onConflictDoNothing();
    const [known] = await tx.db
      .select({ id: person.id, name: person.name, verifiedAt: person.emailVerifiedAt, locale: person.locale })
      .from(person)
      .where(eq(person.email, email))
      .for('update');
    if (!known) throw new Error('a person just inserted is missing');
    const member = known.verifiedAt !== null;
    // what the page says is accepted, kept until the mailbox agrees
    const terms = await termsInForce(tx);
    const raw = member
      ? await idleLink(tx, known.id)
      : await issueLink(tx, 'verify-email', known.id, {
          ...{ name, profile, passwordHash, next: next ?? null },
          terms,
        });
    const mail = { to: email, personId: known.id, dedupKey: `sign-up:${key}` };
    if (mayMail && member) {
      await outside.mail(tx, {
        ...mail,
        kind: 'already-registered',
        locale: known.locale,
        params: { name: known.name },
      });
    } else if (mayMail) {
      await outside.mail(tx, {
        ...mail,
        kind: 'verify-email',
        locale: ctx.locale,
        params: { name, token: raw },
      });
    }
    return { sent: true as const };
  });
}

/** The same statements as a real link, for a link that can never serve. */
async function idleLink(ctx: Ctx, personId: number): Promise<string> {
  await voidLinks(ctx, personId, 'verify-email');
  const { hash } = newSecret();
  const at = sql`ledger.clock()`;
  await ctx.db.insert(token).values({ kind: 'verify-email', hash, personId, expiresAt: at, usedAt: at });
  return '';
}
