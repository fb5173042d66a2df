import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { mayManageMembers } from '../policy.ts';
import { type Role, rolesOfKind } from '../vocabulary.ts';

/** An administrator lets somebody who asked into the acting organisation, in a role, or declines (`role: null`). */
export async function answerJoinRequest(
  ctx: Ctx,
  { key, request, role }: { key: string; request: string; role: Role | null },
): Promise<{ role: Role | null }> {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return refuse('forbidden');
  if (role && !rolesOfKind(acting.kind).includes(role)) return refuse('invalid-input', { field: 'role' });
  return inCommand(ctx, { name: 'answer-join-request', key, input: { request, role } }, async (tx) => {
    // the organisation's row is the queue of all that changes who belongs to it
    await tx.db.execute(sql`select 1 from organisation where id = ${acting.id} for no key update`);
    const [asked] = await tx.db.execute<{
      id: number;
      personId: number;
      answered: boolean;
      may: boolean;
    }>(sql`
      select j.id, j.person_id as "personId", j.answered_at is not null as answered,
             exists (select from membership m where m.organisation_id = j.organisation_id and m.role = 'administrator'
                      and m.person_id = ${ctx.actor.person?.id ?? null}) as may
        from join_request j where j.public_id = ${request}::uuid and j.organisation_id = ${acting.id} for update`);
    if (!asked) return refuse('not-found');
    if (!asked.may) return refuse('forbidden');
    if (asked.answered) return refuse('already-done');
    await tx.db.execute(sql`
      update join_request set answered_at = ledger.clock(), answer = ${role ? 'accepted' : 'declined'}, role = ${role},
             answered_by = ${ctx.actor.person?.id ?? null} where id = ${asked.id}`);
    if (role) {
      await tx.db.execute(sql`
        insert into membership (organisation_id, person_id, role) values (${acting.id}, ${asked.personId}, ${role}) on conflict do nothing`);
      await record(tx, 'organisation.joined', { organisation: acting.id, person: asked.personId });
    }
    await record(tx, 'organisation.join-answered', { request: asked.id });
    return { role };
  });
}
