import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { readersOn, type Thread, threadFor } from './thread.server.ts';
import type { MessagesGlance, MessageView, ThreadView } from './views.ts';

const otherOf = ({ side }: Thread) => (side === 'holder' ? 'taker' : 'holder');

/** The whole thread, oldest first (300 messages at most), for one of the two sides. Refuses `not-found` to others. */
export async function threadPage(
  ctx: Ctx,
  reservation: string,
): Promise<ThreadView & { id: number; last: number }> {
  const thread = await threadFor(ctx, reservation);
  const rows = await ctx.db.execute<MessageView & { id: number } & Record<string, unknown>>(sql`
    with other as (${readersOn(thread, otherOf(thread))}),
      facing as (select o.id, p.email_failed_at is null as receives, coalesce(d.read_to, 0) as read_to
                   from other o join person p on p.id = o.id
                   left join message_read d on d.person_id = o.id and d.reservation_id = ${thread.id})
    select m.id, m.public_id as "publicId", m.side, m.side = ${thread.side} as mine, p.name as by, o.name as organisation, m.body,
           to_json(m.created_at) #>> '{}' as at,
           m.side <> ${thread.side} and m.id > coalesce((select d.read_to from message_read d
              where d.reservation_id = m.reservation_id and d.person_id = ${ctx.actor.person?.id ?? null}), 0) as fresh,
           m.side = ${thread.side} and exists (select from facing)
             and not exists (select from facing f where f.receives or f.read_to >= m.id) as unreceived,
           coalesce((select json_agg(json_build_object('publicId', f.public_id, 'width', f.width, 'height', f.height, 'thumbhash', f.thumbhash) order by f.id)
                       from message_photo f where f.message_id = m.id), '[]') as photos
      from message m join person p on p.id = m.person_id join organisation o on o.id = m.organisation_id
     where m.reservation_id = ${thread.id} order by m.id`);
  return {
    id: thread.id,
    last: rows.at(-1)?.id ?? 0,
    reservation: thread.publicId,
    lot: thread.lot,
    side: thread.side,
    other: thread.other,
    zone: thread.zone,
    mayWrite: thread.mayWrite,
    closed: !thread.open,
    until: thread.until,
    messages: [...rows].map(({ id: _id, ...message }) => message),
  };
}

/** What the reservation's own page says of them; null where there is no thread. */
export async function messagesAtAGlance(ctx: Ctx, reservation: string): Promise<MessagesGlance | null> {
  const thread = await threadFor(ctx, reservation).catch(() => null);
  if (!thread) return null;
  const [row] = await ctx.db.execute<Omit<MessagesGlance, 'other'> & Record<string, unknown>>(sql`
    with other as (${readersOn(thread, otherOf(thread))})
    select count(m.id)::int as count,
           count(m.id) filter (where m.side <> ${thread.side} and m.id > coalesce(d.read_to, 0))::int as unread,
           exists (select from other) and not exists (select from other o join person p on p.id = o.id and p.email_failed_at is null) as "otherFails"
      from (select 1) one left join message m on m.reservation_id = ${thread.id}
      left join message_read d on d.reservation_id = ${thread.id} and d.person_id = ${ctx.actor.person?.id ?? null}`);
  return row ? { ...row, other: thread.other } : null;
}

/** Where the pixels of one photo of one thread lie, for its two sides alone; null for a photo of another. */
export async function photoOfThread(
  ctx: Ctx,
  call: { reservation: string; photo: string },
): Promise<{ widths: number[] } | null> {
  const thread = await threadFor(ctx, call.reservation);
  const [row] = await ctx.db.execute<{ widths: number[] }>(sql`
    select p.widths from message_photo p join message m on m.id = p.message_id
     where p.public_id = ${call.photo}::uuid and m.reservation_id = ${thread.id}`);
  return row ?? null;
}
