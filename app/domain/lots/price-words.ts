import type { PriceBasis, PriceTax, Unit } from './vocabulary.ts';

/** How the price of a lot is announced. Cents are what the taker pays, tax included, whatever the words. */
export interface AnnouncedPrice {
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  /** thousandths, only of a price announced without tax */
  vatPermille: number | null;
  negotiable: boolean;
  unit: Unit;
}

/** What the taker pays for what was typed without tax. Rounded to the cent, halves up. */
export const withVat = (cents: number, permille: number): number => share(cents, 1000 + permille, 1000);

/** What was typed without tax, from what the taker pays: to the cent, for every rate from 0.1 %. */
export const withoutVat = (cents: number, permille: number): number => share(cents, 1000, 1000 + permille);

/** cents x by / of, rounded to the cent, halves up: exact, no float in between. Of non-negative integers. */
export function share(cents: number, by: number, of: number): number {
  const [product, divisor] = [BigInt(cents) * BigInt(by), BigInt(of)];
  return Number((2n * product + divisor) / (2n * divisor));
}

/** As `formatPrice` and `<Price>` want it. */
export const asPrice = (lot: Omit<AnnouncedPrice, 'negotiable'> & { negotiable?: boolean }) => ({
  cents: lot.priceCents,
  basis: lot.priceBasis,
  unit: lot.unit,
  tax: lot.priceTax,
  net:
    lot.priceCents !== null && lot.vatPermille !== null ? withoutVat(lot.priceCents, lot.vatPermille) : null,
  negotiable: lot.negotiable,
});
