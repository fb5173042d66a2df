import { massOf } from '#app/domain/lots/quantity.ts';
import type { Evidence } from './vocabulary.ts';

/** What a lot says of one unit, in grams; low and high only where the type's default has a range. */
export interface MassFacts {
  unitMassG: number | null;
  massLowG: number | null;
  massHighG: number | null;
  massBasis: 'measured' | 'declared' | 'default';
}

export interface GradedMass {
  massG: number;
  lowG: number;
  highG: number;
  evidence: Evidence;
}

/** Half-width of the interval by grade, in hundredths (domain notes 4.2.3); D where the type has no range. */
export const SPREAD: Record<Evidence, number> = { A: 2, B: 10, C: 25, D: 35 };

const share = (grams: number, percent: number) => Number((BigInt(grams) * BigInt(percent) + 50n) / 100n);

/**
 * Mass of a hand-over with its grade and bounds. `weighedG` grams on the ticket: grade A. Otherwise the quantity
 * (thousandths) times the lot's unit mass: B measured, C declared, D the type's default with its own range.
 */
export function massOfHandover(quantityMilli: number, weighedG: number | null, lot: MassFacts): GradedMass {
  if (weighedG !== null) return bounded(weighedG, 'A');
  const massG = massOf(quantityMilli, lot.unitMassG ?? 0);
  if (lot.massBasis === 'measured') return bounded(massG, 'B');
  if (lot.massBasis === 'declared') return bounded(massG, 'C');
  const { lowG, highG } = bounded(massG, 'D');
  return {
    massG,
    lowG: lot.massLowG === null ? lowG : massOf(quantityMilli, lot.massLowG),
    highG: lot.massHighG === null ? highG : massOf(quantityMilli, lot.massHighG),
    evidence: 'D',
  };
}

/**
 * The facts that carry a counted grade on this lot: its own for B (measured) and C (declared or better), the type's
 * default for D. Null when the lot knows less than the grade says.
 */
export function factsOfGrade(
  grade: Exclude<Evidence, 'A'>,
  lot: MassFacts,
  ofType: Omit<MassFacts, 'massBasis'>,
): MassFacts | null {
  if (grade === 'B') return lot.massBasis === 'measured' ? lot : null;
  if (grade === 'C') return lot.massBasis === 'default' ? null : { ...lot, massBasis: 'declared' };
  if (lot.massBasis === 'default') return lot;
  return ofType.unitMassG === null ? null : { ...ofType, massBasis: 'default' };
}

const bounded = (massG: number, evidence: Evidence): GradedMass => ({
  massG,
  lowG: share(massG, 100 - SPREAD[evidence]),
  highG: share(massG, 100 + SPREAD[evidence]),
  evidence,
});
