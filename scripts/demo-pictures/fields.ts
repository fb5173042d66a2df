import type { Chance } from '#db/seed/chance.ts';
import { at, cell, group, type Point, path, plane, poly, rect, shade, shadow, vary } from './canvas.ts';

/** Tiles laid out to be seen: a sloping tray in perspective, as one lays samples in a yard. */
const TRAY: readonly [Point, Point, Point, Point] = [
  [400, 500],
  [1290, 470],
  [1500, 1060],
  [130, 1090],
];
const map = plane(TRAY);

const tray = (inside: string, filter: string) =>
  shadow(830, 1095, 760, 60, 0.6) +
  poly(
    [
      [130, 1090],
      [1500, 1060],
      [1500, 1104],
      [130, 1136],
    ],
    '#4e3f2c',
  ) +
  poly([...TRAY], '#5b5247') +
  group(inside, `filter="url(#${filter})"`);

export function grid(
  chance: Chance,
  look: {
    cols: number;
    rows: number;
    colours: readonly string[];
    gap?: number;
    filter: string;
    vary?: number;
    stagger?: boolean;
    motif?: (chance: Chance, to: (u: number, v: number) => Point, colour: string) => string;
  },
): string {
  const { cols, rows, gap = 0.06 } = look;
  const out: string[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = look.stagger && r % 2 ? -0.5 : 0; c < cols; c++) {
      const u0 = Math.max(0, c) / cols;
      const u1 = Math.min(cols, c + 1) / cols;
      const colour = vary(chance, chance.one(look.colours), look.vary ?? 0.1);
      const [gu, gv] = [gap / cols / 2, gap / rows / 2];
      const corners = cell(map, u0 + gu, r / rows + gv, u1 - u0 - 2 * gu, 1 / rows - 2 * gv);
      out.push(
        poly(
          corners.map(([x, y]) => [x + 3, y + 6]),
          '#1a1612',
          'opacity=".55"',
        ),
        poly(corners, colour),
      );
      out.push(
        look.motif?.(
          chance,
          (u, v) => map(u0 + gu + (u1 - u0 - 2 * gu) * u, (r + gap / 2 + (1 - gap) * v) / rows),
          colour,
        ) ?? '',
      );
    }
  }
  return tray(out.join(''), look.filter);
}

const around = (
  to: (u: number, v: number) => Point,
  cu: number,
  cv: number,
  points: number,
  radius: (i: number) => number,
) =>
  Array.from({ length: points }, (_, i) =>
    to(
      cu + Math.cos((i / points) * 2 * Math.PI) * radius(i),
      cv + Math.sin((i / points) * 2 * Math.PI) * radius(i),
    ),
  );

/** Star and quarter rounds, the pattern of an old hall. */
export const star =
  (dark: string, accent: string) =>
  (_chance: Chance, to: (u: number, v: number) => Point): string =>
    poly(
      around(to, 0.5, 0.5, 16, (i) => (i % 2 ? 0.2 : 0.42)),
      dark,
    ) +
    poly(
      around(to, 0.5, 0.5, 8, (i) => (i % 2 ? 0.07 : 0.16)),
      accent,
    ) +
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ]
      .map(([u = 0, v = 0]) =>
        poly(
          [
            to(u, v),
            ...[0, 1, 2, 3, 4].map((i) => {
              const a = (i / 4) * (Math.PI / 2);
              return to(u + (u ? -1 : 1) * 0.2 * Math.cos(a), v + (v ? -1 : 1) * 0.2 * Math.sin(a));
            }),
          ],
          accent,
        ),
      )
      .join('');

export const cube =
  (dark: string, light: string) =>
  (_chance: Chance, to: (u: number, v: number) => Point): string =>
    poly([to(0, 0), to(0.5, 0.25), to(0.5, 0.75), to(0, 0.5)], dark) +
    poly([to(1, 0), to(0.5, 0.25), to(0.5, 0.75), to(1, 0.5)], light) +
    poly([to(0, 0.5), to(0.5, 0.75), to(0.5, 1), to(0, 1)], light) +
    poly([to(1, 0.5), to(0.5, 0.75), to(0.5, 1), to(1, 1)], dark);

export const dots = (_chance: Chance, to: (u: number, v: number) => Point): string =>
  Array.from({ length: 46 }, () => {
    const [x, y] = to(0.05 + 0.9 * _chance.share(), 0.05 + 0.9 * _chance.share());
    return rect(x, y, 5, 3.4, '#4a463e', 'opacity=".5"');
  }).join('');

/** Hexagons. */
export function hexagons(chance: Chance, colours: readonly string[]): string {
  const out: string[] = [];
  const [cols, s] = [13, 1 / 13 / 1.5];
  for (let c = 0; c <= cols; c++) {
    for (let r = -1; r < 21; r++) {
      const [cu, cv] = [c * s * 1.5, (r + (c % 2) / 2) * s * 1.732 * 0.62];
      const points = Array.from(
        { length: 6 },
        (_, i) =>
          [
            cu + Math.cos((i * Math.PI) / 3) * s * 0.95,
            cv + Math.sin((i * Math.PI) / 3) * s * 0.95 * 0.62,
          ] as const,
      );
      if (points.some(([u, v]) => u < 0 || u > 1 || v < 0 || v > 1)) continue;
      const colour = vary(chance, chance.one(colours), 0.16);
      out.push(
        poly(
          points.map(([u, v]) => map(u, v)).map(([x, y]) => [x + 2, y + 5]),
          '#22150e',
          'opacity=".6"',
        ),
        poly(
          points.map(([u, v]) => map(u, v)),
          colour,
        ),
      );
    }
  }
  return tray(out.join(''), 'brick');
}

/** Herringbone of short boards, or chevrons. */
export function herringbone(chance: Chance, colours: readonly string[], filter: string): string {
  const out: string[] = [];
  const [bands, boards] = [7, 15];
  for (let b = 0; b < bands; b++) {
    for (let n = -4; n < boards; n++) {
      const [u0, u1] = [b / bands, (b + 1) / bands];
      const slope = (b % 2 ? -1 : 1) * 0.16;
      const v = (n + 2) / boards;
      const edge = (x: number) => Math.max(0, Math.min(1, x));
      const shape = [
        map(u0, edge(v + (slope < 0 ? 0.16 : 0))),
        map(u1, edge(v + (slope < 0 ? 0 : 0.16))),
        map(u1, edge(v + (slope < 0 ? 0 : 0.16) + 0.94 / boards)),
        map(u0, edge(v + (slope < 0 ? 0.16 : 0) + 0.94 / boards)),
      ];
      out.push(
        poly(
          shape,
          vary(chance, chance.one(colours), 0.2),
          'stroke="#2b1c10" stroke-opacity=".55" stroke-width="2"',
        ),
      );
    }
  }
  return tray(out.join(''), filter);
}

/** Overlapping courses on a slope: tiles, slates, canal tiles. */
export function roof(
  chance: Chance,
  look: {
    cols: number;
    rows: number;
    colours: readonly string[];
    shape: 'round' | 'square' | 'wave' | 'canal';
    filter: string;
    moss?: boolean;
  },
): string {
  const slope = plane([
    [250, 330],
    [1390, 330],
    [1560, 1090],
    [40, 1090],
  ]);
  const { cols, rows, shape } = look;
  const out: string[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = r % 2 && shape !== 'canal' ? -0.5 : 0; c < cols; c++) {
      const [u0, u1] = [Math.max(0, c) / cols, Math.min(cols, c + 1) / cols];
      const [v0, v1] = [r / rows, Math.min(1, (r + 1.32) / rows)];
      if (u1 - u0 < 0.2 / cols) continue;
      const colour = vary(chance, chance.one(look.colours), 0.17);
      const q = cell(slope, u0, v0, u1 - u0, v1 - v0) as [Point, Point, Point, Point];
      const bottom =
        shape === 'round'
          ? [
              slope(u1, v1 - 0.3 / rows),
              slope(u0 * 0.25 + u1 * 0.75, v1),
              slope(u0 * 0.75 + u1 * 0.25, v1),
              slope(u0, v1 - 0.3 / rows),
            ]
          : [q[2], q[3]];
      const outline = [q[0], q[1], ...bottom];
      out.push(
        poly(
          outline.map(([x, y]) => [x + 5, y + 12]),
          '#120f0d',
          'opacity=".5"',
        ),
        poly(outline, colour, `stroke="${shade(colour, 0.5)}" stroke-width="2"`),
      );
      if (shape === 'wave' || shape === 'canal') {
        const ridge = shape === 'wave' ? [0.62, 0.14] : [0.5, 0.3];
        const at_ = (s: number, v: number) => slope(u0 + (u1 - u0) * s, v);
        const [m = 0.5, w = 0.2] = ridge;
        out.push(
          poly(
            [at_(m - w, v0), at_(m, v0), at_(m, v1), at_(m - w, v1)],
            shade(colour, 1.24),
            'opacity=".85"',
          ),
          poly(
            [at_(m, v0), at_(Math.min(1, m + w * 1.5), v0), at_(Math.min(1, m + w * 1.5), v1), at_(m, v1)],
            shade(colour, 0.66),
            'opacity=".9"',
          ),
        );
      }
      out.push(
        poly(
          [slope(u0, v1 - 0.12 / rows), slope(u1, v1 - 0.12 / rows), ...(bottom as Point[])],
          shade(colour, 1.18),
          'opacity=".4"',
        ),
      );
    }
  }
  const moss = look.moss
    ? Array.from({ length: 90 }, () => {
        const [x, y] = slope(chance.share(), chance.share());
        return path(
          `M${at(x)},${at(y)} q14,-12 30,0 q10,12 -8,16 q-22,4 -22,-16`,
          vary(chance, '#6f7a3e', 0.2),
          'opacity=".55"',
        );
      }).join('')
    : '';
  return (
    shadow(800, 1110, 800, 50, 0.5) +
    poly(
      [
        [40, 1090],
        [1560, 1090],
        [1560, 1130],
        [40, 1130],
      ],
      '#3d3126',
    ) +
    group(out.join('') + moss, `filter="url(#${look.filter})"`)
  );
}
