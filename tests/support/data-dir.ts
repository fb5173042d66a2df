import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderIsHeld } from '#app/platform/database/embedded/lock.server.ts';
import { runningPostmaster, stopPostmaster } from '#app/platform/database/embedded/postmaster.server.ts';

/**
 * A DATA_DIR that leaves nothing behind. Root's own folders are closed to the account PostgreSQL runs as, so that its
 * files would go to a folder of their own elsewhere: this one may be entered, and goes whole.
 */
export function temporaryDataDir(prefix: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o711);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A killed run leaves its folders and its database server behind; the next one ends and removes them. */
export async function sweepAbandoned(prefix: string): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    if (!existsSync(join(folder, 'app.lock')) || folderIsHeld(folder)) continue;
    const running = await runningPostmaster(join(folder, 'pg'));
    if (running) await stopPostmaster(running.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}
