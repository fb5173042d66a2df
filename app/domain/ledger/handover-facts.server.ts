import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { HandoverMeans, LowerCondition, RefusedFate, RefusedReason } from './vocabulary.ts';

/** What surrounds the words of the two sides of a hand-over: how each confirmed, what was refused, what is awaited. */
export interface HandoverFacts {
  holderBy: HandoverMeans | null;
  takerBy: HandoverMeans | null;
  /** when the first of them spoke */
  openedAt: string;
  reminded: number;
  refused: {
    quantityMilli: number;
    reason: RefusedReason;
    fate: RefusedFate;
    condition: LowerCondition | null;
    /** the lot they became, once both sides agreed */
    lot: string | null;
  } | null;
  signature: { name: string; drawn: string | null } | null;
  /** when the taker said "this was not me"; open while the holder has not answered */
  contested: { at: string; open: boolean } | null;
}

/** Of the reservation's hand-over, for its two sides: the caller has read the reservation as one of them. */
export async function handoverFacts(ctx: Ctx, reservationId: number): Promise<HandoverFacts | null> {
  const [row] = await ctx.db.execute<HandoverFacts & Record<string, unknown>>(sql`
    select case when d.holder_at is not null then d.holder_by end as "holderBy",
           case when d.taker_at is not null then d.taker_by end as "takerBy",
           to_json(d.opened_at) #>> '{}' as "openedAt", d.reminded,
           case when d.refused_qty is not null then json_build_object('quantityMilli', d.refused_qty, 'reason', d.refused_reason,
             'fate', d.refused_fate, 'condition', d.refused_condition, 'lot', (select l.public_id from lot l where l.id = d.refused_lot_id)) end as refused,
           (select json_build_object('name', g.name, 'drawn', g.drawn) from handover_signature g where g.handover_id = d.id) as signature,
           (select json_build_object('at', x.at, 'open', coalesce(c.state = 'proposed', true))
              from ledger.contest x left join ledger.correction c on c.id = x.correction_id where x.handover_id = d.id) as contested
      from ledger.handover d where d.reservation_id = ${reservationId} and d.state <> 'cancelled'`);
  return row ?? null;
}

/** What the page of the link says: which hand-over, and whether it may still be contested. */
export interface ContestView {
  lot: string;
  quantityMilli: number;
  unit: string;
  day: string;
  holder: string;
  by: Extract<HandoverMeans, 'code' | 'signature'>;
  contested: boolean;
  over: boolean;
}

export async function handoverToContest(ctx: Ctx, publicId: string): Promise<ContestView | null> {
  const [row] = await ctx.db.execute<ContestView & Record<string, unknown>>(sql`
    select l.title as lot, d.taker_qty as "quantityMilli", l.unit, d.picked_up_on::text as day, h.name as holder, d.taker_by as by,
           exists (select from ledger.contest x where x.handover_id = d.id) as contested,
           d.confirmed_at + (select not_me from ledger.delay) <= ledger.clock() as over
      from ledger.handover d join ledger.reservation r on r.id = d.reservation_id join lot l on l.id = d.lot_id
      join organisation h on h.id = r.holder_organisation_id
     where d.public_id = ${publicId}::uuid and d.state = 'confirmed' and d.taker_by in ('code', 'signature')`);
  return row ?? null;
}
