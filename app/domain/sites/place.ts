import { createHmac } from 'node:crypto';
import { EARTH_METRES } from '#app/domain/territories/distance.ts';
import type { Position } from './position.ts';

const METRES_PER_DEGREE = (Math.PI / 180) * EARTH_METRES;
// a metre inside 300 and 500, so that rounding to the sixth decimal stays between them
const [NEAREST, FARTHEST] = [301, 499];

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
  const metres = Math.sqrt(NEAREST ** 2 + (drawn.readUInt32BE(4) / 2 ** 32) * (FARTHEST ** 2 - NEAREST ** 2));
  const lat = position.lat + (metres * Math.sin(angle)) / METRES_PER_DEGREE;
  const lon =
    position.lon +
    (metres * Math.cos(angle)) / (METRES_PER_DEGREE * Math.cos((position.lat * Math.PI) / 180));
  return { lon: Number(lon.toFixed(6)), lat: Number(lat.toFixed(6)) };
}
