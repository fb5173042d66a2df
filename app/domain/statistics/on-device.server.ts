import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { TerritoryKey } from '#app/domain/territories/codes.ts';
import { SMALLEST_CELL, type View } from './vocabulary.ts';

/** Of so many hand-overs, how many the taker confirmed on the holder's device; null when too few to be said. */
export interface OnDeviceShare {
  handovers: number;
  of: number;
}

/**
 * How many of a territory's counted hand-overs were confirmed on one device only, the holder's, by a code or a signature: shown
 * beside the evidence grades. Corrections taken off. Null under three, or when all but one or two are: nobody is recognised.
 */
export async function onDeviceShare(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  of: number,
): Promise<OnDeviceShare | null> {
  const commune = view === 'origin' ? sql`m.origin_commune` : sql`m.destination_commune`;
  const [row] = await ctx.db.execute<{ n: number }>(sql`
    select coalesce(sum((m.dst = 'collected')::int - (m.src = 'collected')::int), 0)::bigint as n
      from ledger.handover d join ledger.movement m on m.handover_id = d.id and m.counts
     where d.state = 'confirmed' and d.taker_by in ('code', 'signature') and m.kind in ('collect', 'reverse')
       and exists (select from ledger.territories_of(${commune}) t where t.level = ${level} and t.code = ${code})`);
  const n = row?.n ?? 0;
  const small = (cell: number) => cell > 0 && cell < SMALLEST_CELL;
  return small(n) || small(of - n) ? null : { handovers: n, of };
}
