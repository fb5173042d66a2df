import { spawnSync } from 'node:child_process';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Account,
  accountFor,
  makeOpenFolder,
  reaches,
  SHARED_FOLDER,
} from '#app/platform/database/embedded/account.server.ts';
import { type Binaries, binariesFor } from '#app/platform/database/embedded/binaries.server.ts';
import { keepPostmaster } from '#app/platform/database/embedded/keeper.server.ts';
import { folderIsHeld, lockFolder } from '#app/platform/database/embedded/lock.server.ts';
import { runningPostmaster, startPostmaster } from '#app/platform/database/embedded/postmaster.server.ts';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';
import { secretKey } from '#app/platform/secret-key.server.ts';

export interface EmbeddedServer {
  /** Address for a role of this server, with its password. */
  urlFor(role: string, database: string): string;
  passwordOf(role: string): string;
  /** Real folder of the cluster. */
  folder: string;
  /** Another one once PostgreSQL was killed and started again. */
  readonly pid: number;
  /** It was already running: its application had died, or (joined) lives. */
  adopted: boolean;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Use the server of a live application instead of refusing; stop() then leaves it alone. */
  mayJoin?: boolean;
  /** Tests only: nothing survives a power cut. */
  forgetful?: boolean;
}

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  shared_buffers: '128MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
};

const FORGETFUL = {
  // tests that press at once, several files at a time
  max_connections: '150',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_wal_size: '2GB',
};

/** Starts (and the first time makes) the PostgreSQL of a data folder, held by this process alone until stop(). */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  makeOpenFolder(dataDir);
  if (options.mayJoin && folderIsHeld(dataDir)) {
    const joined = await joinLive(dataDir);
    if (joined) return joined;
  }
  const unlock = lockFolder(dataDir);
  try {
    const { folder, account } = place(dataDir);
    const binaries = binariesFor(account);
    if (!existsSync(join(folder, 'PG_VERSION'))) initialise(dataDir, folder, account, binaries, options);
    const postgres = {
      program: binaries.postgres,
      folder,
      log: join(dataDir, 'pg.log'),
      account,
      settings: { ...SETTINGS, ...(options.forgetful && FORGETFUL) },
    };
    const postmaster = await startPostmaster(postgres);
    const kept = keepPostmaster(postgres, postmaster);
    let stopped: Promise<void> | undefined;
    const stop = () => {
      stopped ??= kept.stop().finally(unlock);
      return stopped;
    };
    return {
      ...addresses(dataDir, postmaster.port),
      folder,
      get pid() {
        return kept.pid;
      },
      adopted: postmaster.adopted,
      stop,
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

async function joinLive(dataDir: string): Promise<EmbeddedServer | null> {
  if (!existsSync(join(dataDir, 'pg'))) return null;
  const folder = realpathSync(join(dataDir, 'pg'));
  const running = await runningPostmaster(folder);
  if (!running) return null;
  return {
    ...addresses(dataDir, running.port),
    folder,
    pid: running.pid,
    adopted: true,
    stop: async () => {},
  };
}

function addresses(dataDir: string, port: number) {
  const secret = secretKey(dataDir, 'database-secret');
  const passwordOf = (role: string) => createHmac('sha256', secret).update(role).digest('base64url');
  const urlFor = (role: string, database: string) =>
    `postgres://${role}:${passwordOf(role)}@127.0.0.1:${port}/${database}`;
  return { passwordOf, urlFor };
}

/** DATA_DIR/pg, or a link there to a folder that the account can enter when DATA_DIR is closed to it. */
function place(dataDir: string): { folder: string; account: Account | null } {
  const link = join(dataDir, 'pg');
  const account = accountFor(link);
  if (existsSync(link)) return { folder: realpathSync(link), account };
  if (account && !reaches(account, dataDir)) {
    const code = createHash('sha256').update(realpathSync(dataDir)).digest('hex').slice(0, 12);
    const elsewhere = join(SHARED_FOLDER, `${code}-${randomBytes(3).toString('hex')}`);
    makeOpenFolder(elsewhere);
    symlinkSync(join(elsewhere, 'pg'), `${link}.new`);
    rmSync(link, { force: true });
    renameSync(`${link}.new`, link);
    return { folder: join(elsewhere, 'pg'), account };
  }
  return { folder: join(realpathSync(dataDir), 'pg'), account };
}

/** Made beside and renamed when whole, so that an interrupted first start leaves nothing half made. */
function initialise(
  dataDir: string,
  folder: string,
  account: Account | null,
  binaries: Binaries,
  options: EmbeddedOptions,
) {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  const password = join(tmpdir(), `gisement-${randomBytes(9).toString('hex')}`);
  writeFileSync(password, addresses(dataDir, 0).passwordOf('postgres'), { mode: 0o600 });
  if (account) for (const path of [draft, password]) chownSync(path, account.uid, account.gid);
  chmodSync(draft, 0o700);
  try {
    runInitdb(draft, password, account, binaries, options);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(password, { force: true });
  }
}

/** Byte order for sorting, the same on every machine; letters and accents known to search where the system allows. */
function runInitdb(
  draft: string,
  password: string,
  account: Account | null,
  binaries: Binaries,
  options: EmbeddedOptions,
) {
  const fixed = [
    '-D',
    draft,
    '-U',
    'postgres',
    `--pwfile=${password}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
  ];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  let said = '';
  for (const letters of ['C.UTF-8', 'en_US.UTF-8', 'C']) {
    const args = [...fixed, ...locale, `--lc-ctype=${letters}`, ...(options.forgetful ? ['--no-sync'] : [])];
    const run = spawnSync(binaries.initdb, args, {
      cwd: '/',
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' },
      ...(account && { uid: account.uid, gid: account.gid }),
    });
    if (run.status === 0) return;
    said = run.error?.message ?? `${run.stdout}${run.stderr}`;
    if (!/locale/.test(said)) break;
  }
  throw new DatabaseUnusable(
    `The embedded PostgreSQL cannot make its data folder (set DATABASE_URL to use another server): ${said.trim()}`,
  );
}
