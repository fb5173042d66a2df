import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';

/** Requests of one person that may wait at once: enough for an honest mistake, too few to write to everybody. */
const WAITING_MOST = 3;

interface Ask {
  key: string;
  /** public id */
  organisation: string;
  message?: string;
}

/** Asks the administrators of an organisation that gave a SIREN to let the acting person in. One request at a time. */
export async function askToJoin(
  ctx: Ctx,
  { key, organisation, message }: Ask,
): Promise<{ publicId: string; name: string }> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  return inCommand(ctx, { name: 'ask-to-join', key, input: { organisation, message } }, async (tx) => {
    // two of one person's requests at once are counted one after the other
    await tx.db.execute(sql`select 1 from person where id = ${me.id} for no key update`);
    const [to] = await tx.db.execute<{ id: number; name: string; member: boolean; waiting: number }>(sql`
      select o.id, o.name, exists (select from membership m where m.organisation_id = o.id and m.person_id = ${me.id}) as member,
             (select count(*)::int from join_request j where j.person_id = ${me.id} and j.answered_at is null) as waiting
        from organisation o where o.public_id = ${organisation}::uuid and o.kind <> 'private_person' and o.siren is not null`);
    if (!to) return refuse('not-found');
    if (to.member) return refuse('already-member');
    const [made] = await tx.db.execute<{ id: number; publicId: string }>(sql`
      insert into join_request (organisation_id, person_id, message) values (${to.id}, ${me.id}, ${message ?? null})
      on conflict (organisation_id, person_id) where answered_at is null do nothing returning id, public_id as "publicId"`);
    if (!made) return refuse('already-done');
    if (to.waiting >= WAITING_MOST) return refuse('too-many-open');
    await record(tx, 'organisation.join-asked', { request: made.id });
    return { publicId: made.publicId, name: to.name };
  });
}
