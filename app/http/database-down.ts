const CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  '53300', // too many connections
  '55P03', // a lock was not free in time
  '57014', // the statement took too long
]);
// connection exceptions (08), operator intervention: shutdown, crash, starting up (57P)
const CLASSES = /^(08|57P)/;

/** Whether the database did not answer (as against: answered no). Looks through the errors drizzle wraps. */
export function isDatabaseDown(error: unknown, depth = 0): boolean {
  if (!(error instanceof Error) || depth > 5) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (CODES.has(code) || CLASSES.test(code)) return true;
  if (code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect') return true; // its socket is gone
  return isDatabaseDown(error.cause, depth + 1);
}

/** Seconds after which asking again makes sense; a restart of PostgreSQL takes about that. */
export const RETRY_AFTER = '5';
