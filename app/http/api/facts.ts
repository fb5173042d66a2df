/** Facts as the API writes them: decimal quantities, kilograms, instants in UTC. Inside they are thousandths and grams. */

/** 12500 -> 12.5: the nearest double prints back as the same three decimals at most. */
export const quantity = (milli: number): number => milli / 1000;

export const kilograms = (grams: number): number => grams / 1000;

/** An instant as PostgreSQL writes it -> ISO 8601 UTC; null stays null. */
export function instant(written: string): string;
export function instant(written: string | null): string | null;
export function instant(written: string | null): string | null {
  return written === null ? null : new Date(written).toISOString();
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:/;

/** What a refusal names, in the same form: `leftMilli` becomes `left`, `mass_g` becomes `mass_kg`. */
export function publicDetails(details: Record<string, unknown>): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(details)) {
    if (name === 'field' || name === 'retryAfter') continue;
    if (typeof value === 'number' && name.endsWith('Milli')) told[name.slice(0, -5)] = quantity(value);
    else if (typeof value === 'number' && name === 'most') told.most = quantity(value);
    else if (typeof value === 'number' && name.endsWith('_g'))
      told[`${name.slice(0, -2)}_kg`] = kilograms(value);
    else told[name] = typeof value === 'string' && INSTANT.test(value) ? instant(value) : value;
  }
  return told;
}
