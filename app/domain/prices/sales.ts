import type { AnnouncedPrice } from '#app/domain/lots/price-words.ts';
import type { SettlementMethod } from './vocabulary.ts';

/** One sale: what was collected at a price, confirmed by both sides. Quantities in thousandths, amounts in cents. */
export interface Sale extends AnnouncedPrice {
  reservation: string;
  /** day of the pick-up, by the clock of the site */
  soldOn: string;
  lot: string;
  site: string;
  commune: string;
  buyer: string;
  /** as it stands after corrections */
  quantityMilli: number;
  /** a correction changed what was taken since the hand-over */
  corrected: boolean;
  /** null: no price was named before the hand-over */
  totalCents: number | null;
  netTotalCents: number | null;
  settled: boolean | null;
  method: SettlementMethod | null;
  settledOn: string | null;
  invoiceNumber: string | null;
}

export interface SalesYear {
  year: number;
  sales: number;
  totalCents: number;
  settledCents: number;
  /** of how many no price was named */
  unpriced: number;
}

/** What a page shows of a year; the files have all of it. */
export const SALES_SHOWN = 100;

/** The year of an address, or null. */
export function readYear(typed: string | null | undefined): number | null {
  return typed && /^20\d\d$/.test(typed) ? Number(typed) : null;
}
