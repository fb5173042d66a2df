import type { Unit } from '#app/domain/lots/vocabulary.ts';

/**
 * What a vehicle carries, rounded down. A supermini with its seats folded: 1,028 to 1,146 litres and a payload of 400 to
 * 500 kg of which two people take 150 (Renault Clio III and IV, makers' figures in actua-auto.com and Tribune de Genève,
 * 2012). A hired "12 m³" van, L2H2, driven with a car licence: about 3 m of floor (location.carrefour.fr, guide of
 * dimensions), 3.5 t in all of which about 1 t of load (Gisement's own, prudent).
 */
const VEHICLE_LOADS = {
  car: { litres: 1000, massG: 300_000, lengthMm: 1600 },
  van: { litres: 12_000, massG: 1_000_000, lengthMm: 3000 },
} as const;

/** Things never fill a space: this share of it, Gisement's own prudent figure. */
const PACKED = 0.7;

/** Part of a lot to be carried. Quantity in thousandths, as everywhere; dimensions of one piece. */
export interface Carried {
  unit: Unit;
  quantityMilli: number;
  unitMassG: number | null;
  lengthMm: number | null;
  widthMm: number | null;
  thicknessMm: number | null;
}

/** Cubic centimetres of a quantity; null when its dimensions do not say. */
export function volumeOf({
  unit,
  quantityMilli,
  lengthMm,
  widthMm,
  thicknessMm,
}: Omit<Carried, 'unitMassG'>): number | null {
  const [length, width, thickness] = [lengthMm ?? 0, widthMm ?? 0, thicknessMm ?? 0];
  const volumes: Partial<Record<Unit, number>> = {
    u: (quantityMilli * length * width * thickness) / 1e6,
    m: (quantityMilli * width * thickness) / 1e3,
    m2: quantityMilli * thickness,
    m3: quantityMilli * 1e3,
  };
  const found = Math.round(volumes[unit] ?? 0);
  return found > 0 ? found : null;
}

interface Load {
  lots: number;
  massG: number;
  /** lots whose mass, or volume, is not known: the sums are without them */
  massUnknown: number;
  volumeCm3: number;
  volumeUnknown: number;
  longestMm: number | null;
}

export function loadOf(all: readonly Carried[]): Load {
  const volumes = all.map(volumeOf);
  const sizes = all.flatMap(({ lengthMm, widthMm, thicknessMm }) => [lengthMm, widthMm, thicknessMm]);
  const longest = Math.max(0, ...sizes.map((size) => size ?? 0));
  return {
    lots: all.length,
    massG: all.reduce((sum, one) => sum + Math.round((one.quantityMilli * (one.unitMassG ?? 0)) / 1000), 0),
    massUnknown: all.filter(({ unitMassG }) => unitMassG === null).length,
    volumeCm3: volumes.reduce<number>((sum, volume) => sum + (volume ?? 0), 0),
    volumeUnknown: volumes.filter((volume) => volume === null).length,
    longestMm: longest > 0 ? longest : null,
  };
}

type Fit = { in: 'car' | 'van' } | { in: 'trips'; trips: number } | { in: 'longer' };

/** In what it goes, as far as is known; null when neither mass nor volume is. */
export function fitOf({ massG, volumeCm3, longestMm }: Load): Fit | null {
  if (massG === 0 && volumeCm3 === 0) return null;
  const times = ({ litres, massG: most }: { litres: number; massG: number }) =>
    Math.max(massG / most, volumeCm3 / (litres * 1000 * PACKED));
  const { car, van } = VEHICLE_LOADS;
  const long = longestMm ?? 0;
  if (long > van.lengthMm) return { in: 'longer' };
  if (long <= car.lengthMm && times(car) <= 1) return { in: 'car' };
  const trips = Math.ceil(times(van));
  return trips <= 1 ? { in: 'van' } : { in: 'trips', trips };
}
