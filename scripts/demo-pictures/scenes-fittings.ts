import { bars, leaning } from './leaning.ts';
import { basins, bath, toilets } from './sanitary.ts';
import { type Scene, scene } from './scene.ts';
import { bench, drum, grating, panelRadiator, pendants, radiator, stairs, units } from './things.ts';

/** Radiators, sanitary ware, lights, ironwork, furniture. */
export const FITTINGS: Scene[] = [
  scene('radiators-1', 'radiators-iron', 'render', (c) => radiator(c, '#7f8486', 3, 12)),
  scene('radiators-2', 'radiators-iron', 'brick', (c) => radiator(c, '#e3dfd4', 3, 11)),
  scene('radiators-3', 'radiators-iron', 'blocks', (c) => radiator(c, '#4b5a50', 2, 14)),
  scene('radiators-4', 'radiators-steel', 'render', (c) =>
    leaning(c, {
      w: 820,
      h: 520,
      count: 5,
      step: 70,
      thick: 60,
      edge: '#d9dbd8',
      draw: panelRadiator('#eceeeb', 820, 520),
    }),
  ),
  scene('basins-1', 'washbasins', 'render', (c) => basins(c, 4)),
  scene('basins-2', 'washbasins shower', 'blocks', (c) => basins(c, 3, '#dfe6e4')),
  scene('wc-1', 'wc', 'blocks', (c) => toilets(c, 3)),
  scene('bath-1', 'bath', 'brick', () => bath('#e7e1d3')),
  scene('luminaires-1', 'luminaires', 'render', (c) => pendants(c, '#2f4a46')),
  scene('luminaires-2', 'luminaires', 'brick', (c) => pendants(c, '#c9cbc6')),
  scene('railings-1', 'railings', 'blocks', (c) =>
    leaning(c, {
      w: 940,
      h: 560,
      count: 4,
      step: 74,
      thick: 14,
      edge: '#2f3336',
      draw: bars('#34393d', { w: 940, h: 560, every: 62 }),
    }),
  ),
  scene('railings-2', 'railings', 'render', (c) =>
    leaning(c, {
      w: 900,
      h: 580,
      count: 4,
      step: 80,
      thick: 14,
      edge: '#8b9296',
      draw: bars('#9aa1a5', { w: 900, h: 580, every: 56 }),
    }),
  ),
  scene('gate-1', 'gate fence', 'brick', (c) =>
    leaning(c, {
      w: 860,
      h: 720,
      count: 2,
      step: 110,
      thick: 18,
      edge: '#23282a',
      draw: bars('#2a3230', { w: 860, h: 720, every: 72, scrolls: true }),
    }),
  ),
  scene(
    'fence-1',
    'fence',
    'render',
    (c) =>
      leaning(c, {
        w: 1000,
        h: 660,
        count: 4,
        step: 56,
        thick: 8,
        edge: '#2f5a45',
        draw: bars('#35644d', { w: 1000, h: 660, every: 50, mesh: true }),
      }),
    'gravel',
  ),
  scene('grating-1', 'grating', 'blocks', (c) =>
    leaning(c, {
      w: 760,
      h: 620,
      count: 4,
      step: 82,
      thick: 22,
      edge: '#7d868b',
      draw: grating(760, 620, '#99a3a8'),
    }),
  ),
  scene('stairs-1', 'stairs-wood', 'render', () =>
    stairs({ colour: '#a9784a', tread: '#b98b5b', filter: 'woodx', open: false }),
  ),
  scene('stairs-2', 'stairs-steel', 'brick', () =>
    stairs({ colour: '#3b4348', tread: '#7b858a', filter: 'metal', open: true }),
  ),
  scene('kitchen-1', 'kitchen', 'render', (c) => units(c, { colour: '#e6e4de', count: 4, open: false })),
  scene('shelving-1', 'shelving', 'blocks', (c) => units(c, { colour: '#8f9aa0', count: 3, open: true })),
  scene('bench-1', 'benches', 'brick', (c) => bench(c), 'gravel'),
  scene('cable-1', 'cable', 'steel', () => drum('#22262b')),
];
