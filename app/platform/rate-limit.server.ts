import { createHash } from 'node:crypto';
import { RateLimiterDrizzle, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#db/client.ts';
import { rateLimit } from '#db/tables/people.ts';

/** Attempts allowed, in how many seconds. Kept in PostgreSQL: several processes share them, a restart forgets nothing. */
export const limits = {
  /** one account from one address: a person who mistypes */
  'sign-in-pair': { points: 10, duration: 15 * 60 },
  /** one account from anywhere: a spread attack; high, so that nobody is locked out by a prank */
  'sign-in-account': { points: 60, duration: 60 * 60 },
  /** one address on any account: a list of stolen passwords */
  'sign-in-address': { points: 100, duration: 60 * 60 },
  /** forms that send a mail or spend a hash, from one address */
  'ask-address': { points: 30, duration: 60 * 60 },
  /** mails of this kind to one mailbox: beyond, the form answers as usual and nothing leaves */
  'ask-mailbox': { points: 5, duration: 60 * 60 },
  /** one-time links tried from one address */
  'link-address': { points: 60, duration: 60 * 60 },
  /** numbers of documents tried from one address: 50 random bits stand behind each */
  'verify-address': { points: 120, duration: 10 * 60 },
  /** the current password, asked of somebody signed in */
  'own-password': { points: 10, duration: 15 * 60 },
  /** codes of a second step, of one person: a million codes, three of which are right at a time */
  'code-person': { points: 20, duration: 60 * 60 },
  /** codes of a second step, from one address */
  'code-address': { points: 100, duration: 60 * 60 },
  /** the code of a taker's slip, of one reservation: five tries among a hundred million */
  'taker-code': { points: 5, duration: 60 * 60 },
  /** codes tried by one organisation, on all its reservations */
  'taker-code-holder': { points: 60, duration: 60 * 60 },
  /** what one crew session writes */
  crew: { points: 600, duration: 60 * 60 },
  /** the API without token, from one address, perhaps that of a whole office */
  'api-address': { points: 6_000, duration: 60 },
  /** the API with one token */
  'api-token': { points: 30_000, duration: 60 },
} as const;
export type LimitName = keyof typeof limits;

const limiters = new WeakMap<Database, Map<LimitName, RateLimiterDrizzle>>();

function limiterOf(db: Database, name: LimitName): RateLimiterDrizzle {
  const known = limiters.get(db) ?? new Map<LimitName, RateLimiterDrizzle>();
  limiters.set(db, known);
  let limiter = known.get(name);
  if (!limiter) {
    // no inMemoryBlockOnConsumed: another process may have reset the key. One limiter sweeps the table for all.
    limiter = new RateLimiterDrizzle({
      storeClient: db,
      schema: rateLimit,
      keyPrefix: name,
      clearExpiredByTimeout: known.size === 0,
      ...limits[name],
    });
    known.set(name, limiter);
  }
  return limiter;
}

/** Keys are addresses of people and machines: only their digest is kept. */
const digest = (key: string) => createHash('sha256').update(key).digest('base64url');

/** Counts one attempt, or several at once. `ok: false` says in how many seconds to come back; `ok: true` when all is new again. */
export async function countAttempt(
  db: Database,
  name: LimitName,
  key: string,
  attempts = 1,
): Promise<{ ok: true; remaining: number; renewedInMs: number } | { ok: false; retryAfter: number }> {
  try {
    const counted = await limiterOf(db, name).consume(digest(key), attempts);
    return { ok: true, remaining: counted.remainingPoints, renewedInMs: counted.msBeforeNext };
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    return { ok: false, retryAfter: Math.ceil(refused.msBeforeNext / 1000) };
  }
}

export async function forgetAttempts(db: Database, name: LimitName, key: string): Promise<void> {
  await limiterOf(db, name).delete(digest(key));
}
