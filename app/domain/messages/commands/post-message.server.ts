import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import type { SmallPhotoFacts } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import { BURST_MINUTES, MESSAGE_LIMITS } from '../limits.ts';
import { type Thread, threadFor } from '../thread.server.ts';

interface Call {
  key: string;
  reservation: string;
  body: string;
  photos: readonly SmallPhotoFacts[];
}

/**
 * One message of the acting side. `keepFiles` stores its photos before the rows say that they are there. Refuses `not-found` to who is
 * of neither side, `forbidden` to who only reads, `thread-closed`, `message-empty`, `too-many-messages`, `rate-limited`.
 */
export async function postMessage(
  ctx: Ctx,
  call: Call,
  keepFiles: () => Promise<void> = async () => undefined,
): Promise<{ publicId: string }> {
  const { key, reservation, body, photos } = call;
  return inCommand(ctx, { name: 'post-message', key, input: { reservation, body, photos } }, async (tx) => {
    const thread = await threadFor(tx, reservation);
    if (!thread.open) return refuse('thread-closed');
    if (!thread.mayWrite) return refuse('forbidden');
    if (body.trim() === '' && photos.length === 0) return refuse('message-empty', { field: 'body' });
    await takeTurn(tx, thread);
    await keepFiles();
    const organisation = thread.side === 'holder' ? thread.holderOrganisationId : thread.takerOrganisationId;
    const [message] = await tx.db.execute<{ id: number; publicId: string }>(sql`
      insert into message (reservation_id, side, organisation_id, person_id, body)
      values (${thread.id}, ${thread.side}, ${organisation}, ${tx.actor.person?.id ?? null}, ${body})
      returning id, public_id as "publicId"`);
    if (!message) return refuse('not-found');
    for (const { publicId, width, height, thumbhash, widths } of photos)
      await tx.db.execute(sql`
        insert into message_photo (public_id, message_id, width, height, thumbhash, widths)
        values (${publicId}, ${message.id}, ${width}, ${height}, ${thumbhash}, ${sql.param(`{${widths.join(',')}}`)}::integer[])`);
    await tellLater(tx, thread);
    return { publicId: message.publicId };
  });
}

/** The thread's row, locked: who writes next waits here, and counts this message. */
async function takeTurn(tx: Ctx, { id, side }: Thread): Promise<void> {
  await tx.db.execute(sql`
    insert into message_thread (reservation_id, messages) values (${id}, 1)
    on conflict (reservation_id) do update set messages = least(message_thread.messages + 1, ${MESSAGE_LIMITS.perReservation})`);
  const [written] = await tx.db.execute<{ all: number; lately: number }>(sql`
    select count(*)::int as all, count(*) filter (where side = ${side} and created_at > ledger.clock() - interval '1 hour')::int as lately
      from message where reservation_id = ${id}`);
  const { all = 0, lately = 0 } = written ?? {};
  if (all >= MESSAGE_LIMITS.perReservation)
    return refuse('too-many-messages', { limit: MESSAGE_LIMITS.perReservation });
  if (lately >= MESSAGE_LIMITS.perHour) return refuse('rate-limited', { retryAfter: 3600 });
}

/** One fact a burst: while the other side is about to be told, what is written joins it. The reaction takes the same lock. */
async function tellLater(tx: Ctx, { id, side }: Thread): Promise<void> {
  const [waiting] = await tx.db.execute(sql`
    select 1 from event where kind = 'message.sent' and handled_at is null
       and (payload ->> 'reservation')::bigint = ${id} and payload ->> 'side' = ${side} limit 1`);
  if (waiting) return;
  const [row] = await tx.db.execute<{ at: string }>(
    sql`select ledger.clock() + ${`${BURST_MINUTES} minutes`}::interval as at`,
  );
  await record(tx, 'message.sent', { reservation: id, side }, { after: new Date(row?.at ?? 0) });
}
