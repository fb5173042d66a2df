import { pino } from 'pino';
import { env } from '#app/platform/env.server.ts';

const secrets = [
  'password',
  'newPassword',
  'token',
  'secret',
  'cookie',
  'authorization',
  'hash',
  'email',
  'phone',
];

/** JSON lines on standard output. Neither addresses nor what a person typed: ids, codes and durations. */
export const log = pino({
  level: env.LOG_LEVEL,
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[hidden]' },
  serializers: { err: plainError },
});

/** A database error keeps its place and code, not its parameters: they hold what people typed. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: String(error) };
  const code = 'code' in error ? error.code : undefined;
  // drizzle writes "Failed query: …\nparams: …" in its message
  const message = error.message.split('\nparams:')[0];
  return {
    type: error.name,
    code,
    message,
    stack: error.stack?.replace(error.message, message ?? ''),
    cause: error.cause === undefined ? undefined : plainError(error.cause),
  };
}
