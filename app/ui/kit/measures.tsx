import { useLocale, useNow } from 'use-intl';
import { dayOf, formatDay, formatDayRange, formatInstant, relativeDay } from '#app/i18n/dates.ts';
import {
  formatMass,
  formatMassRange,
  formatNumber,
  formatPrice,
  formatQuantity,
  type PriceOf,
  type Unit,
} from '#app/i18n/format.ts';

/** Thousandths of a unit: <Quantity milli={6000} unit="u" />. */
export function Quantity({ milli, unit, short }: { milli: number; unit: Unit; short?: boolean }) {
  return (
    <span className="tabular-nums">{formatQuantity(useLocale(), milli, unit, short ? 'short' : 'long')}</span>
  );
}

/** Grams, three significant digits; with low and high the interval follows in the title. */
export function Mass({
  grams,
  exact,
  low,
  high,
}: {
  grams: number;
  exact?: boolean;
  low?: number;
  high?: number;
}) {
  const locale = useLocale();
  const range = low !== undefined && high !== undefined ? formatMassRange(locale, low, high) : undefined;
  return (
    <span className="tabular-nums" title={range}>
      {formatMass(locale, grams, { exact })}
    </span>
  );
}

/** Cents, tax included; null on request, 0 a gift. */
export function Price(price: PriceOf) {
  return <span className="tabular-nums">{formatPrice(useLocale(), price)}</span>;
}

export function Figure({ value, digits }: { value: number; digits?: number }) {
  return (
    <span className="tabular-nums">
      {formatNumber(useLocale(), value, { maximumFractionDigits: digits })}
    </span>
  );
}

/** A day 'YYYY-MM-DD': in words when near, the exact date at hand. */
export function DayText({ day, exact }: { day: string; exact?: boolean }) {
  const locale = useLocale();
  const today = dayOf(useNow());
  const full = formatDay(locale, day, { weekday: true });
  return (
    <time dateTime={day} title={exact ? undefined : full}>
      {exact ? full : relativeDay(locale, day, today)}
    </time>
  );
}

/** An instant (Date or ISO text): its day in words when near, date and hour at hand. */
export function Instant({ at, exact }: { at: Date | string; exact?: boolean }) {
  const locale = useLocale();
  const now = useNow();
  const date = typeof at === 'string' ? new Date(at) : at;
  const full = formatInstant(locale, date);
  return (
    <time dateTime={date.toISOString()} title={exact ? undefined : full}>
      {exact ? full : relativeDay(locale, dayOf(date), dayOf(now))}
    </time>
  );
}

export function DayRange({ from, to }: { from: string | null; to: string | null }) {
  return <span>{formatDayRange(useLocale(), from, to)}</span>;
}
