import type { PriceBasis, PriceTax, Unit } from '#app/domain/lots/vocabulary.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { Rhythm } from './vocabulary.ts';

/** An alert for whoever keeps it. */
export interface AlertView {
  publicId: string;
  name: string;
  /** the filters of /lots */
  query: string;
  rhythm: Rhythm;
  paused: boolean;
  /** the organisation acted for when it was made */
  organisation: string | null;
  createdAt: Date;
  lastSentAt: Date | null;
}

/** Names of what criteria say by code; places by `level:code`. */
export interface CriteriaNames {
  types: Record<string, { fr: string; en: string }>;
  places: Record<string, string>;
  holders: Record<string, string>;
}

/** How many lots answer an alert now, counted up to a limit. */
export interface AlertCount {
  count: number;
  more: boolean;
}

/** One lot in a mail. */
export interface DigestLot {
  publicId: string;
  title: string;
  leftMilli: number;
  unit: Unit;
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  negotiable: boolean;
  commune: string;
  /** metres from the place of the alert */
  metres: number | null;
  until: string | null;
  /** what it cost when it was sent before */
  before: { priceCents: number | null; priceBasis: PriceBasis } | null;
}

export interface DigestAlert {
  publicId: string;
  name: string;
  query: string;
  rhythm: Rhythm;
  lots: DigestLot[];
  /** found and not written out */
  others: number;
}

/** All that one person is told at one moment. */
export interface Digest {
  /** public id of the mail, that stops these alerts once signed */
  publicId: string;
  person: { id: number; name: string; email: string; locale: Locale };
  alerts: DigestAlert[];
  total: number;
}
