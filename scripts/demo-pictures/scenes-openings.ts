import type { Chance } from '#db/seed/chance.ts';
import { door, frame, leaning, shutter } from './leaning.ts';
import { type Scene, scene } from './scene.ts';

const doors = (colour: string, style: Parameters<typeof door>[1], filter: string) => (c: Chance) =>
  leaning(c, {
    w: 440,
    h: 900,
    count: 7,
    step: 54,
    thick: 34,
    edge: colour,
    draw: door(colour, style, filter),
  });
const windows =
  (colour: string, filter: string, sashes: number, w: number, h: number, count = 5) =>
  (c: Chance) =>
    leaning(c, { w, h, count, step: 78, thick: 46, edge: colour, draw: frame(colour, filter, sashes, w, h) });
/** Doors, windows and shutters against a wall. */
export const OPENINGS: Scene[] = [
  scene('doors-white-1', 'doors-white', 'render', doors('#e9e6de', 'flat', 'iron')),
  scene('doors-white-2', 'doors-white', 'blocks', doors('#d5dad9', 'flat', 'iron')),
  scene('doors-wood-1', 'doors-wood', 'blocks', doors('#b98c5a', 'flat', 'woody')),
  scene('doors-wood-2', 'doors-wood', 'render', doors('#8b5a35', 'flat', 'woody')),
  scene('doors-antique-1', 'doors-antique', 'brick', doors('#6e8578', 'panels', 'woody')),
  scene('doors-antique-2', 'doors-antique doors-entrance', 'render', doors('#8a5b38', 'panels', 'woody')),
  scene('doors-entrance-1', 'doors-entrance', 'cladding', doors('#33506b', 'panels', 'woody')),
  scene('doors-glazed-1', 'doors-glazed', 'render', doors('#d9d2c2', 'panes', 'woody')),
  scene('windows-wood-1', 'windows-wood', 'brick', windows('#9c6a3f', 'woody', 2, 640, 680)),
  scene('windows-wood-2', 'windows-wood', 'render', windows('#dedacb', 'woody', 2, 600, 720)),
  scene('windows-pvc-1', 'windows-pvc', 'blocks', windows('#eef0ef', 'iron', 1, 520, 640, 6)),
  scene('windows-pvc-2', 'windows-pvc roof-windows', 'cladding', windows('#f0efe9', 'iron', 2, 660, 660)),
  scene('windows-alu-1', 'windows-alu', 'render', windows('#4b5258', 'metal', 2, 760, 660, 4)),
  scene('windows-alu-2', 'windows-alu', 'brick', windows('#9aa2a7', 'metal', 2, 700, 740, 4)),
  scene('partitions-1', 'partitions-glazed glass', 'render', windows('#3d4347', 'metal', 1, 620, 860, 4)),
  scene('shutters-1', 'shutters', 'render', (c) =>
    leaning(c, { w: 360, h: 760, count: 6, step: 86, thick: 28, edge: '#4a6f86', draw: shutter('#54809b') }),
  ),
  scene('shutters-2', 'shutters', 'brick', (c) =>
    leaning(c, { w: 380, h: 780, count: 6, step: 80, thick: 28, edge: '#7c3b30', draw: shutter('#93493a') }),
  ),
];
