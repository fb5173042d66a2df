import type { Ctx } from '#app/domain/context.ts';
import { carriedBy, tellPerson } from '#app/domain/notifications/commands/tell-person.server.ts';
import type { Reader } from '#app/jobs/readers.server.ts';
import { env } from '#app/platform/env.server.ts';
import { type LetterKind, type Letters, writeLetter } from '#app/platform/mail/letters/letters.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';
import { queueMail } from '#app/platform/mail/queue.server.ts';

interface Notice<Kind extends LetterKind> {
  kind: Kind;
  reader: Reader;
  /** On which side of the trade they read it: each has its usual rhythm. */
  side: Side;
  /** The fact and its reader: a second notice with the same key is not written. */
  dedupKey: string;
  /** Letters of the same thread are shown together by mail programs. */
  thread?: string;
  params: Letters[Kind];
  /** What it is about, by its public id. */
  reservation?: string | null;
  /** What it tells of is due then: within 24 hours its letter leaves at once. */
  neededBy?: Date | null;
}

/**
 * The one door of what people are told about lots, reservations, hours and visits: a line in their list in the app, and a letter,
 * at once or in their next digest. In the transaction of the fact: once, or not at all.
 */
export async function notify<Kind extends LetterKind>(ctx: Ctx, notice: Notice<Kind>): Promise<void> {
  const { kind, reader, side, dedupKey, thread, params, reservation = null, neededBy = null } = notice;
  const letter = writeLetter(kind, reader.locale, params, env.ORIGIN);
  const url = letter.button?.url;
  const told = await tellPerson(ctx, {
    ...{ personId: reader.id, dedupKey, kind, side, reservation, neededBy, zone: reader.zone },
    title: letter.subject.replace(/\p{Cc}+/gu, ' ').trim(),
    line: letter.lines[0] ?? '',
    path: url ? new URL(url).pathname + new URL(url).search : '/notifications',
  });
  if (!told?.mailNow) return;
  const { email, locale, id, publicId } = reader;
  await queueMail(ctx, { kind, to: email, locale, personId: id, dedupKey, thread, params, stops: publicId });
  await carriedBy(ctx, [told.id], dedupKey);
}

/** The first of these instants, as dates or as the database writes them; null when there is none. */
export function soonest(instants: readonly (Date | string | null)[]): Date | null {
  const known = instants.flatMap((one) => (one === null ? [] : [new Date(one).getTime()]));
  return known.length > 0 ? new Date(Math.min(...known)) : null;
}
