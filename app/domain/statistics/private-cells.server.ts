import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { TerritoryKey } from '#app/domain/territories/codes.ts';
import { firstDay } from './period.ts';
import type { Window } from './totals.server.ts';
import type { View } from './vocabulary.ts';

const COMMUNES = {
  commune: sql`select code from commune where code = `,
  epci: sql`select code from commune where epci_siren = `,
  ept: sql`select code from commune where ept_code = `,
} as const;

/**
 * Of these families with few operations, those in which a private person gave or took. Asked of the movements where a
 * territory has few communes; wider ones have too many, and there every small cell counts as private.
 */
export async function privateFamilies(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  window: Window,
  families: readonly string[],
): Promise<Set<string>> {
  if (families.length === 0) return new Set();
  if (level !== 'commune' && level !== 'epci' && level !== 'ept') return new Set(families);
  const commune = view === 'origin' ? sql`origin_commune` : sql`destination_commune`;
  const from = window.from ? sql` and counted_on >= ${firstDay(window.from)}::date` : sql``;
  const to = window.to ? sql` and counted_on < ${firstDay(window.to)}::date + interval '1 month'` : sql``;
  const rows = await ctx.db.execute<{ family: string }>(sql`
    select distinct t.family_code as family
      from ledger.movement m join material_type t on t.code = m.type_code
     where m.counts and ${commune} = any(array(${COMMUNES[level]}${code}::text))${from}${to}
       and t.family_code = any(${`{${families.join(',')}}`}::text[])
       and 'private_person' in (m.holder_kind, m.taker_kind)`);
  return new Set([...rows].map((row) => row.family));
}
