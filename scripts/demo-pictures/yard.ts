import type { Chance } from '#db/seed/chance.ts';
import { HEIGHT, line, poly, rect, shade, vary, WIDTH } from './canvas.ts';

/** Surfaces: noise lit from the upper left, laid over whatever is drawn. `fx`, `fy`: how fine along each axis. */
const rough = (id: string, fx: number, fy: number, height: number, seed: number, octaves = 3) => `
  <filter id="${id}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">
    <feTurbulence type="fractalNoise" baseFrequency="${fx} ${fy}" numOctaves="${octaves}" seed="${seed}" result="n"/>
    <feDiffuseLighting in="n" surfaceScale="${height}" diffuseConstant="1.24" lighting-color="#fff" result="l"><feDistantLight azimuth="225" elevation="58"/></feDiffuseLighting>
    <feBlend in="SourceGraphic" in2="l" mode="multiply" result="b"/>
    <feComposite in="b" in2="SourceGraphic" operator="in"/>
  </filter>`;

/** Stains and tones, larger than the grain. */
const patchy = (id: string, fx: number, fy: number, strength: number, seed: number) => `
  <filter id="${id}" x="0" y="0" width="100%" height="100%" color-interpolation-filters="sRGB">
    <feTurbulence type="fractalNoise" baseFrequency="${fx} ${fy}" numOctaves="3" seed="${seed}" result="n"/>
    <feColorMatrix in="n" type="matrix" values="0 0 0 0 0.1  0 0 0 0 0.08  0 0 0 0 0.06  ${strength * 2.6} 0 0 0 ${-strength * 1.05}" result="d"/>
    <feComposite in="d" in2="SourceGraphic" operator="in" result="e"/>
    <feMerge><feMergeNode in="SourceGraphic"/><feMergeNode in="e"/></feMerge>
  </filter>`;

export function defs(seed: number): string {
  return `<defs>
    <filter id="soft" x="-40%" y="-40%" width="180%" height="180%"><feGaussianBlur stdDeviation="22"/></filter>
    <filter id="far" x="0" y="0" width="100%" height="100%"><feGaussianBlur stdDeviation="2.6"/></filter>
    <filter id="blur" x="-10%" y="-10%" width="120%" height="120%"><feGaussianBlur stdDeviation="5"/></filter>
    <filter id="faint" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="2"/></filter>
    ${rough('stone', 0.05, 0.05, 3.2, seed)}
    ${rough('brick', 0.13, 0.13, 2.4, seed + 1)}
    ${rough('sand', 0.5, 0.5, 1.6, seed + 2, 3)}
    ${rough('metal', 0.02, 0.25, 0.8, seed + 3, 3)}
    ${rough('woodx', 0.006, 0.11, 3.4, seed + 4, 3)}
    ${rough('woody', 0.11, 0.006, 3.4, seed + 5, 3)}
    ${rough('iron', 0.35, 0.35, 1, seed + 6, 2)}
    ${rough('cloth', 0.6, 0.6, 2.6, seed + 7, 2)}
    ${patchy('stained', 0.004, 0.003, 0.2, seed + 8)}
    ${patchy('worn', 0.02, 0.02, 0.3, seed + 9)}
    <linearGradient id="sun" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#fff4d2" stop-opacity=".5"/><stop offset=".45" stop-color="#fff6dc" stop-opacity="0"/><stop offset="1" stop-color="#0c1830" stop-opacity=".16"/></linearGradient>
    <radialGradient id="corners" cx=".5" cy=".48" r=".75"><stop offset=".62" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".2"/></radialGradient>
    <linearGradient id="glass" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="#d9e8ec"/><stop offset=".38" stop-color="#93b0b8"/><stop offset=".42" stop-color="#c4d7da"/><stop offset=".58" stop-color="#7f9fa8"/><stop offset="1" stop-color="#56747e"/></linearGradient>
    <linearGradient id="round" x1="0" x2="1"><stop offset="0" stop-color="#000" stop-opacity=".34"/><stop offset=".28" stop-color="#fff" stop-opacity=".42"/><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient>
    <linearGradient id="roundy" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".25"/><stop offset=".22" stop-color="#fff" stop-opacity=".45"/><stop offset=".55" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".5"/></linearGradient>
    <linearGradient id="fall" x1="0" x2="0" y1="0" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".42"/></linearGradient>
  </defs>`;
}

export const WALLS = ['render', 'blocks', 'brick', 'cladding', 'steel'] as const;
export type Wall = (typeof WALLS)[number];
/** Where the wall meets the ground. */
export const FLOOR = 800;

/** A wall in daylight and the ground before it. */
export function yard(
  chance: Chance,
  wall: Wall,
  ground: 'concrete' | 'gravel' | 'earth' = 'concrete',
): string {
  const tone = { concrete: '#bdb9af', gravel: '#b3ab9b', earth: '#a08b70' }[ground];
  const floor =
    `<g filter="url(#${ground === 'concrete' ? 'stone' : 'sand'})">${rect(0, FLOOR, WIDTH, HEIGHT - FLOOR, tone)}</g>` +
    (ground === 'concrete' ? joints(chance, tone) : '') +
    `<g filter="url(#stained)" opacity=".6">${rect(0, FLOOR, WIDTH, HEIGHT - FLOOR, shade(tone, 1.04), 'opacity=".55"')}</g>`;
  // the eaves or a neighbour keep a part of the wall in the shade
  const [left, right] = [chance.between(40, 300), chance.between(40, 300)];
  const eaves = poly(
    [
      [0, 0],
      [WIDTH, 0],
      [WIDTH, right],
      [0, left],
    ],
    '#1a2433',
    'opacity=".2" filter="url(#faint)"',
  );
  const foot = rect(0, FLOOR - 30, WIDTH, 70, 'url(#fall)', 'opacity=".75" filter="url(#blur)"');
  return wallOf(chance, wall) + eaves + floor + foot;
}

const joints = (chance: Chance, tone: string) =>
  [FLOOR + 120, FLOOR + 290]
    .map((y) => line([0, y], [WIDTH, y + chance.between(-4, 4)], shade(tone, 0.72), 4, 'opacity=".7"'))
    .join('') +
  [-300, 420, 1130, 1900]
    .map((x) => line([800 + (x - 800) * 0.72, FLOOR], [x, HEIGHT], shade(tone, 0.72), 4, 'opacity=".55"'))
    .join('');

function wallOf(chance: Chance, wall: Wall): string {
  if (wall === 'render') {
    const tone = chance.one(['#e3dac6', '#dcd7cc', '#e8dabb', '#cfd5d4']);
    return `<g filter="url(#stained)"><g filter="url(#sand)">${rect(0, 0, WIDTH, FLOOR, tone)}</g></g>`;
  }
  if (wall === 'steel') {
    const tone = chance.one(['#9fabaf', '#8fa396', '#bab8af']);
    const ribs = Array.from(
      { length: 34 },
      (_, i) =>
        rect(i * 48, 0, 30, FLOOR, shade(tone, 1.06)) + rect(i * 48 + 30, 0, 18, FLOOR, shade(tone, 0.78)),
    );
    return `<g filter="url(#stained)"><g filter="url(#metal)">${ribs.join('')}</g></g>`;
  }
  if (wall === 'cladding') {
    const tone = chance.one(['#b39a7a', '#a9a397', '#bfa480']);
    const boards = Array.from(
      { length: 14 },
      (_, i) =>
        poly(
          [
            [0, i * 60],
            [WIDTH, i * 60],
            [WIDTH, i * 60 + 56],
            [0, i * 60 + 56],
          ],
          vary(chance, tone, 0.1),
        ) + rect(0, i * 60 + 56, WIDTH, 4, shade(tone, 0.4)),
    );
    return `<g filter="url(#woodx)">${boards.join('')}</g>`;
  }
  const [w, h, tone, joint] =
    wall === 'brick' ? [122, 42, '#9c5b45', '#b7aa98'] : [250, 122, '#a9a69f', '#8b8881'];
  const rows = [];
  for (let row = 0; row * h < FLOOR; row++) {
    for (let x = -((row % 2) * w) / 2; x < WIDTH; x += w)
      rows.push(rect(x + 3, row * h + 3, w - 6, h - 6, vary(chance, tone, wall === 'brick' ? 0.2 : 0.06)));
  }
  return (
    rect(0, 0, WIDTH, FLOOR, joint) +
    `<g filter="url(#${wall === 'brick' ? 'brick' : 'stone'})">${rows.join('')}</g>` +
    `<g filter="url(#stained)" opacity=".8">${rect(0, 0, WIDTH, FLOOR, tone, 'opacity=".12"')}</g>`
  );
}

/** Daylight over everything, darker corners. */
export const daylight = () =>
  rect(0, 0, WIDTH, HEIGHT, 'url(#sun)') + rect(0, 0, WIDTH, HEIGHT, 'url(#corners)');

/** Three bearers and boards: what stands in a yard stands on it. `x`, `y`: upper left; returns 70 high. */
export function pallet(chance: Chance, x: number, y: number, w: number, dx: number, dy: number): string {
  const tone = '#a98b62';
  const top = poly(
    [
      [x, y],
      [x + w, y],
      [x + w + dx, y + dy],
      [x + dx, y + dy],
    ],
    shade(tone, 1.1),
  );
  const feet = [0, 0.44, 0.88].map((share) =>
    rect(x + w * share, y + 18, w * 0.12, 46, vary(chance, tone, 0.15)),
  );
  const side =
    poly(
      [
        [x + w, y],
        [x + w + dx, y + dy],
        [x + w + dx, y + dy + 18],
        [x + w, y + 18],
      ],
      shade(tone, 0.6),
    ) +
    poly(
      [
        [x + w, y + 18],
        [x + w + dx * 0.25, y + 18 + dy * 0.25],
        [x + w + dx * 0.25, y + 64 + dy * 0.25],
        [x + w, y + 64],
      ],
      shade(tone, 0.5),
    );
  return `<g filter="url(#woodx)">${top}${side}${rect(x, y + 60, w, 14, shade(tone, 0.9))}${feet.join('')}${rect(x, y, w, 20, tone)}</g>`;
}
