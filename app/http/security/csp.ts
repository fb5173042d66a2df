export interface CspSettings {
  nonce: string;
  /** Origins of an online map style: its document, tiles, sprites. Empty with the offline map. */
  mapOrigins: string[];
  /** Vite's client needs a socket and injects style elements of its own. */
  dev?: boolean;
  /** This page may stand in another site's frame (framing.ts). */
  framed?: boolean;
}

/** Nothing is allowed but what is named. 'strict-dynamic' lets the nonce's scripts import their chunks. */
export function contentSecurityPolicy({
  nonce,
  mapOrigins,
  dev = false,
  framed = false,
}: CspSettings): string {
  const map = mapOrigins.map((origin) => ` ${origin}`).join('');
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: blob:${map}`,
    `connect-src 'self'${map}${dev ? ' ws: wss:' : ''}`,
    "font-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    framed ? 'frame-ancestors *' : "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}
