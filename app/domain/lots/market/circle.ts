import { type Metres, toMetres } from '#app/domain/territories/projection.ts';
import { around, type Rectangle } from './ranges.ts';

const EARTH = 6_378_137;
/** Mean radius, as `metres_between` in SQL counts. */
const MEAN = 6_371_008.8;

export interface Circle {
  within: Rectangle;
  centre: Metres;
  /** Squares of flat metres: beyond the first never inside, up to the second surely. */
  flat: number;
  sure: number;
  /** Of what lies between: by its distance from the centre and its y. */
  holds(dx: number, dy: number, y: number): boolean;
}

/**
 * The circle of `lotConditions`: great-circle metres, inside a flat circle of mercator that is 1 % larger. In mercator the
 * sine of half a great circle needs one cosh and no latitude; what is surely inside needs nothing.
 */
export function circleAround({ lon, lat }: { lon: number; lat: number }, metres: number): Circle {
  const centre = toMetres({ lon, lat });
  const furthest = Math.min(85, Math.abs(lat) + metres / 111_000);
  const reach = (metres * 1.01) / Math.cos((furthest * Math.PI) / 180);
  const height = centre.y / EARTH;
  const coshHere = Math.cosh(height);
  const limit = Math.sin(Math.min(Math.PI / 2, metres / (2 * MEAN))) ** 2;
  // nowhere in the circle is a flat metre longer on the ground than nearest the equator
  const lowest = Math.max(0, Math.abs(centre.y) - reach) / EARTH;
  const sure = (metres * Math.cosh(lowest) * (EARTH / MEAN) * (1 - 1e-9)) ** 2;
  const flat = reach ** 2;
  return {
    within: around(centre, reach),
    centre,
    flat,
    sure,
    holds: (dx, dy, y) => {
      const half = Math.sin(dx / (2 * EARTH)) ** 2 + Math.sinh(dy / (2 * EARTH)) ** 2;
      return half / (coshHere * Math.cosh(y / EARTH)) <= limit;
    },
  };
}
