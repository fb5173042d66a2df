import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { maySetStandIn } from '../policy.ts';

interface StandIn {
  key: string;
  /** public ids of two members */
  person: string;
  standIn: string;
  startsOn: string;
  endsOn: string;
}

/** From a day to another, a colleague receives what somebody would: said by that person or by an administrator. */
export async function setStandIn(
  ctx: Ctx,
  { key, person, standIn, startsOn, endsOn }: StandIn,
): Promise<{ publicId: string }> {
  const acting = ctx.actor.organisation;
  if (!acting || !maySetStandIn(ctx.actor, acting.id, person)) return refuse('forbidden');
  if (endsOn < startsOn) return refuse('invalid-input', { field: 'endsOn' });
  const input = { person, standIn, startsOn, endsOn };
  return inCommand(ctx, { name: 'set-stand-in', key, input }, async (tx) => {
    const [found] = await tx.db.execute<{ person: number | null; standIn: number | null; over: boolean }>(sql`
      select max(p.id) filter (where p.public_id = ${person}::uuid) as person,
             max(p.id) filter (where p.public_id = ${standIn}::uuid and m.role <> 'analyst') as "standIn",
             ${endsOn}::date < (select ledger.clock())::date as over
        from membership m join person p on p.id = m.person_id where m.organisation_id = ${acting.id}`);
    if (!found?.person) return refuse('not-found');
    if (!found.standIn || found.standIn === found.person)
      return refuse('invalid-input', { field: 'standIn' });
    if (found.over) return refuse('invalid-input', { field: 'endsOn' });
    const [made] = await tx.db
      .execute<{ publicId: string }>(sql`
        insert into stand_in (organisation_id, person_id, stand_in_id, starts_on, ends_on, set_by)
        values (${acting.id}, ${found.person}, ${found.standIn}, ${startsOn}::date, ${endsOn}::date, ${ctx.actor.person?.id ?? null})
        returning public_id as "publicId"`)
      .catch(notTwice);
    return made ?? refuse('not-found');
  });
}

/** Ends at once, whatever its last day. */
export async function endStandIn(
  ctx: Ctx,
  { key, standIn }: { key: string; standIn: string },
): Promise<{ ended: true }> {
  const acting = ctx.actor.organisation;
  if (!acting) return refuse('forbidden');
  return inCommand(ctx, { name: 'end-stand-in', key, input: { standIn } }, async (tx) => {
    const [found] = await tx.db.execute<{ id: number; person: string }>(sql`
      select i.id, p.public_id as person from stand_in i join person p on p.id = i.person_id
       where i.public_id = ${standIn}::uuid and i.organisation_id = ${acting.id} for update of i`);
    if (!found) return refuse('not-found');
    if (!maySetStandIn(ctx.actor, acting.id, found.person)) return refuse('forbidden');
    await tx.db.execute(sql`delete from stand_in where id = ${found.id}`);
    return { ended: true as const };
  });
}

function notTwice(error: unknown): never {
  const { code, cause } = error as { code?: string; cause?: { code?: string } };
  if ((cause?.code ?? code) === '23P01') return refuse('stand-in-overlaps', { field: 'startsOn' });
  if ((cause?.code ?? code) === '23514') return refuse('invalid-input', { field: 'endsOn' });
  throw error;
}
