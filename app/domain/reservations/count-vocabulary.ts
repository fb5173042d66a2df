/** Why pieces are missing; labels in the catalogue `counts`. */
export const COUNT_CAUSES = ['miscount', 'theft', 'breakage', 'other'] as const;
export type CountCause = (typeof COUNT_CAUSES)[number];

/** What became of a question asked of a taker; null while it is open. */
export type AskAnswer = 'yes' | 'leaves' | 'silence' | 'replaced' | 'restored' | 'ended';

export type AskKind = 'reduced' | 'moved';
