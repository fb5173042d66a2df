import type { Ctx } from '#app/domain/context.ts';
import { intervalOf } from '#app/domain/ledger/interval.ts';
import { COUNTED_LINES, EVIDENCES, type Evidence } from '#app/domain/ledger/vocabulary.ts';
import type { TerritoryKey } from '#app/domain/territories/codes.ts';
import { type Confirmed, confirmedReuse } from './confirmed.server.ts';
import { type OnDeviceShare, onDeviceShare } from './on-device.server.ts';
import { addMonths, type Month, monthOf, monthsBetween } from './period.ts';
import { privateFamilies } from './private-cells.server.ts';
import { type Cell, mergeSmallCells, smallKeys } from './small-cells.ts';
import { countOf, gather, massOf } from './sums.ts';
import {
  type AsideSum,
  asideSums,
  type CountedLine,
  firstMonth,
  type MonthSum,
  monthSums,
  typeSums,
} from './totals.server.ts';
import type { View } from './vocabulary.ts';

export interface MonthFigure {
  month: Month;
  reemploiG: number;
  reutilisationG: number;
  handovers: number;
}

/** All that a territory's page says in figures. Grams; `since` is the first month anything counted. */
export interface TerritoryFigures {
  view: View;
  massG: number;
  lowG: number;
  highG: number;
  handovers: number;
  since: Month | null;
  lines: { line: CountedLine; massG: number; handovers: number }[];
  /** Other uses and new surplus: in none of the figures above. */
  aside: AsideSum[];
  /** Shares of the total by grade: always whole, since they say how it was obtained, not by whom. */
  evidence: { evidence: Evidence; massG: number }[];
  /** How many were confirmed on the holder's device only; null when too few to be said. */
  onDevice: OnDeviceShare | null;
  /** What its takers say is installed or resold: the stricter total; null when too few to be said. */
  confirmed: Confirmed | null;
  /** The last 24 months, the present one last. */
  months: MonthFigure[];
  lastYearG: number;
  /** By family, heaviest first, small cells in `other`. */
  families: Cell[];
}

const MONTHS_SHOWN = 24;

/** Figures of one territory since its beginning, seen from where materials came from or where they went. */
export async function territoryFigures(ctx: Ctx, key: TerritoryKey, view: View): Promise<TerritoryFigures> {
  const present = monthOf(ctx.now);
  const from = addMonths(present, 1 - MONTHS_SHOWN);
  const [rows, recent, since, aside] = await Promise.all([
    typeSums(ctx, key, view),
    monthSums(ctx, key, view, { from }),
    firstMonth(ctx, key, view),
    asideSums(ctx, key, view),
  ]);
  const months = monthFigures(recent, monthsBetween(from, present));
  return {
    view,
    ...intervalOf(rows),
    handovers: countOf(rows),
    since,
    lines: COUNTED_LINES.map((line) => {
      const mine = rows.filter((row) => row.line === line);
      return { line, massG: massOf(mine), handovers: countOf(mine) };
    }),
    aside,
    evidence: EVIDENCES.map((evidence) => ({
      evidence,
      massG: massOf(rows.filter((row) => row.evidence === evidence)),
    })),
    confirmed: await confirmedReuse(ctx, key, { view, of: countOf(rows) }),
    onDevice: await onDeviceShare(ctx, key, view, countOf(rows)),
    months,
    lastYearG: months.slice(-12).reduce((grams, month) => grams + month.reemploiG + month.reutilisationG, 0),
    families: await familyCells(
      ctx,
      key,
      view,
      {},
      gather(rows, (row) => row.family),
    ),
  };
}

/** Families heaviest first, "other" last, nobody recognisable. */
export async function familyCells(
  ctx: Ctx,
  key: TerritoryKey,
  view: View,
  window: { from?: Month | null; to?: Month | null },
  cells: Cell[],
): Promise<Cell[]> {
  const hidden = await privateFamilies(ctx, key, view, window, smallKeys(cells));
  const heaviest = [...cells].sort((a, b) => b.massG - a.massG || (a.key < b.key ? -1 : 1));
  return mergeSmallCells(heaviest, (family) => hidden.has(family));
}

function monthFigures(rows: readonly MonthSum[], months: readonly Month[]): MonthFigure[] {
  const figures = new Map(
    months.map((month) => [month, { month, reemploiG: 0, reutilisationG: 0, handovers: 0 }]),
  );
  for (const row of rows) {
    const figure = figures.get(row.month);
    if (!figure) continue;
    if (row.line === 'reemploi') figure.reemploiG += row.massG;
    else figure.reutilisationG += row.massG;
    figure.handovers += row.handovers;
  }
  return [...figures.values()];
}
