import { type Chance, chanceOf } from '#db/seed/chance.ts';

/** Drawing words shared by every scene. Coordinates are those of a 1600 x 1200 picture; the light comes from the upper left. */
export const WIDTH = 1600;
export const HEIGHT = 1200;

export type Point = readonly [x: number, y: number];

export const at = (n: number) => n.toFixed(1);
export const poly = (points: readonly Point[], fill: string, more = '') =>
  `<polygon points="${points.map(([x, y]) => `${at(x)},${at(y)}`).join(' ')}" fill="${fill}" ${more}/>`;
export const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${at(x)}" y="${at(y)}" width="${at(w)}" height="${at(h)}" fill="${fill}" ${more}/>`;
export const line = (a: Point, b: Point, stroke: string, width: number, more = '') =>
  `<line x1="${at(a[0])}" y1="${at(a[1])}" x2="${at(b[0])}" y2="${at(b[1])}" stroke="${stroke}" stroke-width="${width}" ${more}/>`;
export const ellipse = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${at(x)}" cy="${at(y)}" rx="${at(rx)}" ry="${at(ry)}" fill="${fill}" ${more}/>`;
export const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`;
export const group = (inside: string, more: string) => `<g ${more}>${inside}</g>`;

/** #rrggbb brought nearer to black (below 1) or to white (above 1). */
export function shade(colour: string, by: number): string {
  const part = (i: number) => Number.parseInt(colour.slice(1 + 2 * i, 3 + 2 * i), 16);
  const to = (v: number) =>
    Math.round(Math.max(0, Math.min(255, by <= 1 ? v * by : v + (255 - v) * (by - 1))));
  return `#${[0, 1, 2].map((i) => to(part(i)).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour, a little lighter or darker each time: nothing in a yard is uniform. */
export const vary = (chance: Chance, colour: string, by = 0.12) =>
  shade(colour, 1 + chance.between(-by, by * 0.7));

/** Depth of an oblique view: how far a metre of depth goes to the right and up. */
export interface Oblique {
  dx: number;
  dy: number;
}

/** A block seen from the front left: front, top in the light, right side in the shade. `x`, `y`: its upper left front corner. */
export function block(
  x: number,
  y: number,
  w: number,
  h: number,
  { dx, dy }: Oblique,
  colour: string,
  edge = 0.25,
): string {
  const line = `stroke="${shade(colour, 0.45)}" stroke-opacity="${edge}" stroke-width="2" stroke-linejoin="round"`;
  return (
    poly(
      [
        [x, y],
        [x + w, y],
        [x + w + dx, y + dy],
        [x + dx, y + dy],
      ],
      shade(colour, 1.22),
      line,
    ) +
    poly(
      [
        [x + w, y],
        [x + w + dx, y + dy],
        [x + w + dx, y + h + dy],
        [x + w, y + h],
      ],
      shade(colour, 0.62),
      line,
    ) +
    rect(x, y, w, h, colour, line)
  );
}

/** Maps a unit square on four corners (upper left, upper right, lower right, lower left), as perspective does. */
export function plane([a, b, c, d]: readonly [Point, Point, Point, Point]): (u: number, v: number) => Point {
  const [sx, sy] = [a[0] - b[0] + c[0] - d[0], a[1] - b[1] + c[1] - d[1]];
  const [x1, y1, x2, y2] = [b[0] - c[0], b[1] - c[1], d[0] - c[0], d[1] - c[1]];
  const det = x1 * y2 - x2 * y1;
  const g = (sx * y2 - x2 * sy) / det;
  const h = (x1 * sy - sx * y1) / det;
  return (u, v) => {
    const w = g * u + h * v + 1;
    return [
      ((b[0] - a[0] + g * b[0]) * u + (d[0] - a[0] + h * d[0]) * v + a[0]) / w,
      ((b[1] - a[1] + g * b[1]) * u + (d[1] - a[1] + h * d[1]) * v + a[1]) / w,
    ];
  };
}

export const cell = (
  to: (u: number, v: number) => Point,
  u: number,
  v: number,
  du: number,
  dv: number,
): Point[] => [to(u, v), to(u + du, v), to(u + du, v + dv), to(u, v + dv)];

/** A soft shadow on the ground. */
export const shadow = (x: number, y: number, rx: number, ry: number, strength = 0.5) =>
  ellipse(x, y, rx, ry, '#10151c', `opacity="${strength}" filter="url(#soft)"`);

export const chanceFor = (name: string) => chanceOf('picture', name);
