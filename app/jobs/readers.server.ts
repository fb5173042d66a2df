import { sql } from 'drizzle-orm';
import type { Ctx, Locale } from '#app/domain/context.ts';
import type { ReservationStory } from '#app/jobs/reservation-facts.server.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

export interface Reader {
  id: number;
  publicId: string;
  name: string;
  email: string;
  locale: Locale;
  /** the zone they live by */
  zone: string;
}

/** Who is written to on one side: the person who asked, else the site managers and administrators. */
export async function readersOf(ctx: Ctx, story: ReservationStory, side: Side): Promise<Reader[]> {
  const { holderOrganisationId, takerOrganisationId, takerPersonId } = story;
  if (side === 'holder')
    return [...(await managersOf(ctx, holderOrganisationId)), ...(await entrustedWith(ctx, story))];
  // both sides are one organisation: its people already read the holder's mail
  if (takerOrganisationId === holderOrganisationId) return [];
  return takersOf(ctx, takerOrganisationId, takerPersonId);
}

/**
 * The person who asked for the taker, else who took over their work, else its site managers and administrators; with
 * whoever stands in for them today.
 */
export async function takersOf(ctx: Ctx, organisationId: number, personId: number | null): Promise<Reader[]> {
  if (!personId) return managersOf(ctx, organisationId);
  const found = await ctx.db.execute<Reader & Record<string, unknown>>(sql`
    select p.id, p.public_id as "publicId", p.name, p.email, p.locale, zone_of_reader(p.id, ${organisationId}) as zone
      from (select who_follows(${organisationId}, ${personId}) as id) f
      join person p on p.id in (f.id, who_stands_in(${organisationId}, f.id)) order by p.id`);
  return found.length > 0 ? [...found] : managersOf(ctx, organisationId);
}

/** Those who may answer for the holder by a mandate on the lot's site. */
async function entrustedWith(ctx: Ctx, { facts }: ReservationStory): Promise<Reader[]> {
  return [
    ...(await ctx.db.execute<Reader & Record<string, unknown>>(sql`
      select distinct p.id, p.public_id as "publicId", p.name, p.email, p.locale, zone_of_reader(p.id, s.organisation_id) as zone from ledger.reservation r join lot l on l.id = r.lot_id
        join mandate m on m.site_id = l.site_id and m.scopes && array['answer', 'handover'] and mandate_holds(m)
        join membership s on s.organisation_id = m.mandatary_id and s.role in ('site_manager', 'administrator')
        join person p on p.id = s.person_id
       where r.public_id = ${facts.publicId}::uuid
         and not exists (select from membership o where o.organisation_id = r.holder_organisation_id and o.person_id = p.id) order by p.id`)),
  ];
}

/** Site managers and administrators of an organisation, with whoever stands in for one of them today. */
export async function managersOf(ctx: Ctx, organisationId: number): Promise<Reader[]> {
  return [
    ...(await ctx.db.execute<Reader & Record<string, unknown>>(sql`
      select distinct p.id, p.public_id as "publicId", p.name, p.email, p.locale, zone_of_reader(p.id, m.organisation_id) as zone
        from membership m join person p on p.id in (m.person_id, who_stands_in(m.organisation_id, m.person_id))
       where m.organisation_id = ${organisationId} and m.role in ('site_manager', 'administrator') order by p.id`)),
  ];
}

/** Each person of the taker with the lines they follow: one letter a person, whatever the number of lines. */
export async function byReader<L extends { takerPersonId: number | null }>(
  ctx: Ctx,
  taker: number,
  lines: readonly L[],
): Promise<[Reader, L[]][]> {
  const found = new Map<number, [Reader, L[]]>();
  for (const person of new Set(lines.map(({ takerPersonId }) => takerPersonId))) {
    const theirs = lines.filter(({ takerPersonId }) => takerPersonId === person);
    for (const reader of await takersOf(ctx, taker, person)) {
      const [, already] = found.get(reader.id) ?? [reader, []];
      found.set(reader.id, [reader, [...already, ...theirs]]);
    }
  }
  return [...found.values()];
}
