import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';

/** Gives the person an address for their calendar, or a new one: the one before stops answering. */
export async function renewCalendar(ctx: Ctx, { key }: { key: string }): Promise<{ renewed: boolean }> {
  const person = ctx.actor.person ?? refuse('sign-in-needed');
  return inCommand(ctx, { name: 'renew-calendar', key, input: { person: person.publicId } }, async (tx) => {
    const [row] = await tx.db.execute<{ renewed: boolean }>(sql`
      with before as (select 1 from calendar_feed where person_id = ${person.id})
      insert into calendar_feed (person_id) values (${person.id})
        on conflict (person_id) do update set number = gen_random_uuid(), made_at = ledger.clock()
        returning exists (select from before) as renewed`);
    return { renewed: row?.renewed ?? false };
  });
}
