import { share } from '#app/domain/lots/price-words.ts';

/** The most the ledger can say exactly; beyond it an amount is a slip of the finger. */
const MOST = Number.MAX_SAFE_INTEGER;

/**
 * What `milli` thousandths cost at `cents` for `ofMilli`: exact, rounded once to the cent, halves up. The one rounding of
 * every total; the ledger's `amount_of` says the same.
 */
export const amountOf = (cents: number, milli: number, ofMilli: number): number =>
  Math.min(share(cents, milli, ofMilli), MOST);

/** Ten thousand euros for one unit. */
const DEAR = 1_000_000;

/** Whether a proposed price is asked about before it is sent: under a fifth of what is announced, or beyond what one unit costs. */
export const isUnlikely = (announcedCents: number | null, cents: number): boolean =>
  announcedCents === null ? cents >= DEAR : cents * 5 < announcedCents;

/** Whether a price may be proposed at all: never on a gift or a firm price. On request, there is no price to hold to. */
export const isOpenToPrice = (announcedCents: number | null, negotiable: boolean): boolean =>
  announcedCents === null || (announcedCents > 0 && negotiable);
