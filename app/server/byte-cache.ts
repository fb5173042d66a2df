/** What an entry costs besides its bytes. */
const OVERHEAD = 600;
/** Longer addresses are answered, not kept. */
const LONGEST_KEY = 1_500;

/** Answers by address, the least recently used forgotten first, within a number of bytes. */
export class ByteCache<V> {
  readonly #most: number;
  readonly #bytesOf: (value: V) => number;
  readonly #kept = new Map<string, V>();
  #bytes = 0;

  constructor(mostBytes: number, bytesOf: (value: V) => number) {
    this.#most = mostBytes;
    this.#bytesOf = bytesOf;
  }

  get bytes(): number {
    return this.#bytes;
  }

  get(address: string): V | undefined {
    const found = this.#kept.get(address);
    if (found === undefined) return undefined;
    this.#kept.delete(address);
    this.#kept.set(address, found);
    return found;
  }

  set(address: string, value: V): void {
    this.delete(address);
    if (address.length > LONGEST_KEY) return;
    this.#kept.set(address, value);
    this.#bytes += this.#cost(address, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#most) return;
      this.delete(oldest);
    }
  }

  delete(address: string): void {
    const found = this.#kept.get(address);
    if (found === undefined || !this.#kept.delete(address)) return;
    this.#bytes -= this.#cost(address, found);
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }

  #cost(address: string, value: V): number {
    return OVERHEAD + 2 * address.length + this.#bytesOf(value);
  }
}
