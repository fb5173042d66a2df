import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { LotStatus, Unit } from '#app/domain/lots/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { canCorrectCount } from './count-policy.ts';
import type { ReservationState } from './vocabulary.ts';

/** A reservation that holds some of the lot; what it would keep if the count were recorded as it is. Thousandths. */
export interface CountedHold {
  publicId: string;
  taker: string;
  state: ReservationState | 'offered';
  requestedAt: string;
  heldMilli: number;
  keepsMilli: number;
  /** one side has said what was taken: no longer shrunk */
  fixed: boolean;
}

export interface CountSheet {
  publicId: string;
  title: string;
  status: LotStatus;
  unit: Unit;
  stepMilli: number;
  onSiteMilli: number;
  availableMilli: number;
  heldMilli: number;
  /** of what is held, how much would not be there */
  missingMilli: number;
  holds: CountedHold[];
}

interface Row extends Record<string, unknown>, Omit<CountSheet, 'holds' | 'missingMilli'> {
  id: number;
  organisationId: number;
  siteId: number;
}

/** What stands there and who holds it, with the shrinking that would be proposed for `countedMilli` (null: before counting). */
export async function countSheet(
  ctx: Ctx,
  publicId: string,
  countedMilli: number | null,
): Promise<CountSheet> {
  const [row] = await ctx.db.execute<Row>(sql`
    select l.id, l.organisation_id as "organisationId", l.site_id as "siteId", l.public_id as "publicId", l.title, l.status, l.unit,
           l.step_milli as "stepMilli", x.left_milli as "availableMilli", x.held as "heldMilli", x.left_milli + x.held as "onSiteMilli"
      from lot l join ledger.stock_left x on x.lot_id = l.id
     where l.public_id = ${publicId}::uuid and l.organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint`);
  if (!row || row.status === 'draft') return refuse('not-found');
  const { id, organisationId, siteId, ...lot } = row;
  if (!canCorrectCount(ctx.actor, { organisationId, siteId })) return refuse('forbidden');
  const counted = countedMilli ?? lot.onSiteMilli;
  const holds = await ctx.db.execute<CountedHold & Record<string, unknown>>(sql`
    select r.public_id as "publicId", o.name as taker, r.state, to_json(r.requested_at) #>> '{}' as "requestedAt",
           p.old_qty as "heldMilli", p.new_qty as "keepsMilli", p.fixed
      from ledger.shrink_proposal(${id}::bigint, ${counted}::bigint) p join ledger.reservation r on r.id = p.reservation_id
      join organisation o on o.id = r.taker_organisation_id order by r.id`);
  return { ...lot, holds: [...holds], missingMilli: Math.max(0, lot.heldMilli - counted) };
}
