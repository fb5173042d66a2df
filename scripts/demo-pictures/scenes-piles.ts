import { bars, leaning } from './leaning.ts';
import { lengths, plain, rings, rounds, section, tube } from './lengths.ts';
import { type Scene, scene } from './scene.ts';
import { sheets } from './stacks.ts';

const OAK = ['#9a7448', '#8a653b', '#a98354'];
const PINE = ['#d2b07a', '#c7a268', '#dcbd8b'];
const OLD = ['#6e5238', '#5f4630', '#7d6043'];

/** Timber, boards, steel and insulation in piles. */
export const PILES: Scene[] = [
  scene(
    'beams-oak-1',
    'beams-oak',
    'render',
    (c) => lengths(c, { colours: OAK, w: 172, h: 150, cols: 4, rows: 3, filter: 'woodx', end: rings }),
    'gravel',
  ),
  scene(
    'beams-oak-2',
    'beams-oak',
    'brick',
    (c) =>
      lengths(c, { colours: OLD, w: 190, h: 172, cols: 3, rows: 3, filter: 'woodx', end: rings, uneven: 60 }),
    'earth',
  ),
  scene('beams-1', 'beams trusses', 'steel', (c) =>
    lengths(c, { colours: PINE, w: 150, h: 140, cols: 5, rows: 3, filter: 'woodx', end: rings }),
  ),
  scene('joists-1', 'joists', 'blocks', (c) =>
    lengths(c, { colours: PINE, w: 62, h: 118, cols: 10, rows: 4, filter: 'woodx', end: rings, uneven: 40 }),
  ),
  scene('joists-2', 'joists', 'cladding', (c) =>
    lengths(c, {
      colours: ['#b78f5b', '#a98250', '#c29c6a'],
      w: 84,
      h: 74,
      cols: 8,
      rows: 5,
      filter: 'woodx',
      end: rings,
    }),
  ),
  scene('planks-1', 'planks planks-old', 'render', (c) =>
    lengths(c, {
      colours: ['#b08b5e', '#9f7c53', '#8c6c49'],
      w: 150,
      h: 34,
      cols: 4,
      rows: 9,
      filter: 'woodx',
      end: plain,
      laths: false,
      uneven: 26,
    }),
  ),
  scene('cladding-1', 'cladding-wood decking', 'steel', (c) =>
    lengths(c, {
      colours: ['#9c8f7e', '#b08e68', '#a79a88'],
      w: 138,
      h: 30,
      cols: 5,
      rows: 10,
      filter: 'woodx',
      end: plain,
      laths: false,
    }),
  ),
  scene(
    'decking-1',
    'decking',
    'render',
    (c) =>
      lengths(c, {
        colours: ['#8a5733', '#7a4b2b', '#99643d'],
        w: 146,
        h: 32,
        cols: 4,
        rows: 10,
        filter: 'woodx',
        end: plain,
        laths: false,
      }),
    'gravel',
  ),
  scene('steel-1', 'steel-sections', 'blocks', (c) =>
    lengths(c, {
      colours: ['#6d4a3c', '#7a5343', '#5f4338'],
      w: 138,
      h: 132,
      cols: 5,
      rows: 3,
      filter: 'metal',
      end: section,
    }),
  ),
  scene('steel-2', 'steel-sections cable-trays studs', 'render', (c) =>
    lengths(c, {
      colours: ['#8f979b', '#9aa2a6', '#858d92'],
      w: 84,
      h: 80,
      cols: 8,
      rows: 4,
      filter: 'metal',
      end: tube,
      laths: false,
    }),
  ),
  scene('pipes-1', 'ducts gutters', 'brick', (c) =>
    rounds(c, { colour: '#a5aeb2', radius: 74, cols: 6, rows: 3, hollow: true, filter: 'metal' }),
  ),
  scene('pipes-2', 'gutters', 'render', (c) =>
    rounds(c, { colour: '#8c959c', radius: 48, cols: 9, rows: 4, hollow: true, filter: 'metal', long: 560 }),
  ),
  scene('insulation-1', 'insulation', 'blocks', (c) =>
    rounds(c, {
      colour: '#dcb95a',
      radius: 132,
      cols: 4,
      rows: 2,
      hollow: false,
      spiral: true,
      filter: 'cloth',
      long: 330,
    }),
  ),
  scene('insulation-2', 'insulation', 'steel', (c) =>
    rounds(c, {
      colour: '#c9a98b',
      radius: 116,
      cols: 4,
      rows: 3,
      hollow: false,
      spiral: true,
      filter: 'cloth',
      long: 300,
    }),
  ),
  scene('boards-1', 'insulation-board', 'render', (c) =>
    sheets(c, { colour: '#8d6b45', edge: '#98744b', count: 6, thick: 82, filter: 'cloth', bands: true }),
  ),
  scene('boards-2', 'insulation-board', 'steel', (c) =>
    sheets(c, {
      colour: '#a9ab92',
      edge: '#b3b59c',
      count: 7,
      thick: 74,
      filter: 'cloth',
      gloss: true,
      bands: true,
    }),
  ),
  scene('osb-1', 'panels-osb', 'blocks', (c) =>
    sheets(c, { colour: '#c9a565', edge: '#b38d4f', count: 20, thick: 22, filter: 'sand', strands: true }),
  ),
  scene('ply-1', 'panels-ply worktops', 'render', (c) =>
    sheets(c, { colour: '#d8bb8c', edge: '#b78f5e', count: 16, thick: 27, filter: 'woodx' }),
  ),
  scene('plaster-1', 'plasterboard partitions', 'brick', (c) =>
    sheets(c, { colour: '#d9d5cb', edge: '#c9c4b8', count: 18, thick: 22, filter: 'stone', bands: true }),
  ),
  scene('sheets-1', 'steel-sheets', 'render', (c) =>
    leaning(c, {
      w: 900,
      h: 660,
      count: 5,
      step: 36,
      thick: 12,
      edge: '#6b7780',
      draw: bars('#7c8b95', { w: 900, h: 660, every: 30, mesh: false }),
    }),
  ),
  scene('zinc-1', 'zinc steel-sheets', 'cladding', (c) =>
    sheets(c, { colour: '#9fa9ae', edge: '#8b959b', count: 24, thick: 12, filter: 'metal', gloss: true }),
  ),
];
