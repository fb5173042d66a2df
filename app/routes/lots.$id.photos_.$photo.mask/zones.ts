import { z } from 'zod';
import { MASK_ZONES } from '#app/domain/lots/photos.ts';

const percent = z.coerce
  .number('invalid-number')
  .min(0, 'number-too-small')
  .max(100, 'number-too-large')
  .optional();

/** Per cent of the photo, as typed or drawn; a zone without width or height is no zone. */
export const maskInput = z.object({
  zones: z
    .array(z.object({ left: percent, top: percent, width: percent, height: percent }))
    .max(MASK_ZONES)
    .default([])
    .transform((zones) => zones.map(toThousandths).filter(({ width, height }) => width > 0 && height > 0)),
});

const toThousandths = ({ left = 0, top = 0, width = 0, height = 0 }: Partial<Percents>) => ({
  left: Math.round(left * 10),
  top: Math.round(top * 10),
  width: Math.round(width * 10),
  height: Math.round(height * 10),
});

/** One rectangle, in per cent of the photo. */
export interface Percents {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

const oneDigit = (value: number) => Math.round(value * 10) / 10;

/** The rectangle between two points given as shares of the photo (0 to 1). */
export function zoneBetween(a: Point, b: Point): Percents {
  const within = (share: number) => Math.max(0, Math.min(100, share * 100));
  const [left, right] = [within(Math.min(a.x, b.x)), within(Math.max(a.x, b.x))];
  const [top, bottom] = [within(Math.min(a.y, b.y)), within(Math.max(a.y, b.y))];
  return {
    left: oneDigit(left),
    top: oneDigit(top),
    width: oneDigit(right - left),
    height: oneDigit(bottom - top),
  };
}
