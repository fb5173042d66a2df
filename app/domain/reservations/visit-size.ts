/** Lots in one visit, at most; `ledger.reserve_visit` says the same. */
export const MOST_LINES = 40;
