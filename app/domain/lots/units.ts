import type { Unit } from './vocabulary.ts';

/** Another unit to count a lot in: `amountMilli` of `unit` are `ofMilli` of the lot's own unit ("1 pallet = 9.6 m2"). */
export interface OtherUnit {
  unit: Unit;
  amountMilli: number;
  ofMilli: number;
}

interface Counted {
  altUnit?: Unit | null;
  altAmountMilli?: number | null;
  altOfMilli?: number | null;
  unitMassG?: number | null;
}

/** Of a mass unit the factor is the unit mass: grams of one unit are its thousandths of a kilogram. */
const MASS_OF: Partial<Record<Unit, number>> = { kg: 1000, t: 1_000_000 };

/** The lot's other unit. In kilograms and tonnes the factor is the unit mass; null without one. */
export function otherUnitOf({ altUnit, altAmountMilli, altOfMilli, unitMassG }: Counted): OtherUnit | null {
  if (!altUnit) return null;
  const ofMass = MASS_OF[altUnit];
  if (ofMass !== undefined)
    return unitMassG ? { unit: altUnit, amountMilli: unitMassG, ofMilli: ofMass } : null;
  return altAmountMilli && altOfMilli
    ? { unit: altUnit, amountMilli: altAmountMilli, ofMilli: altOfMilli }
    : null;
}

/** Thousandths of the other unit -> of the lot's, down to a whole step: never more than there is. */
export function toOwnUnit(milli: number, { amountMilli, ofMilli }: OtherUnit, stepMilli: number): number {
  const exact = (BigInt(milli) * BigInt(ofMilli)) / BigInt(amountMilli);
  return Number(exact - (exact % BigInt(stepMilli)));
}

/** Thousandths of the lot's unit -> of the other, to the nearest; for display. */
export function toOtherUnit(milli: number, { amountMilli, ofMilli }: OtherUnit): number {
  const twice = BigInt(milli) * BigInt(amountMilli) * 2n + BigInt(ofMilli);
  return Number(twice / (BigInt(ofMilli) * 2n));
}
