import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx, Role } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { passWorkOn } from '../pass-work-on.server.ts';
import { allowsRole, mayManageMembers } from '../policy.ts';
import { keepsAnAdministrator } from '../rules.ts';

interface HandOver {
  key: string;
  /** public ids of two members */
  person: string;
  heir: string;
  /** The person is removed from the organisation too. */
  leaves: boolean;
}

interface Member extends Record<string, unknown> {
  id: number;
  publicId: string;
  role: Role;
}

/**
 * In one act, an administrator gives all the sites somebody leads to another who may run sites, and may remove them. Refuses
 * 'last-administrator'; 'invalid-input' beside `heir` when that person is not one who may.
 */
export async function handOverWork(
  ctx: Ctx,
  { key, person, heir, leaves }: HandOver,
): Promise<{ sites: number }> {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return refuse('forbidden');
  return inCommand(ctx, { name: 'hand-over-work', key, input: { person, heir, leaves } }, async (tx) => {
    // the organisation's row is the queue of all that changes who belongs to it
    await tx.db.execute(sql`select 1 from organisation where id = ${acting.id} for no key update`);
    const members = [
      ...(await tx.db.execute<Member>(sql`
        select p.id, p.public_id as "publicId", m.role from membership m join person p on p.id = m.person_id
         where m.organisation_id = ${acting.id}`)),
    ];
    // the acting person may have lost the right while waiting
    if (members.find(({ id }) => id === ctx.actor.person?.id)?.role !== 'administrator')
      return refuse('forbidden');
    const from = members.find(({ publicId }) => publicId === person) ?? refuse('not-found');
    const to = members.find(({ publicId }) => publicId === heir);
    if (!to || to.id === from.id || !allowsRole(to.role, 'site_manager'))
      return refuse('invalid-input', { field: 'heir' });
    if (leaves) {
      const administrators = members.filter(({ role }) => role === 'administrator').length;
      const verdict = keepsAnAdministrator({ from: from.role, to: null }, administrators);
      if (!verdict.ok) return refuse(verdict.code);
    }
    const sites = await passWorkOn(tx, { organisation: acting.id, from: from.id, to: to.id, leaves });
    await record(tx, 'organisation.work-passed-on', {
      organisation: acting.id,
      member: from.id,
      heir: to.id,
      leaves,
    });
    return { sites };
  });
}
