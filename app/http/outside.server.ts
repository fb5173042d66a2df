import { overInWords } from '#app/domain/acting.server.ts';
import type { AccountLetter, Outside } from '#app/domain/organisations/outside.ts';
import { isDemonstration } from '#app/http/demonstration.server.ts';
import { env } from '#app/platform/env.server.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import { hashPassword, verifyPassword } from '#app/platform/passwords.server.ts';
import { newMailCode } from '#app/platform/second-factor.server.ts';
import { deviceHashOf } from '#app/platform/session/device-cookie.server.ts';
import { closeAllSessions, openSession, sessionSecretOf } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';

/** Whoever is suspended opens none, and is told so. */
const opened: Outside['openSession'] = (...asked) => openSession(...asked).catch(overInWords);

/** The outside world as the commands of `domain/organisations` ask for it. */
export const outside: Outside = {
  ...{ mail, hashPassword, verifyPassword, openSession: opened, closeAllSessions },
  newMailCode: (person) => (mailReaches(person.email) ? newMailCode(person.id) : null),
};

const mailReaches = (email: string) => env.SMTP_URL !== undefined && !isDemonstration(email);

async function mail(ctx: { db: Database }, letter: AccountLetter): Promise<void> {
  await queueMail(ctx, letter);
}

/** Where a session is opened from: the browser, whether it is known, and the session that a new sign-in replaces. */
export function deviceOf(request: Request) {
  return {
    userAgent: request.headers.get('user-agent'),
    replaces: sessionSecretOf(request),
    known: deviceHashOf(request),
  };
}
