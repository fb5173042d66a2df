import { MAX_ZOOM } from '#app/domain/lots/tiles/rules.ts';
import { GRID_BITS, interleave, type Tile } from '#app/domain/territories/projection.ts';

/** Tiles whose changes are told apart; with more, all of them change at once and counting begins again. */
const MOST = 300_000;

/** A number for every tile that changes with each change in it. */
export class Versions {
  readonly #tiles = new Map<number, number>();
  #last = 0;
  #all = 0;

  /** A change at that code of the grid. */
  bump(code: number): void {
    this.#last++;
    if (this.#tiles.size > MOST) this.bumpAll();
    for (let z = 0; z <= MAX_ZOOM; z++)
      this.#tiles.set(keyOf(z, Math.floor(code / 4 ** (GRID_BITS - z))), this.#last);
  }

  bumpAll(): void {
    this.#tiles.clear();
    this.#all = ++this.#last;
  }

  of(area: Tile | 'everywhere'): number {
    const key = area === 'everywhere' ? keyOf(0, 0) : keyOf(area.z, interleave(area.x, area.y));
    return this.#tiles.get(key) ?? this.#all;
  }
}

const keyOf = (z: number, code: number) => code * 32 + z;
