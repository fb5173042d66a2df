/**
 * Quantities are integer thousandths of the lot's one unit ("milli"); the decimal text exists at the edges only
 * (decision 2). No float ever holds a quantity.
 */
import { parseDecimal } from '#app/domain/decimal.ts';
import type { Unit } from './vocabulary.ts';

/** "12,5" -> 12500; null when it is not a positive number with at most three decimals. */
export function parseQuantity(typed: string): number | null {
  const milli = parseDecimal(typed.trim(), 3);
  return milli !== null && milli > 0 && milli < 1e12 ? milli : null;
}

/** 12500 -> "12.5", the form used by the API and by form fields. */
export function formatMilli(milli: number): string {
  const sign = milli < 0 ? '-' : '';
  const digits = String(Math.abs(milli)).padStart(4, '0');
  const fraction = digits.slice(-3).replace(/0+$/, '');
  return `${sign}${digits.slice(0, -3)}${fraction ? `.${fraction}` : ''}`;
}

/** Smallest reservable amount of a unit: a whole piece, a whole pallet, a whole kilo, a hundredth of the others. */
export const stepOf = (unit: Unit): number =>
  unit === 'u' || unit === 'kg' || unit === 'pallet' ? 1000 : 10;

export const isWholeSteps = (milli: number, stepMilli: number): boolean =>
  milli > 0 && milli % stepMilli === 0;

/** Grams of a quantity, from grams per unit. Exact product, rounded half up to the gram. */
export function massOf(milli: number, unitMassG: number): number {
  return Number((BigInt(milli) * BigInt(unitMassG) + 500n) / 1000n);
}

/** "15,50" -> 1550 cents; null when it is not a price. */
export function parsePrice(typed: string): number | null {
  const cents = parseDecimal(typed.trim().replace(/\s*€$/, ''), 2);
  return cents !== null && cents < 1e11 ? cents : null;
}
