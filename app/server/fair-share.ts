/** Addresses remembered at once; a second later they begin anew anyway. */
const MOST = 20_000;

/**
 * How much of the one thread that answers an address may take: so many milliseconds of work in each second. Whoever makes up a
 * new question a thousand times a second is told to come back, and the others do not wait.
 */
export class FairShare {
  readonly #most: number;
  readonly #spent = new Map<string, number>();
  #second = 0;

  constructor(mostMs: number) {
    this.#most = mostMs;
  }

  allows(address: string, now = performance.now()): boolean {
    this.#turn(now);
    return (this.#spent.get(address) ?? 0) < this.#most;
  }

  spend(address: string, ms: number, now = performance.now()): void {
    this.#turn(now);
    if (this.#spent.size < MOST || this.#spent.has(address))
      this.#spent.set(address, (this.#spent.get(address) ?? 0) + ms);
  }

  #turn(now: number): void {
    const second = Math.floor(now / 1000);
    if (second === this.#second) return;
    this.#second = second;
    this.#spent.clear();
  }
}
