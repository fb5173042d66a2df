import type { Scene } from './scene.ts';
import { FITTINGS } from './scenes-fittings.ts';
import { MINERAL } from './scenes-mineral.ts';
import { OPENINGS } from './scenes-openings.ts';
import { PILES } from './scenes-piles.ts';

/** How near one stands: small things are looked at closely. */
const NEAR: readonly (readonly [RegExp, number])[] = [
  [/^(radiators-[123]|cable|wc)/, 1.4],
  [/^(basins|windows|bath|bench|blocks|ashlar|setts-1|boards)/, 1.22],
  [
    /^(bricks|rubble|gravel|insulation|shutters|kitchen|shelving|pipes|railings|grating|gate|partitions|radiators-4|joists|beams|osb|ply|plaster|zinc|slabs)/,
    1.14,
  ],
];
export const nearness = (name: string): number => NEAR.find(([names]) => names.test(name))?.[1] ?? 1;

export const SCENES: Scene[] = [...MINERAL, ...PILES, ...OPENINGS, ...FITTINGS];
