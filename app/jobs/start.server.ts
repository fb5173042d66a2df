import { freeAbandoned } from '#app/jobs/abandoned.server.ts';
import { makeTasks, TIMETABLE } from '#app/jobs/tasks.server.ts';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import { type RunningWorker, startWorker } from '#app/platform/jobs/worker.server.ts';
import { log } from '#app/platform/log.server.ts';
import { openTransport } from '#app/platform/mail/transport.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';

/** Starts the jobs of this process. `stop` lets the running ones finish, then closes what they opened. */
export async function startJobs(world: {
  db: Database;
  storage: Storage;
  photos: PhotoEncoder;
  /** Of the serving role: the queue has its own few sessions. */
  databaseUrl: string;
  settings: { SMTP_URL?: string; MAIL_FROM: string; MAIL_REPLY_TO?: string | undefined };
}): Promise<RunningWorker> {
  const { db, storage, photos, databaseUrl, settings } = world;
  const transport = openTransport(settings.SMTP_URL);
  const { MAIL_FROM: from, MAIL_REPLY_TO: replyTo } = settings;
  const tasks = makeTasks({ db, storage, photos, transport, from, replyTo });
  const worker = await startWorker({ connectionString: databaseUrl, tasks, timetable: TIMETABLE });
  const free = () =>
    freeAbandoned(db).catch((error: unknown) => log.warn({ err: error }, 'abandoned jobs wait'));
  void free();
  const freeing = setInterval(free, 60_000).unref();
  return {
    async stop() {
      clearInterval(freeing);
      await worker.stop();
      transport?.close();
    },
  };
}
