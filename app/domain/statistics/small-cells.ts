import { OTHER, SMALLEST_CELL } from './vocabulary.ts';

export interface Cell {
  key: string;
  massG: number;
  lowG: number;
  highG: number;
  handovers: number;
}

const isSmall = (cell: Cell): boolean => cell.handovers < SMALLEST_CELL;

/** Cells that may not be shown alone if a private person took part: the ones to ask about. */
export const smallKeys = (cells: readonly Cell[]): string[] => cells.filter(isSmall).map((cell) => cell.key);

/**
 * A public breakdown in which nobody can be recognised: a cell under three operations with a private person goes to
 * "other", then the smallest of the rest until "other" holds three. The sum stays the same; "other" comes last.
 */
export function mergeSmallCells(cells: readonly Cell[], isPrivate: (key: string) => boolean): Cell[] {
  const bySize = [...cells].sort(
    (a, b) => a.handovers - b.handovers || a.massG - b.massG || (a.key < b.key ? -1 : 1),
  );
  const hidden = bySize.filter((cell) => isSmall(cell) && isPrivate(cell.key));
  if (hidden.length === 0) return [...cells];
  const rest = bySize.filter((cell) => !hidden.includes(cell));
  while (sum(hidden).handovers < SMALLEST_CELL) {
    const next = rest.shift();
    if (!next) break;
    hidden.push(next);
  }
  const gone = new Set(hidden.map((cell) => cell.key));
  return [...cells.filter((cell) => !gone.has(cell.key)), sum(hidden)];
}

const sum = (cells: readonly Cell[]): Cell =>
  cells.reduce(
    (all, cell) => ({
      key: OTHER,
      massG: all.massG + cell.massG,
      lowG: all.lowG + cell.lowG,
      highG: all.highG + cell.highG,
      handovers: all.handovers + cell.handovers,
    }),
    { key: OTHER, massG: 0, lowG: 0, highG: 0, handovers: 0 },
  );
