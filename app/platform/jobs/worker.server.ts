import { Logger, parseCrontab, run, type TaskList } from 'graphile-worker';
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
}

/** Runs queued jobs in this process until stopped. Signals are the process's business, not the queue's. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { connectionString, tasks, timetable = '', concurrency = 4 } = options;
  const runner = await run({
    connectionString,
    concurrency,
    maxPoolSize: concurrency + 2,
    pollInterval: 1_000,
    noHandleSignals: true,
    taskList: asTaskList(tasks),
    parsedCronItems: parseCrontab(timetable),
    logger,
  });
  runner.promise.catch((error: unknown) => log.error({ err: error }, 'jobs stopped on an error'));
  return { stop: () => runner.stop() };
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
