import { metresBetween } from '#app/domain/territories/distance.ts';

/** Degrees WGS84. */
export interface Position {
  lon: number;
  lat: number;
}

/** Where coordinates may be: around metropolitan France or one of the overseas territories. */
const FRANCE: ReadonlyArray<readonly [west: number, south: number, east: number, north: number]> = [
  [-5.6, 41.2, 10.0, 51.3],
  [-63.3, 15.7, -60.9, 18.2],
  [-61.4, 14.2, -60.7, 15.0],
  [-54.8, 2.0, -51.4, 6.0],
  [55.1, -21.5, 56.0, -20.7],
  [44.9, -13.2, 45.4, -12.5],
  [-56.6, 46.6, -56.0, 47.3],
  [-154.8, -28.0, -134.0, -7.7],
  [158.0, -23.5, 172.5, -17.5],
  [-178.4, -14.5, -176.0, -13.0],
];

export const isInFrance = ({ lon, lat }: Position): boolean =>
  FRANCE.some(([west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north);

const COMMA = /^\s*(-?\d{1,3}(?:,\d{1,8})?)\s*(?:;|\/|,\s|\s)\s*(-?\d{1,3}(?:,\d{1,8})?)\s*$/;
const POINT = /^\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*[;/,\s]\s*(-?\d{1,3}(?:\.\d{1,20})?)\s*$/;

/** Reads "48,1173 ; -1,6778", "48.1173, -1.6778" or "48.1173,-1.6778": latitude first, as maps copy it. */
export function parsePosition(typed: string): Position | null {
  const match = POINT.exec(typed) ?? COMMA.exec(typed);
  if (!match) return null;
  const [lat = Number.NaN, lon = Number.NaN] = match
    .slice(1)
    .map((degrees) => Number(degrees.replace(',', '.')));
  return isInFrance({ lon, lat }) ? { lon, lat } : null;
}

/** Beyond it a pin is a slip: no mainland commune reaches 50 km from its own point, those of Guyane and the islands do. */
const farthest = (communeCode: string) => (/^9[78]/.test(communeCode) ? 300_000 : 50_000);

export const isPlausible = (position: Position, commune: Position & { code: string }): boolean =>
  metresBetween(position, commune) <= farthest(commune.code);
