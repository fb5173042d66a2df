import type { Ctx } from '#app/domain/context.ts';
import { carriedBy } from '#app/domain/notifications/commands/tell-person.server.ts';
import { peopleDue, takeDigest } from '#app/domain/notifications/digest.server.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import type { Database } from '#db/client.ts';

const PEOPLE = 200;

/**
 * One mail to each person with something due. What is marked as told and its mail are one transaction. One person's failure does
 * not keep the others waiting; it fails the job, which comes again.
 */
export async function sendDigests(db: Database): Promise<number> {
  const failures: unknown[] = [];
  const tried = new Set<number>();
  let sent = 0;
  for (;;) {
    const due = await peopleDue(jobCtx(db), PEOPLE + failures.length);
    const people = due.filter((person) => !tried.has(person));
    if (people.length === 0) break;
    for (const person of people) {
      tried.add(person);
      await db
        .transaction((tx) => write(jobCtx(tx), person))
        .then(
          (wrote) => {
            sent += wrote ? 1 : 0;
          },
          (error: unknown) => failures.push(error),
        );
    }
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}

async function write(ctx: Ctx, personId: number): Promise<boolean> {
  const digest = await takeDigest(ctx, personId);
  if (!digest) return false;
  const { key, person, items, others, ids } = digest;
  await queueMail(ctx, {
    kind: 'notifications.digest',
    to: person.email,
    locale: person.locale,
    personId,
    dedupKey: key,
    params: { name: person.name, items, others },
    stops: person.publicId,
  });
  await carriedBy(ctx, ids, key);
  return true;
}

const jobCtx = (db: Database): Ctx => ({
  db,
  actor: { person: null, organisation: null, via: 'job' },
  now: new Date(),
  locale: 'fr',
});
