import type { Ctx } from '#app/domain/context.ts';
import type { TerritoryKey } from '#app/domain/territories/codes.ts';
import { confirmedSum, type Window } from './totals.server.ts';
import { SMALLEST_CELL, type View } from './vocabulary.ts';

export interface Confirmed {
  massG: number;
  handovers: number;
}

/** The stricter total beside the main one. Null under three hand-overs, or when all but one or two are: nobody is recognised. */
export async function confirmedReuse(
  ctx: Ctx,
  key: TerritoryKey,
  { view, of, window = {} }: { view: View; of: number; window?: Window },
): Promise<Confirmed | null> {
  const confirmed = await confirmedSum(ctx, key, view, window);
  const small = (cell: number) => cell > 0 && cell < SMALLEST_CELL;
  return small(confirmed.handovers) || small(of - confirmed.handovers) ? null : confirmed;
}
