import type { Ctx } from '#app/domain/context.ts';
import { carriedBy } from '#app/domain/notifications/commands/tell-person.server.ts';
import { peopleDue, takeDigest } from '#app/domain/notifications/digest.server.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';
import type { Database } from '#db/client.ts';
import { eachPerson } from './each-person.server.ts';

/** One mail to each person with something due. */
export const sendDigests = (db: Database): Promise<number> => eachPerson(db, peopleDue, write);

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
