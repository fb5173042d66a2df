import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Logger,
  makeWorkerUtils,
  parseCrontab,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import { log } from '#app/platform/log.server.ts';

export interface JobFacts {
  /** The queue gives up after this one. */
  lastAttempt: boolean;
}

/** Rejecting makes the queue try again later, ever more slowly. */
export type Tasks = Record<string, (payload: unknown, facts: JobFacts) => Promise<void>>;

export interface RunningWorker {
  stop(): Promise<void>;
}

export interface WorkerOptions {
  connectionString: string;
  tasks: Tasks;
  /** Crontab lines; several processes on one database run each line once. */
  timetable?: string;
  /** Jobs at once. */
  concurrency?: number;
  /** How long a stop waits for the jobs under way; what is not done by then is given back to the queue. */
  patienceMs?: number;
}

/** Runs queued jobs in this process until stopped. Signals are the process's business, not the queue's. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connectionString, tasks, timetable = '', concurrency = 4, patienceMs = 8_000 } = options;
  let holder = '';
  const events: WorkerEvents = new EventEmitter();
  events.on('pool:create', ({ workerPool }) => {
    holder = workerPool.id;
  });
  const runner = await run({
    connectionString,
    events,
    concurrency,
    maxPoolSize: concurrency + 2,
    pollInterval: 1_000,
    noHandleSignals: true,
    taskList: asTaskList(tasks),
    parsedCronItems: parseCrontab(timetable),
    logger,
  });
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'jobs stopped on an error'));
  return {
    async stop() {
      const late = new AbortController();
      const stopped = runner.stop().finally(() => late.abort());
      const waited = sleep(patienceMs, undefined, { signal: late.signal });
      await Promise.race([stopped, waited.catch(() => undefined)]);
      if (late.signal.aborted) return stopped;
      log.warn('jobs under way are given back to the queue');
      const queue = await makeWorkerUtils({ connectionString, logger });
      await queue.forceUnlockWorkers([holder]).finally(() => queue.release());
    },
  };
}

function asTaskList(tasks: Tasks): TaskList {
  return Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      (payload: unknown, { job }: { job: { attempts: number; max_attempts: number } }) =>
        task(payload, { lastAttempt: job.attempts >= job.max_attempts }),
    ]),
  );
}

// the queue's own lines, less its account of every job: payloads stay out of the log
const logger = new Logger(() => (level, message) => {
  if (level === 'error') log.error(message);
  else if (level === 'warning') log.warn(message);
  else log.trace(message);
});
