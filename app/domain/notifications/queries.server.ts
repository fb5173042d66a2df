import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { NotificationView } from './views.ts';
import type { Rhythm } from './vocabulary.ts';

const PAGE = 30;

/** What the signed-in person was told, newest first; `after` is the public id of the last one seen. */
export async function myNotifications(
  ctx: Ctx,
  after: string | null,
): Promise<{ items: NotificationView[]; next: string | null }> {
  const rows = await ctx.db.execute<NotificationView & Record<string, unknown>>(sql`
    select public_id as "publicId", title, line, to_json(created_at) #>> '{}' as at, read_at is not null as read,
           case when needed_by > ledger.clock() then to_json(needed_by) #>> '{}' end as "neededBy"
      from notification
     where person_id = ${ctx.actor.person?.id ?? null}
       and (${after}::uuid is null or id < (select n.id from notification n where n.public_id = ${after}::uuid))
     order by id desc limit ${PAGE + 1}`);
  const items = [...rows].slice(0, PAGE);
  return { items, next: rows.length > PAGE ? (items.at(-1)?.publicId ?? null) : null };
}

/** What every page says to its reader: how much is new, and whether their address fails. Counted up to 100. */
export async function standingOf(ctx: Ctx): Promise<{ unread: number; addressFailedAt: string | null }> {
  const [row] = await ctx.db.execute<{ unread: number; addressFailedAt: string | null }>(sql`
    select (select count(*)::int from (select from notification where person_id = p.id and read_at is null limit 100) n) as unread,
           to_json(p.email_failed_at) #>> '{}' as "addressFailedAt"
      from person p where p.id = ${ctx.actor.person?.id ?? null}`);
  return row ?? { unread: 0, addressFailedAt: null };
}

/** The rhythm somebody chose; null while the usual ones apply. undefined for nobody. */
export async function rhythmOf(ctx: Ctx, personPublicId: string): Promise<Rhythm | null | undefined> {
  const [row] = await ctx.db.execute<{ rhythm: Rhythm | null }>(sql`
    select s.rhythm from person p left join notification_setting s on s.person_id = p.id where p.public_id = ${personPublicId}::uuid`);
  return row?.rhythm;
}
