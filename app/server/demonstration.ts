import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { constants, setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { beginDemonstration, demonstrationIsDue } from '#app/platform/database/demonstration.server.ts';
import { log } from '#app/platform/log.server.ts';
import type { Database } from '#db/client.ts';

const FIRST_SEED = '1';
const SCRIPT = createRequire(import.meta.url).resolve('#scripts/seed.ts');

/**
 * Plays the demonstration in a process of its own, behind the pages: a first start serves at once. Killed with the
 * application, it goes on at the next start. Returns how to stop it; null when there is nothing to play.
 */
export async function startDemonstration(db: Database): Promise<(() => Promise<void>) | null> {
  if (!(await demonstrationIsDue(db))) return null;
  // so that the first page already says that something is coming
  await beginDemonstration(db, FIRST_SEED);
  const loader = fileURLToPath(import.meta.resolve('tsx'));
  const child = spawn(process.execPath, ['--import', loader, SCRIPT], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  log.info('playing the demonstration');
  if (child.pid !== undefined) giveWay(child.pid);
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => log.info(line));
  if (child.stderr) createInterface({ input: child.stderr }).on('line', (line) => log.warn(line));
  child.on('error', (error) => log.error({ err: error }, 'the demonstration could not be started'));
  return () => end(child);
}

/** Pages come first. A system that does not allow it plays as fast as it can. */
function giveWay(pid: number) {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch (error) {
    log.debug({ err: error }, 'the demonstration keeps the usual priority');
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
