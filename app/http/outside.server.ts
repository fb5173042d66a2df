import type { AccountLetter, Outside } from '#app/domain/organisations/outside.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { hashPassword, verifyPassword } from '#app/platform/passwords.server.ts';
import { closeAllSessions, openSession, sessionSecretOf } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';

/** The outside world as the commands of `domain/organisations` ask for it. */
export const outside: Outside = { mail, hashPassword, verifyPassword, openSession, closeAllSessions };

async function mail(ctx: { db: Database }, letter: AccountLetter): Promise<void> {
  await queueMail(ctx, letter);
}

/** Where a session is opened from: the browser's name, and the session that a new sign-in replaces. */
export function deviceOf(request: Request) {
  return { userAgent: request.headers.get('user-agent'), replaces: sessionSecretOf(request) };
}
