import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';
import { secretKey } from '#app/platform/secret-key.server.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '::1', '[::1]'];

export function isLoopback(host: string): boolean {
  return LOOPBACK.includes(host) || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function address(protocols: string[], example: string) {
  return z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be an address such as ${example}`,
  });
}

const whole = (least: number, most: number, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, { error: `must be a whole number from ${least} to ${most}` })
    .default(fallback);

const postgresql = address(
  ['postgres:', 'postgresql:'],
  'postgres://user:password@host:5432/name',
).optional();
const web = address(['http:', 'https:'], 'https://example.org/').optional();

const settings = z.object({
  PORT: whole(1, 65_535, 3000),
  HOST: z.string().default('127.0.0.1'),
  ORIGIN: address(['http:', 'https:'], 'https://example.org').optional(),
  DATABASE_URL: postgresql,
  DATABASE_OWNER_URL: postgresql,
  DATABASE_REPLICA_URL: postgresql,
  DATA_DIR: z
    .string()
    .default('.data')
    .transform((path) => (isAbsolute(path) ? path : resolve(path))),
  STORAGE_URL: address(['s3:'], 's3://bucket?endpoint=https://s3.example.org').optional(),
  SMTP_URL: address(['smtp:', 'smtps:'], 'smtp://user:password@host:587').optional(),
  MAIL_FROM: z.string().default('Gisement <no-reply@localhost>'),
  /** Who reads what people answer to a mail; without it each mail says that nobody does. */
  MAIL_REPLY_TO: z.string().max(254).optional(),
  MAP_STYLE_URL: web,
  GEOCODER_URL: web,
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  JOBS: z.enum(['inline', 'off', 'only'], 'must be inline, off or only').default('inline'),
  TRUST_PROXY: whole(0, 10, 0),
  /** Who may read /metrics: this machine only, or anyone who reaches the port. */
  METRICS: z.enum(['loopback', 'open'], 'must be loopback or open').default('loopback'),
  /** Origins an online map style needs besides its own, separated by spaces. */
  MAP_HOSTS: z.string().default(''),
  SECRET_KEY: z.string().min(32, 'must have at least 32 characters').optional(),
});

/** A setting that cannot be used. The message is one line and starts with the setting's name. */
export class SettingError extends Error {
  override name = 'SettingError';
}

function refuse(setting: string, reason: string): never {
  throw new SettingError(`${setting} ${reason}`);
}

function originOf(given: string | undefined, port: number): string {
  if (!given) return `http://localhost:${port}`;
  const url = new URL(given);
  if (url.pathname !== '/' || url.search || url.hash || url.username) {
    refuse('ORIGIN', 'must be a scheme, a host and a port only, such as https://example.org');
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    refuse('ORIGIN', `must be https outside this machine (${url.origin} would send passwords in clear)`);
  }
  return url.origin;
}

/** Reads every setting once. An empty value counts as unset. Throws SettingError naming the first bad one. */
export function readEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    refuse(String(issue?.path[0] ?? 'settings'), issue?.message ?? 'cannot be read');
  }
  const { DATABASE_OWNER_URL, ...values } = parsed.data;
  const embedded = values.DATABASE_URL === undefined;
  const local = isLoopback(values.HOST);
  if (embedded && DATABASE_OWNER_URL) refuse('DATABASE_OWNER_URL', 'needs DATABASE_URL beside it');
  if (values.DEMO === '1' && !local) {
    refuse(
      'DEMO',
      `cannot be 1 when HOST is ${values.HOST}: demonstration accounts exist on a loopback address only`,
    );
  }
  return {
    ...values,
    ORIGIN: originOf(values.ORIGIN, values.PORT),
    DEMO: values.DEMO === undefined ? embedded && local : values.DEMO === '1',
    /** Read from the source at each call: a serving process deletes it there once it has migrated. */
    get DATABASE_OWNER_URL(): string | undefined {
      return source.DATABASE_OWNER_URL || undefined;
    },
    /** Signs and blurs. Made once in DATA_DIR when the database is embedded, else required: reading it throws. */
    get SECRET_KEY(): string {
      if (values.SECRET_KEY) return values.SECRET_KEY;
      if (!embedded)
        refuse('SECRET_KEY', 'is required when DATABASE_URL is set (32 random characters or more)');
      return secretKey(values.DATA_DIR);
    },
  };
}

export type Env = ReturnType<typeof readEnv>;

export const env = readOrExit();

function readOrExit(): Env {
  try {
    return readEnv(process.env);
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    process.stderr.write(`gisement: ${error.message}\n`);
    process.exit(78);
  }
}
