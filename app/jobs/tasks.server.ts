import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { makeCheckpoint } from '#app/domain/ledger/commands/make-checkpoint.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { matchOpenings } from '#app/jobs/alerts/match-openings.server.ts';
import { sendAlerts } from '#app/jobs/alerts/send.server.ts';
import { checkBooks } from '#app/jobs/check-books.server.ts';
import { clean } from '#app/jobs/clean.server.ts';
import { carryOutDiagnosis } from '#app/jobs/diagnoses/carry-out.server.ts';
import { dropOldDiagnoses, reviveDiagnoses } from '#app/jobs/diagnoses/tidy.server.ts';
import { makeDocuments } from '#app/jobs/documents/make.server.ts';
import { purgeUploads } from '#app/jobs/purge-uploads.server.ts';
import { react } from '#app/jobs/react.server.ts';
import type { JobWorld } from '#app/jobs/reaction.ts';
import { renderPhoto } from '#app/jobs/render-photo.server.ts';
import { sendDigests } from '#app/jobs/send-digests.server.ts';
import { checkpointSigner } from '#app/platform/checkpoint-signer.server.ts';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import type { Tasks } from '#app/platform/jobs/worker.server.ts';
import { log } from '#app/platform/log.server.ts';
import { deliver } from '#app/platform/mail/deliver.server.ts';
import type { MailTransport } from '#app/platform/mail/transport.server.ts';
import type { Database } from '#db/client.ts';

export interface TaskWorld extends JobWorld {
  db: Database;
  photos: PhotoEncoder;
  transport: MailTransport | null;
  from: string;
  replyTo?: string | undefined;
}

const eventJob = z.object({ event: z.number() });
const photoJob = z.object({ file: z.number() });
const diagnosisJob = z.object({ diagnosis: z.number() });
const documentJob = z.union([
  z.object({ reservation: z.number() }),
  z.object({ organisation: z.number(), year: z.number() }),
]);
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
    'render-photo': async (payload, { lastAttempt }) => {
      const { file } = photoJob.parse(payload);
      await renderPhoto(world, { file, widths: PHOTO_LIMITS.widths, lastAttempt });
    },
    'purge-uploads': async () => purgeUploads(world),
    diagnosis: async (payload, { lastAttempt }) => {
      await carryOutDiagnosis(world, diagnosisJob.parse(payload).diagnosis, lastAttempt);
    },
    'make-document': async (payload) => {
      await makeDocuments(world, documentJob.parse(payload));
    },
    'revive-diagnoses': () => reviveDiagnoses(db),
    'drop-old-diagnoses': async () => {
      await dropOldDiagnoses(db, world.storage);
    },
    // the holds of a story being played are past their deadline by today's clock: the story ends them itself
    'expire-due': async () => {
      await db.execute(
        sql`select ledger.expire_due(200), ledger.close_waitlists(200) where not public.demonstration_is_playing()`,
      );
    },
    // what a taker was asked and did not answer in time stays as it is
    'lapse-asks': async () => {
      await db.execute(sql`select ledger.lapse_asks(200) where not public.demonstration_is_playing()`);
    },
    // told once, by whichever process comes first
    'end-mandates': async () => {
      await db.execute(sql`select mandates_end(200)`);
    },
    // asked every minute, made once a day: an outage at one hour delays it, nothing more
    checkpoint: async () => {
      const day = await makeCheckpoint(db, checkpointSigner());
      if (day) log.info({ day }, 'checkpoint of the ledger signed');
    },
    // the day before, at an hour one may be written to; told once, by whichever process comes first
    'remind-slots': async () => {
      await db.execute(sql`select ledger.remind_slots(200) where not public.demonstration_is_playing()`);
    },
    // by day, on the first, third and seventh; told once, by whichever process comes first
    'remind-handovers': async () => {
      await db.execute(sql`select ledger.remind_handovers(200) where not public.demonstration_is_playing()`);
    },
    // so long after the pick-up, by day; asked once and once more, by whichever process comes first
    'ask-outcomes': async () => {
      await db.execute(sql`select ledger.ask_outcomes(200) where not public.demonstration_is_playing()`);
    },
    'open-lots': async () => {
      await matchOpenings(db);
    },
    'send-alerts': async () => {
      await sendAlerts(db);
    },
    'send-digests': async () => {
      await sendDigests(db);
    },
    'learn-words': () => learnWords(db),
    'learn-words-again': async () => {
      await db.execute(sql`select search_words_restart()`);
      await learnWords(db);
    },
    'check-books': async () => {
      const breaks = await checkBooks(db);
      if (breaks.length > 0) log.error({ breaks }, 'the books do not balance');
    },
    'clean-up': async () => {
      log.info(await clean(db), 'daily cleaning');
    },
  };
}

/** Titles published since, a thousand a statement; what is beyond the last turn waits a minute. */
async function learnWords(db: Database): Promise<void> {
  for (let turn = 0; turn < 500; turn++) {
    const [row] = await db.execute<{ n: number }>(sql`select search_words_learn(1000) as n`);
    if ((row?.n ?? 0) === 0) return;
  }
}

/** Minutes, hours, days of the month, months, weekdays in UTC, then the task. */
export const TIMETABLE = [
  '* * * * * expire-due ?max=3',
  '* * * * * lapse-asks ?max=3',
  '* * * * * learn-words ?max=3',
  '29 3 * * * learn-words-again ?max=3',
  '17 3 * * * clean-up ?max=3',
  '53 2 * * * check-books ?max=3',
  '7 * * * * end-mandates ?max=3',
  '*/5 * * * * remind-slots ?max=3',
  '*/5 * * * * remind-handovers ?max=3',
  '*/10 * * * * ask-outcomes ?max=3',
  '* * * * * revive-diagnoses ?max=3',
  '41 3 * * * drop-old-diagnoses ?max=3',
  '41 * * * * purge-uploads ?max=3',
  '* * * * * open-lots ?max=3',
  '* * * * * send-alerts ?max=3',
  '* * * * * send-digests ?max=3',
  '* * * * * checkpoint ?max=3',
].join('\n');
