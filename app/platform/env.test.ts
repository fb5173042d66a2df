import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readEnv } from '#app/platform/env.server.ts';

const folder = mkdtempSync(join(tmpdir(), 'gisement-env-'));
afterAll(() => rmSync(folder, { recursive: true }));

const url = 'postgres://app:secret@db:5432/gisement';

describe('settings', () => {
  it('all have a value when nothing is set', () => {
    expect(readEnv({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      ORIGIN: 'http://localhost:3000',
      DEMO: true,
      JOBS: 'inline',
      LOG_LEVEL: 'info',
      TRUST_PROXY: 0,
    });
  });

  it('count an empty value as unset and follow PORT in ORIGIN', () => {
    expect(readEnv({ SMTP_URL: '', PORT: '8080' })).toMatchObject({
      ORIGIN: 'http://localhost:8080',
      PORT: 8080,
    });
    expect(readEnv({ SMTP_URL: '' }).SMTP_URL).toBeUndefined();
  });

  it.each([
    [{ PORT: 'abc' }, /^PORT must be a whole number from 1 to 65535$/],
    [{ PORT: '70000' }, /^PORT /],
    [{ TRUST_PROXY: '-1' }, /^TRUST_PROXY /],
    [{ DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL must be an address such as postgres:/],
    [{ DATABASE_OWNER_URL: url }, /^DATABASE_OWNER_URL needs DATABASE_URL/],
    [{ ORIGIN: 'http://gisement.example' }, /^ORIGIN must be https/],
    [{ ORIGIN: 'https://gisement.example/app' }, /^ORIGIN must be a scheme/],
    [{ STORAGE_URL: '/var/files' }, /^STORAGE_URL /],
    [{ SMTP_URL: 'http://mail' }, /^SMTP_URL /],
    [{ DEMO: 'yes' }, /^DEMO must be 0 or 1$/],
    [{ DEMO: '1', HOST: '0.0.0.0' }, /^DEMO cannot be 1 when HOST is 0\.0\.0\.0/],
    [{ JOBS: 'on' }, /^JOBS must be inline, off or only$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL /],
    [{ SECRET_KEY: 'short' }, /^SECRET_KEY must have at least 32 characters$/],
  ])('%o is refused in one line naming the setting', (source, message) => {
    expect(() => readEnv(source)).toThrow(message);
  });

  it('plays the demonstration by default only when embedded and local', () => {
    expect(readEnv({ HOST: '0.0.0.0' }).DEMO).toBe(false);
    expect(readEnv({ DATABASE_URL: url }).DEMO).toBe(false);
    expect(readEnv({ DATABASE_URL: url, DEMO: '1' }).DEMO).toBe(true);
  });

  it('accept http on a loopback origin only', () => {
    expect(readEnv({ ORIGIN: 'http://127.0.0.1:3101/' }).ORIGIN).toBe('http://127.0.0.1:3101');
    expect(readEnv({ ORIGIN: 'http://[::1]:3101' }).ORIGIN).toBe('http://[::1]:3101');
    expect(readEnv({ ORIGIN: 'https://gisement.example' }).ORIGIN).toBe('https://gisement.example');
  });
});

describe('SECRET_KEY', () => {
  it('is made once, readable by its owner only, when the database is embedded', () => {
    const first = readEnv({ DATA_DIR: folder }).SECRET_KEY;
    expect(first.length).toBeGreaterThanOrEqual(43);
    expect(readEnv({ DATA_DIR: folder }).SECRET_KEY).toBe(first);
    expect(statSync(join(folder, 'secret-key')).mode & 0o777).toBe(0o600);
  });

  it('is required with a database of one’s own', () => {
    expect(() => readEnv({ DATABASE_URL: url }).SECRET_KEY).toThrow(/^SECRET_KEY is required/);
    expect(readEnv({ DATABASE_URL: url, SECRET_KEY: 'x'.repeat(32) }).SECRET_KEY).toBe('x'.repeat(32));
  });
});
