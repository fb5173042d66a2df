import { countAttempt, limits } from '#app/platform/rate-limit.server.ts';
import type { Database } from '#db/client.ts';

export type AllowanceName = 'api-address' | 'api-token';

export interface Allowance {
  ok: boolean;
  headers: Record<string, string>;
}

/** Taken from PostgreSQL at once: one row written for so many requests, so that a busy token never queues on its own count. */
const SHARE = 50;
const MOST_KEPT = 10_000;

interface Share {
  left: number;
  remaining: number;
  endsAt: number;
  refused: boolean;
}

const shares = new Map<string, Promise<Share>>();

async function take(db: Database, name: AllowanceName, key: string): Promise<Share> {
  const counted = await countAttempt(db, name, key, SHARE);
  if (!counted.ok)
    return { left: 0, remaining: 0, endsAt: Date.now() + counted.retryAfter * 1000, refused: true };
  return {
    left: SHARE,
    remaining: counted.remaining,
    endsAt: Date.now() + counted.renewedInMs,
    refused: false,
  };
}

/** Forgets what is over; a caller that never comes back costs nothing. */
async function sweep(): Promise<void> {
  for (const [id, share] of [...shares]) {
    const { endsAt } = await share.catch(() => ({ endsAt: 0 }));
    if (endsAt <= Date.now()) shares.delete(id);
  }
}

/** Spends one request of the caller's share, taking the next share when it is used up. */
async function spend(db: Database, name: AllowanceName, key: string): Promise<Share> {
  const id = `${name} ${key}`;
  for (;;) {
    const known = shares.get(id);
    const share = await known;
    if (share && share.endsAt > Date.now()) {
      if (share.refused) return share;
      // checked and spent in one go: between the two no other request may run
      if (share.left > 0) return { ...share, left: --share.left };
    }
    // somebody else took the next share while this request waited
    if (shares.get(id) !== known) continue;
    if (shares.size > MOST_KEPT) void sweep();
    const taken = take(db, name, key);
    shares.set(id, taken);
    taken.catch(() => shares.delete(id));
  }
}

/** Counts one request of this caller; the headers say what is left of its minute. */
export async function countRequest(db: Database, name: AllowanceName, key: string): Promise<Allowance> {
  const { points, duration } = limits[name];
  const { refused, remaining, left, endsAt } = await spend(db, name, key);
  const seconds = String(Math.max(1, Math.ceil((endsAt - Date.now()) / 1000)));
  return {
    ok: !refused,
    headers: {
      'RateLimit-Limit': String(points),
      'RateLimit-Remaining': String(remaining + left),
      'RateLimit-Reset': seconds,
      'RateLimit-Policy': `${points};w=${duration}`,
      ...(refused ? { 'Retry-After': seconds } : {}),
    },
  };
}
