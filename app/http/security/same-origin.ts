const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export interface Asked {
  method: string;
  /** As received: `/api/` must be spelt exactly, whatever the router also understands. */
  path: string;
  secFetchSite: string | undefined;
  origin: string | undefined;
}

/** One click in a mail program (RFC 8058): no page of ours sends it, its signed token is the proof (decision 21). */
const UNSUBSCRIBE = /^\/(alerts|notifications)\/unsubscribe\/[A-Za-z0-9_-]{43}$/;

/**
 * Whether this request may change something: anything safe, anything under /api/ (which reads no cookie), else only
 * what our own pages sent. A browser tells where it comes from; who tells nothing is refused.
 */
export function mayChange(asked: Asked, ours: string): boolean {
  if (SAFE.has(asked.method) || asked.path.startsWith('/api/')) return true;
  if (asked.method === 'POST' && UNSUBSCRIBE.test(asked.path)) return true;
  if (asked.secFetchSite === 'same-origin') return true;
  if (asked.secFetchSite === 'cross-site' || asked.secFetchSite === 'same-site') return false;
  return asked.origin === ours;
}
