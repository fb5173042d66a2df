import { createHmac } from 'node:crypto';

export interface Position {
  lon: number;
  lat: number;
}

const METRES_PER_DEGREE = 111_319.490_793;

/**
 * The one public point of a site, 300 to 500 m from where it is (decision 5). Drawn from a server secret, the site's
 * public id and its position: the same until the site really moves, and nothing to average over.
 */
export function blurred(position: Position, sitePublicId: string, secret: string): Position {
  const drawn = createHmac('sha256', secret)
    .update(`site-blur|${sitePublicId}|${position.lon.toFixed(6)}|${position.lat.toFixed(6)}`)
    .digest();
  const angle = (drawn.readUInt32BE(0) / 2 ** 32) * 2 * Math.PI;
  // uniform over the ring's area, so that no distance is likelier than its share
  const metres = Math.sqrt(300 ** 2 + (drawn.readUInt32BE(4) / 2 ** 32) * (500 ** 2 - 300 ** 2));
  const lat = position.lat + (metres * Math.sin(angle)) / METRES_PER_DEGREE;
  const lon =
    position.lon +
    (metres * Math.cos(angle)) / (METRES_PER_DEGREE * Math.cos((position.lat * Math.PI) / 180));
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) };
}

/** Where pasted coordinates may be: around metropolitan France or one of the overseas territories. Degrees WGS84. */
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

/** Reads "48,1173 ; -1,6778" or "48.1173, -1.6778" (latitude first, as maps paste it). */
export function parsePosition(typed: string): Position | null {
  const match = /^\s*(-?\d{1,3}(?:[.,]\d{1,8})?)\s*(?:;|,\s|\s)\s*(-?\d{1,3}(?:[.,]\d{1,8})?)\s*$/.exec(
    typed,
  );
  if (!match) return null;
  const lat = Number(match[1]?.replace(',', '.'));
  const lon = Number(match[2]?.replace(',', '.'));
  return isInFrance({ lon, lat }) ? { lon, lat } : null;
}
