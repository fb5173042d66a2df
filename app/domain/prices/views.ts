import type { AnnouncedPrice } from '#app/domain/lots/price-words.ts';
import type { ReservationState, Side } from '#app/domain/reservations/vocabulary.ts';
import type { ProposalState, SettlementMethod } from './vocabulary.ts';

export interface SettlementNote {
  settled: boolean;
  method: SettlementMethod | null;
  /** day YYYY-MM-DD */
  settledOn: string | null;
  invoiceNumber: string | null;
  at: string;
}

/** The price of one reservation, for its two sides. `priceCents` and its words: as they were announced to this taker. */
export interface PriceView extends AnnouncedPrice {
  publicId: string;
  side: Side;
  state: ReservationState;
  lapsed: boolean;
  lot: string;
  other: string;
  zone: string;
  /** accepted: what was concluded, null when no price was named */
  concluded: { cents: number | null } | null;
  /** what is reserved, or was taken, and what it costs; null without a price */
  quantityMilli: number;
  totalCents: number | null;
  proposal: { cents: number; state: ProposalState; madeAt: string; answeredAt: string | null } | null;
  /** newest first: the first one counts */
  settlements: SettlementNote[];
  may: { propose: boolean; withdraw: boolean; answer: boolean; settle: boolean };
}
