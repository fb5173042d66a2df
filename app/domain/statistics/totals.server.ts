import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import type { GradedSum } from '#app/domain/ledger/interval.ts';
import type { COUNTED_LINES, Evidence } from '#app/domain/ledger/vocabulary.ts';
import type { TerritoryKey } from '#app/domain/territories/codes.ts';
import { firstDay, type Month } from './period.ts';
import type { View } from './vocabulary.ts';

/** The two legal lines that make diverted tonnes, never merged. */
export type CountedLine = (typeof COUNTED_LINES)[number];

export interface Window {
  from?: Month | null;
  to?: Month | null;
}

/** What a territory's figures are read from: one row a type, grade and legal line. Grams. */
export interface TypeSum extends GradedSum {
  family: string;
  line: CountedLine;
  evidence: Evidence;
  handovers: number;
}

export const within = ({ from, to }: Window): SQL =>
  sql.join(
    [
      sql`true`,
      ...(from ? [sql`month >= ${firstDay(from)}::date`] : []),
      ...(to ? [sql`month <= ${firstDay(to)}::date`] : []),
    ],
    sql` and `,
  );

/** Totals of one territory over a period, by type, grade and legal line; a line that sums to nothing is left out. */
export async function typeSums(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  window: Window = {},
): Promise<TypeSum[]> {
  const rows = await ctx.db.execute<TypeSum & Record<string, unknown>>(sql`
    select s.*, t.family_code as family from (
      select type_code as "typeCode", evidence, legal_line as line, sum(mass_g)::bigint as "massG",
             sum(low_g)::bigint as "lowG", sum(high_g)::bigint as "highG", sum(handovers)::bigint as handovers
        from ledger.total
       where level = ${level} and code = ${code} and view = ${view} and ${within(window)}
       group by 1, 2, 3 having sum(handovers) <> 0 or sum(mass_g) <> 0) s
      join material_type t on t.code = s."typeCode" order by t.position`);
  return [...rows];
}

export interface MonthSum extends GradedSum {
  month: Month;
  line: CountedLine;
  handovers: number;
}

/** The same by month, without the family. */
export async function monthSums(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  window: Window = {},
): Promise<MonthSum[]> {
  const rows = await ctx.db.execute<MonthSum & Record<string, unknown>>(sql`
    select to_char(month, 'YYYY-MM') as month, legal_line as line, type_code as "typeCode", evidence,
           mass_g as "massG", low_g as "lowG", high_g as "highG", handovers
      from ledger.total
     where level = ${level} and code = ${code} and view = ${view} and ${within(window)}
     order by 1`);
  return [...rows];
}

export const ASIDE_LINES = ['other_use', 'new_surplus'] as const;
/** The two legal lines that are no diverted tonnes: shown beside them, never added. */
export type AsideLine = (typeof ASIDE_LINES)[number];

export interface AsideSum {
  line: AsideLine;
  massG: number;
  handovers: number;
}

/** What changed owner there for another use, or came from new surplus: both lines, nought when nothing did. */
export async function asideSums(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  window: Window = {},
): Promise<AsideSum[]> {
  const rows = await ctx.db.execute<AsideSum & Record<string, unknown>>(sql`
    select legal_line as line, sum(mass_g)::bigint as "massG", sum(handovers)::bigint as handovers
      from ledger.total_aside
     where level = ${level} and code = ${code} and view = ${view} and ${within(window)} group by 1`);
  return ASIDE_LINES.map((line) => rows.find((row) => row.line === line) ?? { line, massG: 0, handovers: 0 });
}

/** Confirmed re-use: of what is diverted there, what its takers say is installed or resold. */
export async function confirmedSum(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  window: Window = {},
): Promise<{ massG: number; handovers: number }> {
  const [row] = await ctx.db.execute<{ massG: number; handovers: number }>(sql`
    select coalesce(sum(mass_g), 0)::bigint as "massG", coalesce(sum(handovers), 0)::bigint as handovers
      from ledger.total_confirmed
     where level = ${level} and code = ${code} and view = ${view} and ${within(window)}`);
  return row ?? { massG: 0, handovers: 0 };
}

/** The first month anything counted there, from its start; null when nothing ever did. */
export async function firstMonth(ctx: Ctx, { level, code }: TerritoryKey, view: View): Promise<Month | null> {
  const [row] = await ctx.db.execute<{ month: Month | null }>(sql`
    select to_char(min(month), 'YYYY-MM') as month from ledger.total
     where level = ${level} and code = ${code} and view = ${view} and handovers > 0`);
  return row?.month ?? null;
}

/** The territories one level down that share a territory out whole; a commune is its own. */
const PARTS = {
  commune: { level: 'commune', of: sql`select code from commune where code = ` },
  epci: { level: 'commune', of: sql`select code from commune where epci_siren = ` },
  ept: { level: 'commune', of: sql`select code from commune where ept_code = ` },
  departement: { level: 'commune', of: sql`select code from commune where departement_code = ` },
  region: { level: 'departement', of: sql`select code from departement where region_code = ` },
  france: { level: 'region', of: sql`select code from region where 'fr' = ` },
} as const;

export interface PartSum extends GradedSum {
  code: string;
  handovers: number;
}

export const partsLevel = (level: TerritoryKey['level']) => PARTS[level].level;

/** Totals of its parts: communes of an EPCI or département, départements of a région, régions of France. */
export async function partSums(
  ctx: Ctx,
  { level, code }: TerritoryKey,
  view: View,
  window: Window = {},
): Promise<PartSum[]> {
  const part = PARTS[level];
  const rows = await ctx.db.execute<PartSum & Record<string, unknown>>(sql`
    select code, type_code as "typeCode", evidence, sum(mass_g)::bigint as "massG", sum(low_g)::bigint as "lowG",
           sum(high_g)::bigint as "highG", sum(handovers)::bigint as handovers
      from ledger.total
     where level = ${part.level} and code = any(array(${part.of}${code}::text)) and view = ${view} and ${within(window)}
     group by 1, 2, 3 order by 1`);
  return [...rows];
}

/** Grams by département, for the map of France: one row each that ever counted. */
export async function massByDepartement(ctx: Ctx, view: View): Promise<Map<string, number>> {
  const rows = await ctx.db.execute<{ code: string; massG: number }>(sql`
    select code, sum(mass_g)::bigint as "massG" from ledger.total
     where level = 'departement' and view = ${view} group by code having sum(mass_g) > 0`);
  return new Map([...rows].map((row) => [row.code, row.massG]));
}
