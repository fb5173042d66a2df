import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { mayManageMembers } from './policy.ts';
import type { OrganisationKind } from './vocabulary.ts';

export interface Joinable {
  publicId: string;
  slug: string;
  name: string;
  kind: OrganisationKind;
  commune: string | null;
  verified: boolean;
  /** of the person who asks: already in it, or waiting for its answer since */
  member: boolean;
  askedAt: string | null;
}

/** For somebody signed in: the organisations that gave this SIREN, as their public pages name them. */
export async function organisationsWithSiren(ctx: Ctx, siren: string): Promise<Joinable[]> {
  const me = ctx.actor.person ?? refuse('sign-in-needed');
  return [
    ...(await ctx.db.execute<Joinable & Record<string, unknown>>(sql`
      select o.public_id as "publicId", o.slug, o.name, o.kind, o.verified_at is not null as verified,
             (select c.name from commune c where c.code = o.commune_code) as commune,
             exists (select from membership m where m.organisation_id = o.id and m.person_id = ${me.id}) as member,
             (select to_json(j.asked_at) #>> '{}' from join_request j
               where j.organisation_id = o.id and j.person_id = ${me.id} and j.answered_at is null) as "askedAt"
        from organisation o where o.siren = ${siren} and o.kind <> 'private_person' order by o.verified_at nulls last, o.id limit 20`)),
  ];
}

export interface JoinRequestView {
  publicId: string;
  name: string;
  email: string;
  message: string | null;
  askedAt: string;
}

/** For an administrator: who waits for an answer, the first to ask first. */
export async function openJoinRequests(ctx: Ctx): Promise<JoinRequestView[]> {
  const acting = ctx.actor.organisation;
  if (!acting || !mayManageMembers(ctx.actor, acting.id)) return [];
  return [
    ...(await ctx.db.execute<JoinRequestView & Record<string, unknown>>(sql`
      select j.public_id as "publicId", p.name, p.email, j.message, to_json(j.asked_at) #>> '{}' as "askedAt"
        from join_request j join person p on p.id = j.person_id
       where j.organisation_id = ${acting.id} and j.answered_at is null order by j.id limit 100`)),
  ];
}
