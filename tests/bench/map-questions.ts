import { tileAt } from '#app/domain/territories/projection.ts';

/** Where questions are asked: dense and empty, inland and overseas. */
export const PLACES = [
  { lon: 2.3522, lat: 48.8566 },
  { lon: 4.8357, lat: 45.764 },
  { lon: -1.6778, lat: 48.1173 },
  { lon: 5.3698, lat: 43.2965 },
  { lon: 3.0573, lat: 50.6292 },
  { lon: 7.7521, lat: 48.5734 },
  { lon: 1.4442, lat: 43.6047 },
  { lon: 3.5, lat: 44.52 },
  { lon: 1.2611, lat: 45.8336 },
  { lon: 55.4504, lat: -20.8789 },
] as const;

let asked = 0;

/** The same sequence in every run. */
export function chance(): number {
  asked = (Math.imul(asked, 1664525) + 1013904223) >>> 0;
  return asked / 2 ** 32;
}

const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)] as T;

const nearby = () => {
  const { lon, lat } = one(PLACES);
  return { lon: lon + (chance() - 0.5) * 0.1, lat: lat + (chance() - 0.5) * 0.1 };
};

let unseen = 0;

/** Address of a tile around one of the places. `unseen`: with a price nobody asked before, so that no kept tile answers. */
export function tiles(
  zooms: readonly number[],
  { unseen: fresh, filters }: { unseen?: boolean; filters?: string },
): string {
  const { z, x, y } = tileAt(fresh ? nearby() : one(PLACES), one(zooms));
  const query = [filters, fresh ? `price_max=${100_000 + unseen++}` : ''].filter(Boolean).join('&');
  return `/tiles/lots/${z}/${x}/${y}.mvt${query ? `?${encodeURI(query)}` : ''}`;
}

export const somewhere = nearby;

/** Of a network that nobody routes. */
export function someAddress(): string {
  const part = () => Math.floor(chance() * 256);
  return `10.${part()}.${part()}.${part()}`;
}

export function nearest(filters: string): string {
  const { lon, lat } = nearby();
  return `/api/v1/lots?near=${lon.toFixed(5)},${lat.toFixed(5)}&limit=20${encodeURI(filters)}`;
}
