/**
 * At what a type of material was let go for, told without telling anybody's own price: only from five prices
 * of three holders, none of whom has more than half, and never to the cent (decision 12).
 */
export const LEAST_PRICES = 5;
export const LEAST_HOLDERS = 3;

/** Where a price comes from, seen from the lot: every price counts for France, fewer for the région and the département. */
export interface PriceSeen {
  /** of one unit, above 0: gifts are no price */
  cents: number;
  holder: number;
  departement: string;
  region: string;
}

export const PRICE_LEVELS = ['departement', 'region', 'france'] as const;
export type PriceLevel = (typeof PRICE_LEVELS)[number];

/** Prices in cents of one unit, rounded to two digits; how many prices they come from, rounded down to the nearest step. */
export interface PriceSummary {
  level: PriceLevel;
  median: number;
  low: number;
  high: number;
  /** at least so many */
  atLeast: number;
}

const STEPS = [1000, 500, 200, 100, 50, 20, 10, LEAST_PRICES];

/** To two digits, at least ten cents: the cents of one price never come out. */
export function rounded(cents: number): number {
  const grain = Math.max(10, 10 ** (Math.floor(Math.log10(Math.max(cents, 1))) - 1));
  return Math.max(grain, Math.round(cents / grain) * grain);
}

/** As percentile_cont: between two prices when it falls between them. */
function quantile(sorted: readonly number[], at: number): number {
  const place = (sorted.length - 1) * at;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

export function mayBeTold(prices: readonly Pick<PriceSeen, 'holder'>[]): boolean {
  const byHolder = new Map<number, number>();
  for (const { holder } of prices) byHolder.set(holder, (byHolder.get(holder) ?? 0) + 1);
  return (
    prices.length >= LEAST_PRICES &&
    byHolder.size >= LEAST_HOLDERS &&
    Math.max(...byHolder.values()) * 2 <= prices.length
  );
}

/** The half of the prices around the middle one, as near to the lot as may be told; null when not even France may. */
export function summaryOf(
  prices: readonly PriceSeen[],
  place: { departement: string; region: string },
): PriceSummary | null {
  const within: Record<PriceLevel, (price: PriceSeen) => boolean> = {
    departement: (price) => price.departement === place.departement,
    region: (price) => price.region === place.region,
    france: () => true,
  };
  for (const level of PRICE_LEVELS) {
    const some = prices.filter(within[level]);
    if (!mayBeTold(some)) continue;
    const cents = some.map((price) => price.cents).sort((a, b) => a - b);
    return {
      level,
      median: rounded(quantile(cents, 0.5)),
      low: rounded(quantile(cents, 0.25)),
      high: rounded(quantile(cents, 0.75)),
      atLeast: STEPS.find((step) => cents.length >= step) ?? LEAST_PRICES,
    };
  }
  return null;
}
