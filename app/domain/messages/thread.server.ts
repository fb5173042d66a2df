import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canActOnReservation, mayReadTakers, sideOf } from '#app/domain/reservations/policy.ts';
import type { Side } from '#app/domain/reservations/vocabulary.ts';

export interface Thread {
  id: number;
  publicId: string;
  lot: string;
  side: Side;
  holderOrganisationId: number;
  takerOrganisationId: number;
  takerPersonId: number | null;
  other: string;
  zone: string;
  mayWrite: boolean;
  open: boolean;
  until: string | null;
}

interface Row extends Record<string, unknown>, Omit<Thread, 'side' | 'other' | 'mayWrite'> {
  siteId: number;
  holder: string;
  taker: string;
}

/**
 * The thread of a reservation for one of its two sides; `not-found` for everyone else, within one organisation, and before
 * what the waitlist offers is taken.
 */
export async function threadFor(ctx: Ctx, publicId: string): Promise<Thread> {
  const [row] = await ctx.db.execute<Row>(sql`
    select r.id, r.public_id as "publicId", l.title as lot, l.site_id as "siteId", r.holder_organisation_id as "holderOrganisationId",
           r.taker_organisation_id as "takerOrganisationId", r.taker_person_id as "takerPersonId", h.name as holder, k.name as taker,
           zone_of(c.departement_code) as zone, to_json(r.closed_at + d.messages) #>> '{}' as until,
           coalesce(r.closed_at + d.messages > ledger.clock(), true) as open
      from ledger.reservation r join lot l on l.id = r.lot_id join commune c on c.code = l.commune_code
      join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
      cross join ledger.delay d
     where r.public_id = ${publicId}::uuid and r.holder_organisation_id <> r.taker_organisation_id and r.state <> 'offered'`);
  if (!row) return refuse('not-found');
  const { holder, taker, siteId, ...facts } = row;
  const parties = { ...facts, siteId };
  const side = sideOf(ctx.actor, parties);
  if (!side || !ctx.actor.person || !mayReadTakers(ctx.actor)) return refuse('not-found');
  const mayWrite = facts.open && canActOnReservation(ctx.actor, parties);
  return { ...facts, side, other: side === 'holder' ? taker : holder, mayWrite };
}

/** People of one side: those its letters go to. `thread` is known to be of that side or the other. */
export const readersOn = (thread: Thread, side: Side): SQL =>
  side === 'taker' && thread.takerPersonId !== null
    ? sql`select f.id from (select who_follows(${thread.takerOrganisationId}, ${thread.takerPersonId}) as id) f where f.id is not null`
    : sql`select m.person_id as id from membership m
           where m.organisation_id = ${side === 'holder' ? thread.holderOrganisationId : thread.takerOrganisationId}
             and m.role in ('site_manager', 'administrator')`;
