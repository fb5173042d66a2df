export interface Ranked {
  key: number;
  tie: number;
  lotId: number;
}

/** The few first by key then tie, of those after a given place. */
export class Best {
  readonly after: Pick<Ranked, 'key' | 'tie'> | null;
  readonly #most: number;
  #kept: Ranked[] = [];

  constructor(most: number, after: Pick<Ranked, 'key' | 'tie'> | null) {
    this.#most = most;
    this.after = after;
  }

  get isFull(): boolean {
    return this.#kept.length === this.#most;
  }

  /** The key beyond which nothing is kept any more. */
  get worst(): number {
    return this.isFull ? (this.#kept.at(-1)?.key ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  }

  /** Nothing from there on is kept any more. */
  isPast(key: number, tie: number): boolean {
    const last = this.#kept[this.#most - 1];
    return last !== undefined && (key > last.key || (key === last.key && tie >= last.tie));
  }

  add(key: number, tie: number, lotId: number): void {
    const kept = this.#kept;
    if (this.isPast(key, tie)) return;
    if (this.after && (key < this.after.key || (key === this.after.key && tie <= this.after.tie))) return;
    let low = 0;
    let high = kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const one = kept[middle] as Ranked;
      if (one.key < key || (one.key === key && one.tie < tie)) low = middle + 1;
      else high = middle;
    }
    kept.splice(low, 0, { key, tie, lotId });
    if (kept.length > this.#most) kept.pop();
  }

  sorted(): Ranked[] {
    return this.#kept;
  }

  copy(): Ranked[] {
    return [...this.#kept];
  }

  restore(kept: Ranked[]): void {
    this.#kept = [...kept];
  }
}
