import { createHmac } from 'node:crypto';
import { env } from '#app/platform/env.server.ts';

/** Eight figures proper to a public id, the same each time, that nobody makes without the server's key. */
export function takerCode(publicId: string, key = env.SECRET_KEY): string {
  const digest = createHmac('sha256', key).update(`taker-code:${publicId}`).digest();
  return (digest.readBigUInt64BE() % 100_000_000n).toString().padStart(8, '0');
}
