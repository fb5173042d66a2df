export interface LonLat {
  lon: number;
  lat: number;
}

/** Mean radius of the Earth (IUGG), as in SQL's metres_between. */
export const EARTH_METRES = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle metres between two WGS84 points. */
export function metresBetween(a: LonLat, b: LonLat): number {
  const sine = (degrees: number) => Math.sin(radians(degrees) / 2) ** 2;
  const h = sine(b.lat - a.lat) + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * sine(b.lon - a.lon);
  return 2 * EARTH_METRES * Math.asin(Math.sqrt(Math.min(1, h)));
}
