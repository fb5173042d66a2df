import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { Rhythm } from '../vocabulary.ts';

/**
 * How often this person is written to from now on. What waits for a mail leaves at the new rhythm, or not at all. The caller has
 * proved that it is them: their session, or the signed link of a mail.
 */
export async function chooseRhythm(ctx: Ctx, personPublicId: string, rhythm: Rhythm): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [person] = await tx.execute<{ id: number }>(sql`
      insert into notification_setting (person_id, rhythm) select id, ${rhythm} from person where public_id = ${personPublicId}::uuid
      on conflict (person_id) do update set rhythm = excluded.rhythm, chosen_at = ledger.clock() returning person_id as id`);
    if (!person) return refuse('not-found');
    await tx.execute(sql`
      update notification set mail_due_at = notification_due(${rhythm}, side, zone_of_reader(person_id, null), needed_by, (select ledger.clock()))
       where person_id = ${person.id} and mail_due_at is not null`);
  });
}
