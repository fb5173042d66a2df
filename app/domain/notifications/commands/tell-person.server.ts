import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

export interface Told {
  personId: number;
  /** Says which fact this is for which reader, once. */
  dedupKey: string;
  kind: string;
  side: 'holder' | 'taker';
  /** by its public id */
  reservation: string | null;
  title: string;
  line: string;
  path: string;
  neededBy: Date | null;
  /** the zone its reader lives by */
  zone: string;
}

/**
 * One line in a person's list, in the transaction of `ctx.db`. null when that fact was already told to them; `mailNow` when its
 * letter leaves at once, by their rhythm.
 */
export async function tellPerson(ctx: Ctx, told: Told): Promise<{ id: number; mailNow: boolean } | null> {
  const neededBy = told.neededBy?.toISOString() ?? null;
  const [row] = await ctx.db.execute<{ id: number; mailNow: boolean }>(sql`
    insert into notification (person_id, dedup_key, kind, side, reservation_id, title, line, path, needed_by, mail_due_at)
    select p.id, ${told.dedupKey}, ${told.kind}, ${told.side},
           (select r.id from ledger.reservation r where r.public_id = ${told.reservation}::uuid),
           left(${told.title}, 300), left(${told.line}, 2000), ${told.path}, ${neededBy}::timestamptz,
           case when p.email_failed_at is null
                then notification_due(s.rhythm, ${told.side}, ${told.zone}, ${neededBy}::timestamptz, (select ledger.clock())) end
      from person p left join notification_setting s on s.person_id = p.id where p.id = ${told.personId}
    on conflict (dedup_key) do nothing
    returning id, coalesce(mail_due_at <= ledger.clock(), false) as "mailNow"`);
  return row ?? null;
}

/** The letter of this key carries these notifications: none is written again. */
export async function carriedBy(ctx: Ctx, ids: readonly number[], mailKey: string): Promise<void> {
  await ctx.db.execute(sql`
    update notification set mail_due_at = null, mail_id = (select m.id from mail m where m.dedup_key = ${mailKey})
     where id = any (${sql.param(`{${ids.join(',')}}`)}::bigint[])`);
}
