import { isWholeSteps, massOf, stepOf } from '#app/domain/lots/quantity.ts';
import type { MassBasis, Unit } from '#app/domain/lots/vocabulary.ts';
import type { MaterialType } from '#app/domain/materials/views.ts';
import { type Line, MASSES, shown } from './notes.ts';
import { looksLikeDay, readMeasure, readUnit } from './values.ts';

/** Thousandths; the lot's own column holds less than this. */
const MOST_MILLI = 1e12;
/** A million tonnes, as the form allows. */
const MOST_GRAMS = 1e12;
const MOST_UNIT_GRAMS = 1e11;

export interface Amount {
  unit: Unit;
  quantityMilli: number;
}

/** Quantity and unit. The unit may stand in the quantity's own cell; when nothing says it, it is the type's. */
export function readAmount(line: Line, type: MaterialType | undefined): Amount | null {
  const written = line.raw('quantite');
  if (written === '') {
    line.say('quantity-missing', 'quantite');
    return null;
  }
  if (looksLikeDay(written)) {
    line.say('quantity-is-date', 'quantite', { value: written });
    return null;
  }
  const read = readMeasure(written);
  if (!read) {
    line.say('quantity-unreadable', 'quantite', { value: shown(written) });
    return null;
  }
  const unit = unitOf(line, read.unit, type);
  if (read.number < 0) line.say('quantity-negative', 'quantite');
  else if (read.number * 1000 < 0.5) line.say('quantity-zero', 'quantite');
  else if (read.number * 1000 >= MOST_MILLI) line.say('quantity-too-large', 'quantite');
  else if (unit) return wholeSteps(line, read.number, unit);
  return null;
}

function unitOf(line: Line, beside: string, type: MaterialType | undefined): Unit | null {
  const written = line.raw('unite') || beside;
  if (written !== '') {
    const known = readUnit(written);
    if (!known) line.say('unit-unknown', 'unite', { value: shown(written) });
    return known;
  }
  if (!type) {
    line.say('unit-unknown', 'unite', { value: '' });
    return null;
  }
  line.say('unit-missing', 'unite', { unit: type.unit });
  return type.unit;
}

/** Pieces, pallets and kilos are whole; a measured length or area is rounded to the hundredth. */
function wholeSteps(line: Line, number: number, unit: Unit): Amount | null {
  const step = stepOf(unit);
  const exact = Math.round(number * 1000);
  if (Math.abs(number * 1000 - exact) < 1e-6 && isWholeSteps(exact, step))
    return { unit, quantityMilli: exact };
  const rounded = Math.round((number * 1000) / step) * step;
  if (step === 1000 || rounded === 0) {
    line.say('quantity-steps', 'quantite', { unit });
    return null;
  }
  line.say('quantity-rounded', 'quantite', { milli: rounded, unit });
  return { unit, quantityMilli: rounded };
}

export interface UnitMass {
  unitMassG: number;
  massLowG: number | null;
  massHighG: number | null;
  massBasis: MassBasis;
}

/** Grams of one unit: by definition for kg and t, as the file says, else the type's usual one with its range. */
export function readMass(line: Line, { unit, quantityMilli }: Amount, type: MaterialType): UnitMass | null {
  const each = line.measure('masse_unitaire_kg', MASSES, 1000, MOST_UNIT_GRAMS);
  const total = line.measure('masse_totale_kg', MASSES, 1000, MOST_GRAMS);
  if (unit === 'kg' || unit === 't') return exactly(unit === 'kg' ? 1000 : 1_000_000);
  compare(line, each, total, quantityMilli);
  const declared = each ?? (total === null ? null : Math.max(1, Math.round((total * 1000) / quantityMilli)));
  if (declared === null) {
    if (unit === type.unit && type.unitMassG !== null)
      return {
        unitMassG: type.unitMassG,
        massLowG: type.massLowG,
        massHighG: type.massHighG,
        massBasis: 'default',
      };
    line.say('mass-needed', 'masse_unitaire_kg', { unit });
    return null;
  }
  if (massOf(quantityMilli, declared) > MOST_GRAMS) {
    line.say('mass-too-large', each === null ? 'masse_totale_kg' : 'masse_unitaire_kg');
    return null;
  }
  const { massLowG: low, massHighG: high } = type;
  if (unit === type.unit && low !== null && high !== null && (declared < low || declared > high))
    line.say('mass-out-of-range', each === null ? 'masse_totale_kg' : 'masse_unitaire_kg', {
      grams: declared,
      low,
      high,
      unit,
    });
  return { unitMassG: declared, massLowG: null, massHighG: null, massBasis: 'declared' };
}

const exactly = (grams: number): UnitMass => ({
  unitMassG: grams,
  massLowG: grams,
  massHighG: grams,
  massBasis: 'default',
});

/** Both masses said, and more than a tenth apart. */
function compare(line: Line, each: number | null, total: number | null, quantityMilli: number): void {
  if (each === null || total === null) return;
  const product = (each * quantityMilli) / 1000;
  if (Math.abs(product - total) <= total * 0.1) return;
  line.say('mass-mismatch', 'masse_totale_kg', { total, product: Math.round(product) });
}
