import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '#app/platform/database/embedded/account.server.ts';
import { commandLine, isAlive } from '#app/platform/database/embedded/process.server.ts';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

export interface Postmaster {
  pid: number;
  port: number;
  adopted: boolean;
}

export interface PostmasterPlace {
  program: string;
  /** Real path of the cluster. */
  folder: string;
  log: string;
  account: Account | null;
  settings: Record<string, string>;
  /** Where it listens; else where it last did when that is free, so that whoever was given its address finds it. */
  port?: number;
}

const START_MS = 60_000;
const LOG_LIMIT = 10_000_000;
/** What was killed lets go of its port within it. */
const RELEASE_MS = 3_000;
const FIRST_PORT = 15_432;
const LAST_PORT = 32_000;

/** The postmaster that already runs on the cluster (its application died), else a new one. */
export async function startPostmaster(place: PostmasterPlace): Promise<Postmaster> {
  const last = readStatus(join(place.folder, 'postmaster.pid'))?.port;
  const running = await runningPostmaster(place.folder);
  if (running) return { pid: running.pid, port: running.port, adopted: true };
  const end = Date.now() + START_MS;
  for (;;) {
    const started = await launch(place, place.port ?? (await freePort(last)));
    if (started) return { ...started, adopted: false };
    // Sessions of a killed postmaster need a moment to notice before the cluster can be opened again.
    if (Date.now() > end || !/pre-existing shared memory block|Address already in use/.test(tail(place.log)))
      break;
    await sleep(300);
  }
  throw new DatabaseUnusable(
    `The embedded PostgreSQL does not start. Last lines of ${place.log}:\n${tail(place.log)}`,
  );
}

/** Ends sessions and writes everything to disk; kills only what has not ended after 20 seconds. */
export async function stopPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    if (!isAlive(pid)) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const end = Date.now() + 20_000;
    while (isAlive(pid) && Date.now() < end) await sleep(20);
  }
}

/** Ready port and process of a live postmaster of this cluster; removes the file a dead one left. */
export async function runningPostmaster(folder: string): Promise<{ pid: number; port: number } | null> {
  const file = join(folder, 'postmaster.pid');
  const end = Date.now() + START_MS;
  for (;;) {
    const status = readStatus(file);
    if (!status) return null;
    if (!isAlive(status.pid) || !commandLine(status.pid).includes(folder)) {
      rmSync(file, { force: true });
      return null;
    }
    // one that was just killed is still there for a moment, and takes no session any more
    if (status.ready && (await answers(status.port))) return status;
    if (Date.now() > end)
      throw new DatabaseUnusable(`PostgreSQL process ${status.pid} on ${folder} does not become ready.`);
    await sleep(20);
  }
}

async function launch(place: PostmasterPlace, port: number): Promise<{ pid: number; port: number } | null> {
  const settings = Object.entries({ port: String(port), ...place.settings }).flatMap(([k, v]) => [
    '-c',
    `${k}=${v}`,
  ]);
  if (existsSync(place.log) && statSync(place.log).size > LOG_LIMIT) renameSync(place.log, `${place.log}.1`);
  const log = openSync(place.log, 'a', 0o600);
  // Its own session: Ctrl-C in the terminal reaches the application only, which stops PostgreSQL last.
  const child = spawn(place.program, ['-D', place.folder, ...settings], {
    cwd: place.folder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, LC_ALL: 'C', PGDATA: '' },
    ...(place.account && { uid: place.account.uid, gid: place.account.gid }),
  });
  closeSync(log);
  let over = false;
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
    over = true;
  });
  child.once('exit', () => {
    over = true;
  });
  child.unref();
  const end = Date.now() + START_MS;
  while (!over && Date.now() < end) {
    const status = readStatus(join(place.folder, 'postmaster.pid'));
    if (status?.ready && status.pid === child.pid) return { pid: status.pid, port };
    await sleep(10);
  }
  if (failure) throw new DatabaseUnusable(`The embedded PostgreSQL cannot run: ${failure.message}`);
  return null;
}

/** postmaster.pid: process on line 1, port on line 4, status on line 8. */
function readStatus(file: string): { pid: number; port: number; ready: boolean } | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/**
 * `wanted` when nothing is there. Otherwise a port below those that systems lend to outgoing connections (Linux from 32768, others from
 * 49152): one of these could be taken by anybody in the moment between two PostgreSQL of the same folder.
 */
async function freePort(wanted?: number): Promise<number> {
  const end = Date.now() + RELEASE_MS;
  while (wanted) {
    if (await isFree(wanted)) return wanted;
    if (Date.now() > end) break;
    await sleep(100);
  }
  for (let tries = 0; tries < 50; tries++) {
    const port = randomInt(FIRST_PORT, LAST_PORT);
    if (await isFree(port)) return port;
  }
  throw new DatabaseUnusable(
    `No free port between ${FIRST_PORT} and ${LAST_PORT} for the embedded PostgreSQL.`,
  );
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(port, '127.0.0.1');
    const end = (there: boolean) => {
      line.destroy();
      resolve(there);
    };
    line.once('connect', () => end(true)).once('error', () => end(false));
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function tail(log: string): string {
  if (!existsSync(log)) return '';
  const size = statSync(log).size;
  const buffer = Buffer.alloc(Math.min(size, 2_000));
  const file = openSync(log, 'r');
  readSync(file, buffer, 0, buffer.length, size - buffer.length);
  closeSync(file);
  return buffer.toString('utf8').split('\n').slice(-12).join('\n').trim();
}
