import { sql } from 'drizzle-orm';
import type { Ctx, Role } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { allowsRole, mayManageMembers, maySetStandIn } from './policy.ts';

export interface StandInView {
  publicId: string;
  name: string;
  startsOn: string;
  endsOn: string;
  now: boolean;
}

export interface MemberPage {
  publicId: string;
  name: string;
  role: Role;
  me: boolean;
  mayManage: boolean;
  sites: { publicId: string; name: string }[];
  standIns: StandInView[];
  /** who may follow them, and who may stand in for them */
  heirs: { publicId: string; name: string }[];
  colleagues: { publicId: string; name: string }[];
}

type Row = Omit<MemberPage, 'me' | 'mayManage' | 'heirs' | 'colleagues'> & Record<string, unknown>;

/** A colleague's work, for an administrator of the acting organisation or for themselves. */
export async function memberPage(ctx: Ctx, person: string): Promise<MemberPage> {
  const acting = ctx.actor.organisation ?? refuse('not-found');
  const [row] = await ctx.db.execute<Row>(sql`
    select p.public_id as "publicId", p.name, m.role,
           coalesce((select json_agg(json_build_object('publicId', s.public_id, 'name', s.name) order by s.name, s.id)
                       from site s where s.organisation_id = m.organisation_id and s.lead_person_id = p.id), '[]') as sites,
           coalesce((select json_agg(json_build_object('publicId', i.public_id, 'name', q.name, 'startsOn', i.starts_on, 'endsOn', i.ends_on,
                                     'now', ledger.clock()::date between i.starts_on and i.ends_on) order by i.starts_on)
                       from stand_in i join person q on q.id = i.stand_in_id
                      where i.organisation_id = m.organisation_id and i.person_id = p.id and i.ends_on >= ledger.clock()::date), '[]') as "standIns"
      from membership m join person p on p.id = m.person_id
     where m.organisation_id = ${acting.id} and p.public_id = ${person}::uuid`);
  if (!row) return refuse('not-found');
  if (!maySetStandIn(ctx.actor, acting.id, person)) return refuse('forbidden');
  const others = await ctx.db.execute<{ publicId: string; name: string; role: Role }>(sql`
    select p.public_id as "publicId", p.name, m.role from membership m join person p on p.id = m.person_id
     where m.organisation_id = ${acting.id} and p.public_id <> ${person}::uuid and m.role <> 'analyst' order by p.name, p.id`);
  const named = ({ publicId, name }: { publicId: string; name: string }) => ({ publicId, name });
  return {
    ...row,
    me: ctx.actor.person?.publicId === person,
    mayManage: mayManageMembers(ctx.actor, acting.id),
    heirs: [...others].filter(({ role }) => allowsRole(role, 'site_manager')).map(named),
    colleagues: [...others].map(named),
  };
}
