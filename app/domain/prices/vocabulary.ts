/** What became of the price a taker proposed. */
export const PROPOSAL_STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** How a sale was or will be settled, outside the product. */
export const SETTLEMENT_METHODS = ['cash', 'transfer', 'card', 'cheque', 'other'] as const;
export type SettlementMethod = (typeof SETTLEMENT_METHODS)[number];

/** How the holder answers a proposed price together with the reservation. */
export const PRICE_ANSWERS = ['proposed', 'announced'] as const;
