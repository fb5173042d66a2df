import { refuse } from '#app/domain/refusal.ts';
import { countAttempt, forgetAttempts, type LimitName } from '#app/platform/rate-limit.server.ts';
import type { Database } from '#db/client.ts';

interface Args {
  request: Request;
  context: { db: Database; clientAddress: string };
}

/** Counts one attempt under each key; refuses 'rate-limited' when one is spent. Counted before the work: races gain nothing. */
async function count(db: Database, attempts: readonly (readonly [LimitName, string])[]): Promise<void> {
  const verdicts = await Promise.all(attempts.map(([name, key]) => countAttempt(db, name, key)));
  const spent = verdicts.flatMap((verdict) => (verdict.ok ? [] : [verdict.retryAfter]));
  if (spent.length > 0) refuse('rate-limited', { retryAfter: Math.max(...spent) });
}

const pairKey = ({ context }: Args, email: string) => `${email} ${context.clientAddress}`;

export function limitSignIn(args: Args, email: string): Promise<void> {
  return count(args.context.db, [
    ['sign-in-pair', pairKey(args, email)],
    ['sign-in-account', email],
    ['sign-in-address', args.context.clientAddress],
  ]);
}

/** After the right password: the person's own slips are forgotten, the counts of the account and of the address are not. */
export function signInWorked(args: Args, email: string): Promise<void> {
  return forgetAttempts(args.context.db, 'sign-in-pair', pairKey(args, email));
}

/** A form that sends a mail or spends a hash. Returns whether this mailbox may still receive one. */
export async function limitAsking(args: Args, email: string): Promise<{ mayMail: boolean }> {
  await count(args.context.db, [['ask-address', args.context.clientAddress]]);
  return { mayMail: (await countAttempt(args.context.db, 'ask-mailbox', email)).ok };
}

export function limitLinks(args: Args): Promise<void> {
  return count(args.context.db, [['link-address', args.context.clientAddress]]);
}

/** Counted before anything is looked up, right or wrong: a spent address learns nothing. */
export function limitVerify(args: Args): Promise<void> {
  return count(args.context.db, [['verify-address', args.context.clientAddress]]);
}

export function limitCrew(args: Args, sessionId: string): Promise<void> {
  return count(args.context.db, [['crew', sessionId]]);
}

/** One try of the code on a taker's slip, by whoever hands over. */
export function limitTakerCode(args: Args, reservation: string, organisation: number): Promise<void> {
  return count(args.context.db, [
    ['taker-code', reservation],
    ['taker-code-holder', String(organisation)],
  ]);
}

export function limitOwnPassword(args: Args, personId: number): Promise<void> {
  return count(args.context.db, [['own-password', String(personId)]]);
}

/** Codes of one person, whatever the sign-in or the form: five tries each would add up. */
export function limitCodes(args: Args, personId: number): Promise<void> {
  return count(args.context.db, [
    ['code-person', String(personId)],
    ['code-address', args.context.clientAddress],
  ]);
}
