import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** The signed-in person has seen a thread up to this message; never less than before. The caller has read it for them. */
export async function readThread(ctx: Ctx, reservationId: number, last: number): Promise<void> {
  if (last === 0 || !ctx.actor.person) return;
  await ctx.db.execute(sql`
    insert into message_read (reservation_id, person_id, read_to) values (${reservationId}, ${ctx.actor.person.id}, ${last})
    on conflict (reservation_id, person_id) do update set read_to = excluded.read_to where message_read.read_to < excluded.read_to`);
}
