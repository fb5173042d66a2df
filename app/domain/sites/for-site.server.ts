import { type SQL, sql } from 'drizzle-orm';
import type { ActingOrganisation, ActingScope, Ctx } from '#app/domain/context.ts';

/** What is acted on, by its public id. */
export type Place = { site: string } | { lot: string } | { reservation: string } | { visit: string };

interface Held extends Record<string, unknown> {
  mandateId: number;
  scopes: ActingScope[];
  siteId: number;
  giver: Omit<ActingOrganisation, 'role' | 'territory'>;
}

/** The site of a place; none for a reservation of one's own, on which nobody acts for the other side. */
const found = (place: Place, me: number): SQL => {
  if ('site' in place) return sql`select id from site where public_id = ${place.site}::uuid`;
  if ('lot' in place) return sql`select site_id from lot where public_id = ${place.lot}::uuid`;
  if ('visit' in place)
    return sql`select site_id from ledger.visit where public_id = ${place.visit}::uuid and taker_organisation_id <> ${me}`;
  return sql`select l.site_id from ledger.reservation r join lot l on l.id = r.lot_id 
    where r.public_id = ${place.reservation}::uuid and r.taker_organisation_id <> ${me}`;
};

const subjectOf = (place: Place): string => Object.values(place)[0] as string;

/**
 * The one way to act on a site for the organisation that runs it. Whoever holds a mandate on the site of this place acts
 * for its giver from here on, on that site only and within the mandate's scopes; anyone else keeps their own context,
 * and is told what strangers are told. Every command checks the mandate again in its own transaction (`act_for`).
 * Reservations, which name people, are read by those who may answer them or hand over.
 */
export async function forSite(ctx: Ctx, place: Place): Promise<Ctx> {
  const { organisation, onBehalf } = ctx.actor;
  if (!organisation || onBehalf || organisation.role === 'analyst') return ctx;
  const [held] = await ctx.db.execute<Held>(sql`
    select m.id as "mandateId", m.scopes, m.site_id as "siteId",
           json_build_object('id', o.id, 'publicId', o.public_id, 'slug', o.slug, 'name', o.name, 'kind', o.kind) as giver
      from mandate m join organisation o on o.id = m.organisation_id
     where m.mandatary_id = ${organisation.id} and mandate_holds(m) and m.site_id = (${found(place, organisation.id)})`);
  if (!held) return ctx;
  const reads = held.scopes.includes('answer') || held.scopes.includes('handover');
  if (('reservation' in place || 'visit' in place) && !reads) return ctx;
  const { id, slug, name, role } = organisation;
  return {
    ...ctx,
    actor: {
      ...ctx.actor,
      organisation: { ...held.giver, role, territory: null },
      onBehalf: {
        siteId: held.siteId,
        scopes: held.scopes,
        subject: subjectOf(place),
        by: { organisation: { id, slug, name }, mandateId: held.mandateId },
      },
    },
  };
}

/** Whether the acting organisation once held a mandate there: it is told that it ended, where strangers are told nothing. */
export async function onceEntrusted({ db, actor }: Ctx, place: Place): Promise<boolean> {
  const me = actor.organisation?.id;
  if (me === undefined || actor.onBehalf) return false;
  const rows = await db.execute(sql`
    select 1 from mandate m where m.mandatary_id = ${me} and m.site_id = (${found(place, me)})
       and (m.revoked_at is not null or m.ends_on < ledger.clock()::date) limit 1`);
  return rows.length > 0;
}
