import { cube, dots, grid, herringbone, hexagons, roof, star } from './fields.ts';
import { heap } from './lengths.ts';
import { type Scene, scene } from './scene.ts';
import { masonry, sheets } from './stacks.ts';

const RED = ['#a4553c', '#b2654a', '#8f4833', '#bd7657'];
const CLAY = ['#b9623f', '#a95236', '#c67750', '#9a4a31'];
const SLATE = ['#4c5660', '#57616a', '#434c57', '#616a70'];
const GRANITE = ['#a3a19c', '#8f8e8b', '#b1aea6', '#98938c'];

/** Stone, brick, tiles and floors. */
export const MINERAL: Scene[] = [
  scene('bricks-1', 'bricks', 'render', (c) =>
    masonry(c, { colours: RED, w: 118, h: 38, cols: 8, rows: 12, filter: 'brick', vary: 0.2 }),
  ),
  scene(
    'bricks-2',
    'bricks',
    'cladding',
    (c) =>
      masonry(c, {
        colours: ['#c9a06c', '#b98d5c', '#d3b183'],
        w: 118,
        h: 38,
        cols: 9,
        rows: 9,
        filter: 'brick',
        vary: 0.16,
      }),
    'gravel',
  ),
  scene('bricks-3', 'bricks', 'steel', (c) =>
    masonry(c, {
      colours: ['#7d4237', '#6d3a33', '#8f5142'],
      w: 112,
      h: 36,
      cols: 8,
      rows: 14,
      filter: 'brick',
      vary: 0.22,
    }),
  ),
  scene('blocks-1', 'blocks', 'brick', (c) =>
    masonry(c, {
      colours: ['#a7a59f', '#9c9a94'],
      w: 220,
      h: 96,
      cols: 4,
      rows: 5,
      filter: 'stone',
      vary: 0.07,
    }),
  ),
  scene(
    'ashlar-1',
    'ashlar',
    'cladding',
    (c) =>
      masonry(c, {
        colours: ['#e0d2b0', '#d7c69f', '#e8dcc0'],
        w: 250,
        h: 122,
        cols: 4,
        rows: 4,
        filter: 'stone',
        vary: 0.09,
        gap: 7,
      }),
    'gravel',
  ),
  scene('ashlar-2', 'ashlar-granite kerbs', 'render', (c) =>
    masonry(c, { colours: GRANITE, w: 270, h: 110, cols: 4, rows: 4, filter: 'sand', vary: 0.12, gap: 7 }),
  ),
  scene('setts-1', 'setts', 'blocks', (c) =>
    masonry(c, { colours: GRANITE, w: 84, h: 78, cols: 11, rows: 6, filter: 'stone', vary: 0.22, gap: 8 }),
  ),
  scene(
    'setts-2',
    'setts',
    'brick',
    (c) =>
      grid(c, {
        cols: 14,
        rows: 10,
        colours: ['#a38e74', '#947f68', '#8a8177', '#b29c7f'],
        filter: 'stone',
        vary: 0.2,
        gap: 0.14,
        stagger: true,
      }),
    'earth',
  ),
  scene('pavers-1', 'pavers', 'render', (c) =>
    grid(c, {
      cols: 10,
      rows: 12,
      colours: ['#aaa49a', '#b5aea1', '#a09a92'],
      filter: 'sand',
      vary: 0.1,
      gap: 0.07,
      stagger: true,
    }),
  ),
  scene(
    'slabs-1',
    'slabs slabs-stone',
    'cladding',
    (c) => sheets(c, { colour: '#a59e92', edge: '#948d82', count: 9, thick: 44, filter: 'sand' }),
    'gravel',
  ),
  scene(
    'rubble-1',
    'rubble',
    'render',
    (c) => heap(c, { colours: ['#8f887c', '#7b756c', '#a49a88', '#8b7a66'], size: 62, filter: 'stone' }),
    'earth',
  ),
  scene(
    'gravel-1',
    'gravel',
    'blocks',
    (c) => heap(c, { colours: ['#b3a894', '#9c9284', '#c2b8a4'], size: 21, filter: 'sand' }),
    'gravel',
  ),
  scene('tiles-1', 'roof-tiles', 'render', (c) =>
    roof(c, { cols: 9, rows: 7, colours: CLAY, shape: 'wave', filter: 'brick' }),
  ),
  scene('tiles-2', 'roof-tiles', 'steel', (c) =>
    roof(c, {
      cols: 13,
      rows: 10,
      colours: ['#8d5640', '#7a4a3a', '#a06a4d', '#6f4a3d'],
      shape: 'square',
      filter: 'brick',
      moss: true,
    }),
  ),
  scene('tiles-3', 'roof-tiles-canal', 'render', (c) =>
    roof(c, {
      cols: 11,
      rows: 6,
      colours: ['#c98a5e', '#b97650', '#d39c72', '#a9694a'],
      shape: 'canal',
      filter: 'brick',
    }),
  ),
  scene('slates-1', 'slates', 'render', (c) =>
    roof(c, { cols: 11, rows: 9, colours: SLATE, shape: 'square', filter: 'stone' }),
  ),
  scene(
    'slates-2',
    'slates',
    'cladding',
    (c) =>
      roof(c, {
        cols: 13,
        rows: 9,
        colours: ['#5d6570', '#6b7078', '#515b66'],
        shape: 'round',
        filter: 'stone',
      }),
    'gravel',
  ),
  scene('parquet-1', 'parquet', 'render', (c) => herringbone(c, ['#a97a48', '#b98b57', '#97693c'], 'woody')),
  scene('parquet-2', 'parquet parquet-clic', 'blocks', (c) =>
    grid(c, {
      cols: 6,
      rows: 16,
      colours: ['#b98a55', '#c79a66', '#a87946'],
      filter: 'woodx',
      gap: 0.02,
      stagger: true,
      vary: 0.16,
    }),
  ),
  scene('floor-1', 'floor-tiles', 'render', (c) =>
    grid(c, {
      cols: 8,
      rows: 6,
      colours: ['#cbbfa9', '#c3b69f', '#d3c8b4'],
      filter: 'stone',
      gap: 0.05,
      vary: 0.05,
    }),
  ),
  scene('raised-1', 'raised-floor', 'steel', (c) =>
    grid(c, { cols: 6, rows: 5, colours: ['#6f757a', '#7a8085'], filter: 'sand', gap: 0.05, vary: 0.05 }),
  ),
  scene('carpet-1', 'carpet', 'render', (c) =>
    grid(c, {
      cols: 7,
      rows: 6,
      colours: ['#5f6770', '#6b737b', '#565e67'],
      filter: 'cloth',
      gap: 0.02,
      vary: 0.08,
    }),
  ),
  scene('carpet-2', 'carpet', 'blocks', (c) =>
    grid(c, {
      cols: 7,
      rows: 6,
      colours: ['#2f5777', '#386386', '#294c69'],
      filter: 'cloth',
      gap: 0.02,
      vary: 0.1,
    }),
  ),
  scene('ceiling-1', 'ceiling-tiles', 'steel', (c) =>
    grid(c, {
      cols: 6,
      rows: 5,
      colours: ['#e9e7e1', '#efede8'],
      filter: 'iron',
      gap: 0.05,
      vary: 0.03,
      motif: dots,
    }),
  ),
  scene('cement-1', 'cement-tiles', 'render', (c) =>
    grid(c, {
      cols: 8,
      rows: 6,
      colours: ['#d8cdb8', '#cfc3ac'],
      filter: 'sand',
      gap: 0.04,
      vary: 0.05,
      motif: star('#3f4f5c', '#a24b38'),
    }),
  ),
  scene('cement-2', 'cement-tiles', 'cladding', (c) =>
    grid(c, {
      cols: 8,
      rows: 6,
      colours: ['#c7b48d'],
      filter: 'sand',
      gap: 0.04,
      vary: 0.06,
      motif: cube('#46463f', '#8d8672'),
    }),
  ),
  scene('tomettes-1', 'tomettes', 'render', (c) => hexagons(c, CLAY)),
];
