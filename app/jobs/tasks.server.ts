import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { react } from '#app/jobs/react.server.ts';
import type { JobWorld } from '#app/jobs/reaction.ts';
import type { Tasks } from '#app/platform/jobs/worker.server.ts';
import { deliver } from '#app/platform/mail/deliver.server.ts';
import type { MailTransport } from '#app/platform/mail/transport.server.ts';
import type { Database } from '#db/client.ts';

export interface TaskWorld extends JobWorld {
  db: Database;
  transport: MailTransport | null;
  from: string;
}

const eventJob = z.object({ event: z.number() });
const mailJob = z.object({ mail: z.number() });

/** Everything Gisement does on its own. Each may run twice without harm. */
export function makeTasks(world: TaskWorld): Tasks {
  const { db } = world;
  return {
    react: async (payload) => {
      await react(db, world, eventJob.parse(payload).event);
    },
    'send-mail': async (payload, { lastAttempt }) => {
      await deliver(world, mailJob.parse(payload).mail, lastAttempt);
    },
    // the holds of a story being played are past their deadline by today's clock: the story ends them itself
    'expire-due': async () => {
      await db.execute(sql`select ledger.expire_due(200) where not public.demonstration_is_playing()`);
    },
    // a used or dead link is kept a week, to say "already used" rather than "unknown"
    'purge-tokens': async () => {
      await db.execute(sql`delete from token where expires_at < ledger.clock() - interval '7 days'`);
      await db.execute(sql`delete from session where expires_at < ledger.clock() - interval '1 day'`);
      await db.execute(
        sql`delete from reservation_draft where expires_at < ledger.clock() - interval '7 days'`,
      );
    },
  };
}

/** Minutes, hours, days of the month, months, weekdays in UTC, then the task. */
export const TIMETABLE = ['* * * * * expire-due ?max=3', '17 3 * * * purge-tokens ?max=3'].join('\n');
