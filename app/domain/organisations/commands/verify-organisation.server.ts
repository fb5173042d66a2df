import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** Script only. The operator checked what an organisation says of itself (SIREN, kind, status). Its name; null when there is none. */
export async function verifyOrganisation(ctx: Ctx, slug: string): Promise<string | null> {
  const [row] = await ctx.db.execute<{ name: string }>(sql`
    with checked as (update organisation set verified_at = ledger.clock() where slug = ${slug} returning *),
    kept as (insert into verification (organisation_id, decision, how, claims)
             select c.id, 'approved', 'script', organisation_claims(o) from checked c join organisation o on o.id = c.id)
    select name from checked`);
  return row?.name ?? null;
}

/**
 * Script only. The operator reached an organisation, or a private person by mail address, on the number they left: it is
 * verified for everybody as long as they keep it. The number; null when there is none.
 */
export async function verifyPhone(ctx: Ctx, who: string): Promise<string | null> {
  const [row] = await ctx.db.execute<{ phone: string }>(sql`
    with found as (
      select o.id, coalesce(p.phone, o.phone) as phone from organisation o join membership m on m.organisation_id = o.id
        join person p on p.id = m.person_id where p.email = ${who} and coalesce(p.phone, o.phone) is not null
      union select o.id, o.phone from organisation o where o.slug = ${who} and o.phone is not null),
    kept as (insert into phone_reached (taker_organisation_id, phone) select id, phone from found on conflict do nothing)
    select phone from found limit 1`);
  return row?.phone ?? null;
}
