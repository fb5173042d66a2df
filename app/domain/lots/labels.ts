import { z } from 'zod';
import type { LotStatus, Unit } from './vocabulary.ts';

/** Labels on an A4 sheet, without margins: the sizes sold everywhere. Millimetres. */
export const LABEL_SHEETS = {
  '3x8': { columns: 3, rows: 8, width: 70, height: 37.125 },
  '2x4': { columns: 2, rows: 4, width: 105, height: 74.25 },
} as const;
export type LabelSheet = keyof typeof LABEL_SHEETS;
export const LABEL_SHEET_NAMES = ['3x8', '2x4'] as const satisfies LabelSheet[];

/** Labels of one document at most. */
export const MOST_LABELS = 1200;
export const LABEL_STATES = ['draft', 'published', 'exhausted'] as const;

export interface LabelLot {
  publicId: string;
  title: string;
  status: LotStatus;
  unit: Unit;
  quantityMilli: number | null;
  pemdRef: string | null;
  place: string | null;
}

/** What the form of a GET says; anything strange falls back to the usual. */
export const labelChoice = z.object({
  sheet: z.enum(LABEL_SHEET_NAMES).catch('3x8'),
  copies: z.coerce.number().int().min(1).max(50).catch(1),
  /** A label for each pallet of a lot counted in pallets. */
  pallets: z.boolean().catch(false),
  /** Labels already used on the first sheet. */
  skip: z.coerce.number().int().min(0).max(23).catch(0),
  states: z.array(z.enum(LABEL_STATES)).catch([]),
  lots: z.array(z.string().max(40)).max(1000).catch([]),
});
export type LabelChoice = z.output<typeof labelChoice>;

export interface Label {
  lot: LabelLot;
  /** "2 of 3" when the lot has several. */
  number: number;
  of: number;
}

/** Labels in the order of the lots, `MOST_LABELS` at most: the lots chosen one by one, else those in the chosen states, else all. */
export function labelsOf(lots: readonly LabelLot[], choice: LabelChoice): Label[] {
  const chosen = lots.filter(({ publicId, status }) => {
    if (choice.lots.length > 0) return choice.lots.includes(publicId);
    return choice.states.length === 0 || choice.states.some((state) => state === status);
  });
  return chosen
    .flatMap((lot) => {
      const of = copiesOf(lot, choice);
      return Array.from({ length: of }, (_, index) => ({ lot, number: index + 1, of }));
    })
    .slice(0, MOST_LABELS);
}

function copiesOf({ unit, quantityMilli }: LabelLot, { pallets, copies }: LabelChoice): number {
  if (!pallets || unit !== 'pallet' || !quantityMilli) return copies;
  return Math.min(200, Math.max(1, Math.ceil(quantityMilli / 1000)));
}
