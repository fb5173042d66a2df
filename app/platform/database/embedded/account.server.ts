import { chmodSync, lstatSync, mkdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseUnusable } from '#app/platform/database/unusable.ts';

/** The system account PostgreSQL runs as when we are root, which it refuses to run as. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

/** Where root puts what that account must reach when DATA_DIR or the checkout is closed to it. */
export const SHARED_FOLDER = '/var/lib/gisement';

const PREFERRED = ['gisement', 'postgres', 'nobody'];

/** null = run as ourselves. As root: the account that already owns the data, else the first existing of a short list. */
export function accountFor(pgFolder: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  const accounts = systemAccounts();
  const owner = statSync(pgFolder, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) {
    return (
      accounts.find((a) => a.uid === owner.uid) ?? { uid: owner.uid, gid: owner.gid, name: String(owner.uid) }
    );
  }
  for (const name of PREFERRED) {
    const account = accounts.find((a) => a.name === name && a.uid !== 0);
    if (account) return account;
  }
  throw new DatabaseUnusable(
    'PostgreSQL refuses to run as root and this system has no account "gisement", "postgres" or "nobody": create one (useradd --system gisement), start Gisement as an ordinary user, or set DATABASE_URL.',
  );
}

function systemAccounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Whether the account may read (a file) or enter (a folder) `path`, through every folder above it. */
export function reaches(account: Account, path: string): boolean {
  const real = realpathSync(path);
  const needed = statSync(real).isDirectory() ? 1 : 5;
  if (!allowed(account, real, needed)) return false;
  for (let folder = dirname(real); ; folder = dirname(folder)) {
    if (!allowed(account, folder, 1)) return false;
    if (folder === dirname(folder)) return true;
  }
}

function allowed(account: Account, path: string, bits: number): boolean {
  const { mode, uid, gid } = statSync(path);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  return ((mode >> shift) & bits) === bits;
}

/** Makes a folder and its parents; those it makes may be entered by other accounts whatever the umask. */
export function makeOpenFolder(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false })) return;
  makeOpenFolder(dirname(folder));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
