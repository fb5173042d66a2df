import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { keepsAlerts } from '../policy.ts';
import { reachOf } from '../reach.server.ts';
import type { AlertInput } from '../schema.ts';
import { settleQuery } from '../settle.server.ts';
import { MOST_ALERTS } from '../vocabulary.ts';

/** Keeps a search for the person: what is published, opened or made cheaper from now on will be told. */
export async function saveAlert(
  ctx: Ctx,
  { key, input }: { key: string; input: AlertInput },
): Promise<{ publicId: string }> {
  const { actor } = ctx;
  if (!keepsAlerts(actor)) return refuse('sign-in-needed');
  return inCommand(ctx, { name: 'save-alert', key, input }, async (tx) => {
    // two at once are counted one after the other
    await tx.db.execute(sql`select from person where id = ${actor.person.id} for no key update`);
    const [kept] = await tx.db.execute<{ n: number }>(sql`
      select count(*)::int as n from alert where person_id = ${actor.person.id} and removed_at is null`);
    if ((kept?.n ?? 0) >= MOST_ALERTS) return refuse('too-many-alerts', { most: MOST_ALERTS });
    const { query, filters } = await settleQuery(tx, input);
    const { wants, area } = await reachOf(tx, filters);
    const [made] = await tx.db.execute<{ publicId: string }>(sql`
      insert into alert (person_id, organisation_id, name, query, wants, area, rhythm)
      values (${actor.person.id}, ${actor.organisation?.id ?? null}::bigint, ${input.name}, ${query}, ${wants}, ${area}, ${input.rhythm})
      returning public_id as "publicId"`);
    if (!made) throw new Error('the alert was not written');
    return made;
  });
}
