import type { Chance } from '#db/seed/chance.ts';
import type { Wall } from './yard.ts';

export interface Scene {
  /** `name-variant`; several scenes of materials may show the same drawing. */
  name: string;
  shows: string[];
  wall: Wall;
  ground?: 'concrete' | 'gravel' | 'earth';
  draw: (chance: Chance) => string;
}

export const scene = (
  name: string,
  shows: string,
  wall: Wall,
  draw: Scene['draw'],
  ground?: Scene['ground'],
): Scene => ({ name, shows: shows.split(' '), wall, draw, ground });
