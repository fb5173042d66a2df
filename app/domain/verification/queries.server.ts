import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { isOperator } from '#app/domain/operator/policy.ts';
import { refuse } from '#app/domain/refusal.ts';
import { digestOf } from './commands/decide-verification.server.ts';
import type { ApprovedDomain, OwnVerification, ToVerify } from './views.ts';

const PAGE = 50;

type Row = Omit<ToVerify, 'seen'> & { claims: string } & Record<string, unknown>;

const last = sql`lateral (select v.decision, v.how, v.reason, v.at, v.claims from verification v
  where v.organisation_id = o.id order by v.id desc limit 1)`;

/** Its last word from the operator is a no, and it says the same still. */
const answered = sql`coalesce(w.decision <> 'approved' and w.claims = organisation_claims(o), false)`;

async function organisations(ctx: Ctx, where: SQL, order: SQL): Promise<ToVerify[]> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  const rows = await ctx.db.execute<Row>(sql`
    select o.public_id as "publicId", o.slug, o.name, o.kind, o.legal_status as "legalStatus", o.siren, siren_is_valid(o.siren) as "sirenValid",
           o.social_economy as "socialEconomy", o.website, (select c.name from commune c where c.code = o.commune_code) as commune,
           (select t.name from territory t where t.level = o.territory_level and t.code = o.territory_code) as territory,
           to_json(o.created_at) #>> '{}' as "createdAt", to_json(o.verified_at) #>> '{}' as "verifiedAt",
           coalesce((select json_agg(distinct split_part(p.email, '@', 2)) from membership m join person p on p.id = m.person_id
                      where m.organisation_id = o.id and m.role = 'administrator' and p.email_verified_at is not null), '[]') as domains,
           (select count(*)::int from lot l where l.organisation_id = o.id and l.status <> 'draft') as lots,
           coalesce((select json_agg(json_build_object('name', s.name, 'slug', s.slug, 'verified', s.verified_at is not null) order by s.id)
                       from organisation s where s.siren = o.siren and s.id <> o.id), '[]') as "sameSiren",
           organisation_claims(o) as claims,
           case when w.decision is not null then json_build_object('decision', w.decision, 'how', w.how, 'reason', w.reason, 'at', w.at) end as last
      from organisation o left join ${last} w on true
     where o.kind <> 'private_person' and ${where} order by ${order} limit ${PAGE}`);
  return [...rows].map(({ claims, ...row }) => ({ ...row, seen: digestOf(claims) }));
}

/** Those that gave a SIREN and wait for the operator, the oldest first. */
export const toVerify = (ctx: Ctx): Promise<ToVerify[]> =>
  organisations(
    ctx,
    sql`o.verified_at is null and siren_is_valid(o.siren) and not ${answered}`,
    sql`o.kind = 'firm' and not o.social_economy, o.id`,
  );

/** Verified or not: those whose name, SIREN or short address is typed. */
export const lookedUp = (ctx: Ctx, typed: string): Promise<ToVerify[]> =>
  organisations(
    ctx,
    sql`(o.siren = ${typed.replace(/\D/g, '')} or o.slug = lower(${typed}) or plain(o.name) like '%' || plain(${typed}) || '%')`,
    sql`o.id desc`,
  );

/** Domains that verify, in the order of their names. */
export async function approvedDomains(ctx: Ctx): Promise<ApprovedDomain[]> {
  if (!isOperator(ctx.actor)) return refuse('not-found');
  return [
    ...(await ctx.db.execute<ApprovedDomain & Record<string, unknown>>(sql`
      select d.public_id as "publicId", d.domain, d.siren, d.kind, to_json(d.approved_at) #>> '{}' as "approvedAt",
             (select t.name from territory t where t.level = d.territory_level and t.code = d.territory_code) as territory
        from organisation_domain d where d.ended_at is null order by d.domain, d.id limit 500`)),
  ];
}

/** Where the acting organisation stands, for its own people; null for a private person. */
export async function myVerification(ctx: Ctx): Promise<OwnVerification | null> {
  const me = ctx.actor.organisation;
  if (!me || me.kind === 'private_person') return null;
  const [row] = await ctx.db.execute<OwnVerification & Record<string, unknown>>(sql`
    select case when o.verified_at is not null then 'verified' when not siren_is_valid(o.siren) then 'siren-missing'
                when ${answered} then w.decision else 'waiting' end as state,
           case when o.verified_at is null and ${answered} then w.reason end as reason
      from organisation o left join ${last} w on true where o.id = ${me.id}`);
  return row ?? null;
}
