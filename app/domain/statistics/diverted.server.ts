import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { intervalOf } from '#app/domain/ledger/interval.ts';
import type { TerritoryKey } from '#app/domain/territories/codes.ts';
import { confirmedReuse } from './confirmed.server.ts';
import { familyCells } from './figures.server.ts';
import { type Month, monthOf } from './period.ts';
import type { Cell } from './small-cells.ts';
import { countOf, gather } from './sums.ts';
import { firstMonth, monthSums, partSums, partsLevel, typeSums, type Window } from './totals.server.ts';
import type { Cut, View } from './vocabulary.ts';

export interface DivertedQuery extends Window {
  territory: TerritoryKey;
  view?: View;
  by?: Cut | null;
}

export interface DivertedCell {
  /** A month, a family code or `other`, a grade, or a territory such as commune:35238. */
  key: string;
  kg: number;
  low_kg: number;
  high_kg: number;
  handovers: number;
}

/** `GET /api/v1/statistics/diverted`. Masses in kilograms. */
export interface Diverted {
  territory: { level: string; code: string; name: string };
  period: { from: Month; to: Month };
  view: View;
  total_kg: number;
  low_kg: number;
  high_kg: number;
  handovers: number;
  /** Part of it that its takers say is installed or resold; null when too few hand-overs to be said. */
  confirmed_kg: number | null;
  by: DivertedCell[];
  method: string;
}

const METHOD =
  'Mass of materials that changed owner by hand-overs both sides confirmed, counted once, in the month of the pick-up: ' +
  'réemploi and réutilisation only, without new surplus nor other uses. Evidence A weighed, B counted x measured unit mass, ' +
  'C counted x declared, D counted x the default of the type. low_kg and high_kg add errors up within a type and grade, in quadrature ' +
  'across. What takers say they threw away is taken off; confirmed_kg is the part they say is installed or resold. In by=family, cells under three operations with a private person are in "other". ' +
  'Views origin and destination count the same tonnes: never add them up.';

const kg = (grams: number): number => grams / 1000;

const written = (cell: Cell): DivertedCell => ({
  key: cell.key,
  kg: kg(cell.massG),
  low_kg: kg(cell.lowG),
  high_kg: kg(cell.highG),
  handovers: cell.handovers,
});

/** Diverted tonnes of a territory over whole months, cut as asked. Null when the territory does not exist. */
export async function diverted(ctx: Ctx, query: DivertedQuery): Promise<Diverted | null> {
  const { territory: key, view = 'origin', by = null } = query;
  const [found] = await ctx.db.execute<{ name: string }>(
    sql`select name from territory where level = ${key.level} and code = ${key.code}`,
  );
  if (!found) return null;
  const to = query.to ?? monthOf(ctx.now);
  const from = query.from ?? (await firstMonth(ctx, key, view)) ?? to;
  const window = { from, to };
  const rows = await typeSums(ctx, key, view, window);
  const total = intervalOf(rows);
  const handovers = countOf(rows);
  const confirmed = await confirmedReuse(ctx, key, { view, of: handovers, window });
  return {
    territory: { ...key, name: found.name },
    period: window,
    view,
    total_kg: kg(total.massG),
    low_kg: kg(total.lowG),
    high_kg: kg(total.highG),
    handovers,
    confirmed_kg: confirmed && kg(confirmed.massG),
    by: (await cut()).map(written),
    method: METHOD,
  };

  async function cut(): Promise<Cell[]> {
    if (by === 'family')
      return familyCells(
        ctx,
        key,
        view,
        window,
        gather(rows, (row) => row.family),
      );
    if (by === 'evidence') return byKey(gather(rows, (row) => row.evidence));
    if (by === 'month') return gather(await monthSums(ctx, key, view, window), (row) => row.month);
    if (by === 'territory') {
      const level = partsLevel(key.level);
      return gather(await partSums(ctx, key, view, window), (row) => `${level}:${row.code}`);
    }
    return [];
  }
}

const byKey = (cells: Cell[]): Cell[] => cells.sort((a, b) => (a.key < b.key ? -1 : 1));
