import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { messagePhotoKey, TOLD_AGAIN_MINUTES } from '#app/domain/messages/limits.ts';
import { notify } from '#app/jobs/notify.server.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';
import { readersOf } from '#app/jobs/readers.server.ts';
import { reservationStory } from '#app/jobs/reservation-facts.server.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

const QUOTED = 3;

interface Untold extends Record<string, unknown> {
  last: number | null;
  photos: number;
  texts: { by: string; body: string }[];
  /** told a moment ago, and has not come: when they may be told again */
  notBefore: string | null;
}

/** What the other side wrote and this reader neither read nor was told of. */
async function untoldTo(ctx: Ctx, reservation: number, from: string, reader: number): Promise<Untold | null> {
  const [row] = await ctx.db.execute<Untold>(sql`
    with mark as (select coalesce(max(read_to), 0) as read_to, coalesce(max(told_to), 0) as told_to, max(told_at) as told_at
                    from message_read where reservation_id = ${reservation} and person_id = ${reader}),
      untold as (select m.id, m.body, p.name from message m join person p on p.id = m.person_id, mark
                  where m.reservation_id = ${reservation} and m.side = ${from} and m.id > greatest(mark.read_to, mark.told_to))
    select (select max(id) from untold) as last,
           (select count(*)::int from message_photo f where f.message_id in (select id from untold)) as photos,
           coalesce((select json_agg(json_build_object('by', t.name, 'body', t.body) order by t.id)
              from (select * from untold order by id desc limit ${QUOTED}) t), '[]') as texts,
           (select case when mark.told_to > mark.read_to and mark.told_at + ${`${TOLD_AGAIN_MINUTES} minutes`}::interval > ledger.clock()
                        then mark.told_at + ${`${TOLD_AGAIN_MINUTES} minutes`}::interval end from mark) as "notBefore"`);
  return row && row.last !== null ? row : null;
}

/** One letter a burst to each reader of the other side. The lock of the thread keeps what is being written from falling between two. */
const tellOtherSide: Reaction = async (ctx, event) => {
  const reservation = idIn(event, 'reservation');
  const from: Side = event.payload.side === 'holder' ? 'holder' : 'taker';
  const side: Side = from === 'holder' ? 'taker' : 'holder';
  await ctx.db.execute(
    sql`select 1 from message_thread where reservation_id = ${reservation} for no key update`,
  );
  const story = await reservationStory(ctx, reservation, null);
  const later: Date[] = [];
  for (const reader of await readersOf(ctx, story, side)) {
    const untold = await untoldTo(ctx, reservation, from, reader.id);
    if (!untold) continue;
    if (untold.notBefore) {
      later.push(new Date(untold.notBefore));
      continue;
    }
    const { last, photos, texts } = untold;
    await notify(ctx, {
      ...{
        kind: 'message.received',
        reader,
        side,
        reservation: story.facts.publicId,
        neededBy: story.neededBy,
      },
      dedupKey: `message:${last}:${side}:${reader.id}`,
      thread: `reservation:${story.facts.publicId}`,
      params: { name: reader.name, zone: reader.zone, side, facts: story.facts, photos, texts },
    });
    await ctx.db.execute(sql`
      insert into message_read (reservation_id, person_id, told_to, told_at) values (${reservation}, ${reader.id}, ${last}, ledger.clock())
      on conflict (reservation_id, person_id) do update set told_to = excluded.told_to, told_at = excluded.told_at`);
  }
  if (later.length > 0) {
    const after = new Date(Math.min(...later.map((one) => one.getTime())));
    await record(ctx, 'message.sent', { reservation, side: from }, { after });
  }
};

/** A photo of a thread that was forgotten: its files go. */
const dropPhoto: Reaction = async (_ctx, event, { storage }) => {
  const { photo, small, large } = event.payload;
  for (const width of new Set([Number(small), Number(large)]))
    await storage.delete(messagePhotoKey(String(photo), width));
};

export const messageMails: Record<string, Reaction> = {
  'message.sent': tellOtherSide,
  'message.photo-forgotten': dropPhoto,
};
