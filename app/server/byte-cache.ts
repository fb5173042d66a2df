/** A tile as it leaves, and what its area was when it was made. */
export interface KeptTile {
  version: string;
  needsText: boolean;
  etag: string;
  body: Uint8Array<ArrayBuffer>;
  /** Made when first asked for. */
  zipped: Uint8Array | null;
}

/** What an entry costs besides its bytes. */
const OVERHEAD = 600;
/** Longer addresses are answered, not kept. */
const LONGEST_KEY = 1_500;

/** Encoded tiles by address, the least recently used forgotten first, within a number of bytes. */
export class TileCache {
  readonly #most: number;
  readonly #kept = new Map<string, KeptTile>();
  #bytes = 0;

  constructor(mostBytes: number) {
    this.#most = mostBytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(address: string): KeptTile | undefined {
    const found = this.#kept.get(address);
    if (!found) return undefined;
    this.#kept.delete(address);
    this.#kept.set(address, found);
    return found;
  }

  set(address: string, tile: KeptTile): void {
    this.delete(address);
    if (address.length > LONGEST_KEY) return;
    this.#kept.set(address, tile);
    this.#bytes += cost(address, tile);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) return;
      this.delete(oldest);
    }
  }

  delete(address: string): void {
    const found = this.#kept.get(address);
    if (!found || !this.#kept.delete(address)) return;
    this.#bytes -= cost(address, found);
  }
}

// a zipped copy is smaller than the tile: counted from the start
const cost = (address: string, { body }: KeptTile) => OVERHEAD + 2 * address.length + 2 * body.length;
