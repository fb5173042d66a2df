import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Postmaster,
  type PostmasterPlace,
  startPostmaster,
  stopPostmaster,
} from '#app/platform/database/embedded/postmaster.server.ts';
import { isAlive } from '#app/platform/database/embedded/process.server.ts';
import { log } from '#app/platform/log.server.ts';

const LOOK_MS = 200;
const RETRY_MS = 1_000;

export interface KeptPostmaster {
  readonly pid: number;
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL again, on the same port, when it ends unasked (killed, or out of memory): the pools of this process and of those
 * that were given its address find it where it was.
 */
export function keepPostmaster(place: PostmasterPlace, first: Postmaster): KeptPostmaster {
  const ending = new AbortController();
  let pid = first.pid;

  async function keep(): Promise<void> {
    while (!ending.signal.aborted) {
      const wait = isAlive(pid) ? LOOK_MS : await startAgain();
      await sleep(wait, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
    }
  }

  async function startAgain(): Promise<number> {
    log.error({ postgres: pid }, 'PostgreSQL ended unasked: it is started again');
    try {
      ({ pid } = await startPostmaster({ ...place, port: first.port }));
      log.info({ postgres: pid }, 'PostgreSQL runs again');
      return LOOK_MS;
    } catch (error) {
      log.error({ err: error }, 'PostgreSQL does not start');
      return RETRY_MS;
    }
  }

  const keeping = keep();
  return {
    get pid() {
      return pid;
    },
    async stop() {
      ending.abort();
      await keeping;
      await stopPostmaster(pid);
    },
  };
}
