import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import type { ActingOrganisation, Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { hashOfCrewToken } from './crew-token.server.ts';

const CREW_SCOPES = ['photo', 'count', 'handover'] as const;
const idOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

export interface CrewLinkView {
  publicId: string;
  name: string;
  createdAt: string;
  expiresAt: string;
  revokedAt: string | null;
  holds: boolean;
}

/** The links of a site, those that hold first. `siteId` internal; the caller has checked who may read. */
export async function crewLinksOf(ctx: Ctx, siteId: number): Promise<CrewLinkView[]> {
  const rows = await ctx.db.execute<CrewLinkView & Record<string, unknown>>(sql`
    select public_id as "publicId", name, to_json(created_at) #>> '{}' as "createdAt", to_json(expires_at) #>> '{}' as "expiresAt",
           to_json(revoked_at) #>> '{}' as "revokedAt", crew_link_holds(k) as holds
      from crew_link k where site_id = ${siteId} order by crew_link_holds(k) desc, id desc limit 100`);
  return [...rows];
}

/** What the page behind the code says before anything is opened; null for a code that is unknown or over. */
export async function crewLinkOf(ctx: Ctx, token: string): Promise<{ site: string; link: string } | null> {
  const [row] = await ctx.db.execute<{ site: string; link: string }>(sql`
    select s.name as site, k.name as link from crew_link k join site s on s.id = k.site_id
     where k.token_hash = ${hashOfCrewToken(token)} and crew_link_holds(k)`);
  return row ?? null;
}

/** Opens a session on this phone: its secret exists only in the cookie. It never outlives the link. */
export async function openCrewSession(ctx: Ctx, token: string): Promise<{ secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const [row] = await ctx.db.execute<{ id: string }>(sql`
    insert into crew_session (id, crew_link_id, expires_at)
    select ${idOf(secret)}, k.id, least(k.expires_at, ledger.clock() + interval '30 days')
      from crew_link k where k.token_hash = ${hashOfCrewToken(token)} and crew_link_holds(k) returning id`);
  return row ? { secret } : refuse('crew-link-over');
}

export async function closeCrewSession(ctx: Ctx, secret: string): Promise<void> {
  await ctx.db.execute(sql`delete from crew_session where id = ${idOf(secret)}`);
}

export interface Crew {
  ctx: Ctx;
  sessionId: string;
  site: { id: number; publicId: string; name: string; commune: string; zone: string };
  link: string;
}

interface Row extends Record<string, unknown> {
  linkId: number;
  link: string;
  site: Crew['site'];
  holder: Omit<ActingOrganisation, 'role' | 'territory'>;
}

/**
 * Who the cookie's secret is, on which site: acts for the organisation that runs it, to photograph, count and hand over,
 * and nothing else. `subject` is the public id of what is acted on. Null once the session or its link is over.
 */
export async function crewOf(ctx: Ctx, secret: string, subject?: string): Promise<Crew | null> {
  const sessionId = idOf(secret);
  const [row] = await ctx.db.execute<Row>(sql`
    select k.id as "linkId", k.name as link,
           json_build_object('id', s.id, 'publicId', s.public_id, 'name', s.name, 'commune', c.name, 'zone', zone_of(c.departement_code)) as site,
           json_build_object('id', o.id, 'publicId', o.public_id, 'slug', o.slug, 'name', o.name, 'kind', o.kind) as holder
      from crew_session x join crew_link k on k.id = x.crew_link_id join site s on s.id = k.site_id
      join commune c on c.code = s.commune_code join organisation o on o.id = s.organisation_id
     where x.id = ${sessionId} and x.expires_at > ledger.clock() and crew_link_holds(k)`);
  if (!row) return null;
  const { site, link, linkId, holder } = row;
  return {
    ctx: {
      ...ctx,
      actor: {
        person: null,
        organisation: { ...holder, role: 'site_manager', territory: null },
        via: 'none',
        onBehalf: {
          siteId: site.id,
          scopes: CREW_SCOPES,
          subject: subject ?? site.publicId,
          by: { crewLinkId: linkId, name: link },
        },
      },
    },
    sessionId,
    site,
    link,
  };
}
