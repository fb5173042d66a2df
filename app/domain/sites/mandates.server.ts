import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { MandateScope, MandateState } from './mandate-schema.ts';

export interface MandateView {
  publicId: string;
  giver: { name: string; slug: string };
  mandatary: { name: string; slug: string };
  scopes: MandateScope[];
  startsOn: string;
  endsOn: string | null;
  state: MandateState;
  revokedAt: string | null;
}

const columns = sql`
  m.public_id as "publicId", json_build_object('name', a.name, 'slug', a.slug) as giver,
  json_build_object('name', b.name, 'slug', b.slug) as mandatary, m.scopes, m.starts_on::text as "startsOn", m.ends_on::text as "endsOn",
  case when m.revoked_at is not null then 'revoked' when m.ends_on < site_today(m.site_id) then 'over'
       when m.starts_on > site_today(m.site_id) then 'coming' else 'running' end as state,
  to_json(m.revoked_at) #>> '{}' as "revokedAt"`;
const joins = sql`join organisation a on a.id = m.organisation_id join organisation b on b.id = m.mandatary_id`;

/**
 * Mandates on a site: all of them for the organisation that runs it, its own for whoever holds one. Running ones first.
 * `siteId` internal.
 */
export async function mandatesOfSite(ctx: Ctx, siteId: number): Promise<MandateView[]> {
  const { organisation, onBehalf } = ctx.actor;
  const holder = onBehalf && 'mandateId' in onBehalf.by ? onBehalf.by.organisation.id : null;
  const rows = await ctx.db.execute<MandateView & Record<string, unknown>>(sql`
    select ${columns} from mandate m ${joins}
     where m.site_id = ${siteId} and m.organisation_id = ${organisation?.id ?? null}::bigint
       and (${holder}::bigint is null or m.mandatary_id = ${holder}::bigint)
     order by (m.revoked_at is null and (m.ends_on is null or m.ends_on >= site_today(m.site_id))) desc, m.id desc limit 100`);
  return [...rows];
}

export interface EntrustedSite extends MandateView {
  site: { publicId: string; name: string; kind: 'works' | 'depot'; endsOn: string | null };
  commune: string;
  openLots: number;
}

/** Sites on which the acting organisation holds a mandate that runs or is to come. */
export async function entrustedSites(ctx: Ctx): Promise<EntrustedSite[]> {
  const { organisation } = ctx.actor;
  if (!organisation || organisation.role === 'analyst') return [];
  const rows = await ctx.db.execute<EntrustedSite & Record<string, unknown>>(sql`
    select ${columns}, json_build_object('publicId', s.public_id, 'name', s.name, 'kind', s.kind, 'endsOn', s.ends_on) as site, c.name as commune,
           (select count(*)::int from lot l where l.site_id = s.id and l.status = 'published') as "openLots"
      from mandate m ${joins} join site s on s.id = m.site_id join commune c on c.code = s.commune_code
     where m.mandatary_id = ${organisation.id} and m.revoked_at is null and (m.ends_on is null or m.ends_on >= site_today(m.site_id))
     order by s.name, m.id limit 200`);
  return [...rows];
}
