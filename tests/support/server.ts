import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sweepAbandoned, temporaryDataDir } from '#tests/support/data-dir.ts';

export interface TestServer {
  origin: string;
  process: ChildProcess;
  /** Lines of its log so far. */
  log: string[];
  /** fetch() that follows no redirect; an unsafe method says where it comes from, as our pages do. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** Sends SIGTERM and resolves with the exit code. */
  stop(): Promise<number | null>;
}

const PREFIX = 'gisement-http-';

/** What the server of the tests signs with. */
export const SERVER_KEY = 'a key of the tests, long enough to be accepted';
const BUILD = 'build/server/index.js';
const ENTRY = "import('./build/process/main.js').then((m) => m.main())";

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The product's own process on a free port, over the build `npm test` made. `settings` are environment variables. */
export async function startTestServer(settings: Record<string, string>): Promise<TestServer> {
  if (!existsSync(BUILD)) throw new Error('No build to serve: run "node scripts/build.mjs" first.');
  const port = await freePort();
  await sweepAbandoned(PREFIX);
  const { folder, remove } = temporaryDataDir(PREFIX);
  const child = spawn(process.execPath, ['--input-type=module', '-e', ENTRY], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      DATA_DIR: folder,
      SECRET_KEY: SERVER_KEY,
      DEMO: '0',
      JOBS: 'off',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => log.push(...text.split('\n').filter(Boolean)));
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin, child, log).catch((error) => {
    remove();
    throw error;
  });
  return {
    origin,
    process: child,
    log,
    fetch: (path, init = {}) => {
      const headers = new Headers(init.headers);
      const safe = ['GET', 'HEAD'].includes(init.method ?? 'GET');
      if (!safe && !headers.has('origin')) headers.set('origin', origin);
      return fetch(origin + path, { redirect: 'manual', ...init, headers });
    },
    stop: async () => {
      child.kill('SIGTERM');
      const code = await ended;
      remove();
      return code;
    },
  };
}

async function answering(origin: string, child: ChildProcess, log: string[]) {
  for (let waited = 0; waited < 90_000; waited += 100) {
    if (child.exitCode !== null) throw new Error(`The server stopped at once:\n${log.join('\n')}`);
    const answer = await fetch(`${origin}/healthz`).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not answer within 90 s:\n${log.join('\n')}`);
}
