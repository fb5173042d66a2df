import { createHmac } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { env } from '#app/platform/env.server.ts';

/** Tells one secret from another without saying it; null when this command was given none and none is kept. Makes none. */
export function secretMark(): string | null {
  const given = process.env.SECRET_KEY || existsSync(join(env.DATA_DIR, 'secret-key'));
  if (!given) return null;
  return createHmac('sha256', env.SECRET_KEY).update('gisement backup').digest('hex').slice(0, 16);
}
