import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { OutcomeView } from './outcome.ts';

async function read(ctx: Ctx, which: SQL): Promise<OutcomeView | null> {
  const [row] = await ctx.db.execute<OutcomeView & Record<string, unknown>>(sql`
    select r.public_id as reservation, l.title as lot, l.unit, l.step_milli as "stepMilli", r.taken as "takenMilli",
           d.picked_up_on::text as "pickedUpOn", h.name as holder, k.name as taker, zone_of(c.departement_code) as zone,
           to_json(a.asked_at) #>> '{}' as "askedAt", coalesce(o.correction_id is not null, false) as "takenBack",
           case when o.correction_id is null and o.id is not null then json_build_object('installed', o.installed, 'stored', o.stored,
             'resold', o.resold, 'thrown', o.thrown_away, 'thrownTo', o.thrown_to, 'at', o.said_at, 'massThrownG', case when o.thrown_away > 0
               then (select case when m.counts then m.mass_g else 0 end from ledger.movement m
                      where m.reservation_id = r.id and m.kind = 'discard' order by m.seq desc limit 1)
               else 0 end) end as said,
           to_json(u.until) #>> '{}' as "changeUntil", coalesce(u.until <= ledger.clock(), false) as over
      from ledger.reservation r join lot l on l.id = r.lot_id join commune c on c.code = l.commune_code
      join organisation h on h.id = r.holder_organisation_id join organisation k on k.id = r.taker_organisation_id
      join ledger.handover d on d.reservation_id = r.id and d.state = 'confirmed'
      left join ledger.outcome_ask a on a.reservation_id = r.id
      left join lateral (select * from ledger.outcome w where w.reservation_id = r.id order by w.nth desc limit 1) o on true
      cross join lateral (select ledger.outcome_change_until(r.id) as until) u
     where ${which} and r.state = 'handed_over' and r.taken > 0 and r.holder_organisation_id <> r.taker_organisation_id`);
  return row ?? null;
}

/** For the two sides of a reservation: the caller has read it as one of them. Null when nothing was taken from somebody else. */
export const outcomeOf = (ctx: Ctx, reservationId: number): Promise<OutcomeView | null> =>
  read(ctx, sql`r.id = ${reservationId}`);

/** For whoever holds the link mailed to the taker: the caller has checked it. It opens as long as an answer may be changed. */
export async function outcomeByLink(ctx: Ctx, publicId: string): Promise<OutcomeView | null> {
  const found = await read(ctx, sql`r.public_id = ${publicId}::uuid and a.asked_at is not null`);
  if (!found) return null;
  const [link] = await ctx.db.execute<{ closed: boolean }>(
    sql`select ${found.askedAt}::timestamptz + outcome_change <= ledger.clock() as closed from ledger.delay`,
  );
  return { ...found, over: found.over || (link?.closed ?? true) };
}
