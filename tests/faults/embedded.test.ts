import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { accountFor } from '#app/platform/database/embedded/account.server.ts';
import { binariesFor, packageFolder } from '#app/platform/database/embedded/binaries.server.ts';
import { DataFolderInUse } from '#app/platform/database/embedded/lock.server.ts';
import { isAlive } from '#app/platform/database/embedded/process.server.ts';
import { type EmbeddedServer, startEmbedded } from '#app/platform/database/embedded.server.ts';

const root = mkdtempSync(join(tmpdir(), 'gisement-embedded-'));
const folder = join(root, 'data');
const asRoot = process.getuid?.() === 0;
const started: EmbeddedServer[] = [];
const children: ChildProcess[] = [];

async function start(dataDir: string, mayJoin = false): Promise<EmbeddedServer> {
  const server = await startEmbedded(dataDir, { forgetful: true, mayJoin });
  started.push(server);
  return server;
}

async function ask(server: EmbeddedServer, text: string) {
  const { sql, close } = openDatabase(server.urlFor('postgres', 'postgres'), { max: 1 });
  try {
    return await sql.unsafe(text);
  } finally {
    await close();
  }
}

async function holdElsewhere(dataDir: string): Promise<{ child: ChildProcess; postgres: number }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tests/faults/hold-database.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [line] = await once(child.stdout, 'data');
  return { child, postgres: Number(String(line).trim()) };
}

beforeAll(async () => {
  const server = await start(folder);
  await ask(server, 'create table kept (id int); insert into kept values (1)');
  await server.stop();
});

// a case that fails in the middle leaves nothing to the next one
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of started.splice(0)) await server.stop();
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe('the embedded database', () => {
  it('starts again with what it held, and leaves nothing running', async () => {
    const server = await start(folder);
    expect(await ask(server, 'select id from kept')).toEqual([{ id: 1 }]);
    await server.stop();
    expect(isAlive(server.pid)).toBe(false);
    expect(existsSync(join(folder, 'app.lock'))).toBe(false);
  });

  it('listens on the loopback address only, and asks for its secret', async () => {
    const server = await start(folder);
    const outside = Object.values(networkInterfaces())
      .flatMap((list) => list ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');
    for (const { address } of outside) {
      const { sql, close } = openDatabase(
        server.urlFor('postgres', 'postgres').replace('127.0.0.1', address),
        { max: 1 },
      );
      await expect(sql`select 1`).rejects.toThrow(/ECONNREFUSED/);
      await close();
    }
    const wrong = new URL(server.urlFor('postgres', 'postgres'));
    wrong.password = 'guess';
    const { sql, close } = openDatabase(wrong.href, { max: 1 });
    await expect(sql`select 1`).rejects.toThrow(/password authentication failed/);
    await close();
    expect(statSync(join(folder, 'database-secret')).mode & 0o777).toBe(0o600);
    await server.stop();
  });

  it('removes the pid file of a dead PostgreSQL, even when its number now names something else', async () => {
    const server = await start(folder);
    process.kill(server.pid, 'SIGKILL');
    await server.stop();
    const file = join(server.folder, 'postmaster.pid');
    const [, ...lines] = readFileSync(file, 'utf8').split('\n');
    writeFileSync(file, [process.pid, ...lines].join('\n'));
    const again = await start(folder);
    expect(again.pid).not.toBe(server.pid);
    expect(await ask(again, 'select id from kept')).toEqual([{ id: 1 }]);
    await again.stop();
  });

  it('adopts the live PostgreSQL of an application that was killed', async () => {
    const { child, postgres } = await holdElsewhere(folder);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(isAlive(postgres)).toBe(true);
    const server = await start(folder);
    expect(server).toMatchObject({ pid: postgres, adopted: true });
    expect(await ask(server, 'select id from kept')).toEqual([{ id: 1 }]);
    await server.stop();
    expect(isAlive(postgres)).toBe(false);
  });

  it('refuses a second application on the same folder, naming the first; a script may join it', async () => {
    const { child, postgres } = await holdElsewhere(folder);
    await expect(start(folder)).rejects.toThrow(DataFolderInUse);
    await expect(start(folder)).rejects.toThrow(`${folder} is in use by process ${child.pid}`);
    const joined = await start(folder, true);
    expect(joined.pid).toBe(postgres);
    await joined.stop();
    expect(isAlive(postgres)).toBe(true);
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(isAlive(postgres)).toBe(false);
  });

  it('lets one of several applications starting at once have the folder', async () => {
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => start(folder)));
    const won = all.filter((one) => one.status === 'fulfilled');
    expect(won).toHaveLength(1);
    await won[0]?.value.stop();
  });

  it('runs in a session of its own, out of reach of Ctrl-C', {
    skip: process.platform !== 'linux',
  }, async () => {
    const server = await start(folder);
    const session = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3];
    expect(Number(session)).toBe(server.pid);
    await server.stop();
  });
});

describe('as root', { skip: !asRoot }, () => {
  it('runs as somebody else, from a folder closed to everybody else', async () => {
    const closed = join(root, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const server = await start(join(closed, 'data'));
    const place = realpathSync(join(closed, 'data', 'pg'));
    expect(place.startsWith('/var/lib/gisement/')).toBe(true);
    expect(statSync(`/proc/${server.pid}`).uid).not.toBe(0);
    await ask(server, 'create table kept (id int)');
    await server.stop();
    const again = await start(join(closed, 'data'));
    expect(await ask(again, 'select count(*) from kept')).toEqual([{ count: 0 }]);
    await again.stop();
    rmSync(join(place, '..'), { recursive: true });
  });

  it('copies the programs where that account can reach them, links included', {
    timeout: 60_000,
  }, async () => {
    const account = accountFor(join(root, 'none'));
    const checkout = join(root, 'checkout');
    mkdirSync(checkout, { mode: 0o700 });
    cpSync(packageFolder(), join(checkout, 'pg'), { recursive: true, verbatimSymlinks: true });
    unlinkSync(join(checkout, 'pg', 'native', 'lib', 'libpq.so.5'));
    chmodSync(root, 0o755);
    const { postgres } = binariesFor(account, join(checkout, 'pg'), join(root, 'shared'));
    expect(postgres.startsWith(join(root, 'shared'))).toBe(true);
    const run = spawn(postgres, ['--version'], { uid: account?.uid, gid: account?.gid, cwd: '/' });
    const [code] = await once(run, 'exit');
    expect(code).toBe(0);
    expect(existsSync(join(checkout, 'pg', 'native', 'lib', 'libpq.so.5'))).toBe(true);
  });
});

it('is started again where it was when it is killed, as often as it is', { timeout: 60_000 }, async () => {
  const server = await start(folder);
  for (let time = 0; time < 3; time++) {
    const before = server.pid;
    process.kill(before, 'SIGKILL');
    await expect
      .poll(() => ask(server, 'select id from kept').catch(() => null), { timeout: 15_000 })
      .toEqual([{ id: 1 }]);
    expect(server.pid).not.toBe(before);
  }
  await server.stop();
  expect(isAlive(server.pid)).toBe(false);
  await sleep(500);
  expect(existsSync(join(server.folder, 'postmaster.pid'))).toBe(false);
});

it('comes back where it was when it and its application were killed', { timeout: 60_000 }, async () => {
  const { child, postgres } = await holdElsewhere(folder);
  const { urlFor } = await start(folder, true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  process.kill(postgres, 'SIGKILL');
  // it takes a busy machine a moment to end it
  await expect.poll(() => isAlive(postgres), { timeout: 15_000 }).toBe(false);
  const server = await start(folder);
  expect(server.urlFor('postgres', 'postgres')).toBe(urlFor('postgres', 'postgres'));
  expect(await ask(server, 'select id from kept')).toEqual([{ id: 1 }]);
  await server.stop();
});

it('waits for sessions of a killed PostgreSQL to end', async () => {
  const server = await start(folder);
  const { sql, close } = openDatabase(server.urlFor('postgres', 'postgres'), {
    max: 1,
    statementTimeout: '0',
  });
  const busy = sql`select pg_sleep(60)`.catch(() => {});
  await sleep(100);
  process.kill(server.pid, 'SIGKILL');
  await server.stop();
  const again = await start(folder);
  expect(await ask(again, 'select id from kept')).toEqual([{ id: 1 }]);
  await again.stop();
  await close();
  await busy;
});
