import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** What the acting organisation already holds of a lot, newest first. */
export interface HeldOfLot {
  publicId: string;
  /** thousandths of the lot's unit */
  heldMilli: number;
  requestedAt: string;
  /** the site's */
  zone: string;
}

/** At most five: whoever comes back to the form, after a cut or with a second tab, sees what was already asked for. */
export async function heldOfLot(ctx: Ctx, lotPublicId: string): Promise<HeldOfLot[]> {
  const organisation = ctx.actor.organisation;
  if (!organisation) return [];
  return [
    ...(await ctx.db.execute<HeldOfLot & Record<string, unknown>>(sql`
      select r.public_id as "publicId", r.held as "heldMilli", to_json(r.requested_at) #>> '{}' as "requestedAt",
             zone_of(c.departement_code) as zone
        from lot l join ledger.reservation r on r.lot_id = l.id join site s on s.id = l.site_id join commune c on c.code = s.commune_code
       where l.public_id = ${lotPublicId}::uuid and r.taker_organisation_id = ${organisation.id}::bigint and r.held > 0
         and r.state in ('requested', 'accepted', 'scheduled') and (r.expiry_suspended or r.expires_at > ledger.clock())
       order by r.id desc limit 5`)),
  ];
}
