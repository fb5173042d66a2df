import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { Place } from './for-site.server.ts';

/** Something done for the organisation that runs a site by another, or by its crew. */
export interface Act {
  /** name of the command */
  name: string;
  at: string;
  /** who acted: an organisation, or the crew by the name of its link */
  by: { organisation: string } | { crew: string; site: string };
  for: string;
}

type Row = { name: string; at: string; by: string | null; crew: string | null; site: string; giver: string };

/**
 * The last acts for another on a site, a lot, a reservation or a visit, newest first. The caller has checked who may read: both
 * sides of a reservation read its own.
 */
export async function actsOn(ctx: Ctx, place: Place, most = 20): Promise<Act[]> {
  const where =
    'site' in place
      ? sql`c.acted_on_site_id = (select id from site where public_id = ${place.site}::uuid)`
      : 'lot' in place
        ? sql`(c.subject = ${place.lot}::uuid or c.subject in (select r.public_id from ledger.reservation r
            join lot l on l.id = r.lot_id where l.public_id = ${place.lot}::uuid))`
        : 'visit' in place
          ? sql`c.subject = ${place.visit}::uuid`
          : sql`(c.subject = ${place.reservation}::uuid or c.subject = (select v.public_id from ledger.reservation r
              join ledger.visit v on v.id = r.visit_id where r.public_id = ${place.reservation}::uuid))`;
  const rows = await ctx.db.execute<Row & Record<string, unknown>>(sql`
    select c.name, to_json(c.at) #>> '{}' as at, b.name as by, k.name as crew, s.name as site, a.name as giver
      from command c join organisation a on a.id = c.organisation_id join site s on s.id = c.acted_on_site_id
      left join organisation b on b.id = c.by_organisation_id left join crew_link k on k.id = c.crew_link_id
     where ${where} and c.answer is not null and c.name not in ('publish-lot', 'publish-lots') order by c.at desc limit ${most}`);
  return [...rows].map(({ name, at, by, crew, site, giver }) => ({
    name,
    at,
    for: giver,
    by: by === null ? { crew: crew ?? '', site } : { organisation: by },
  }));
}
