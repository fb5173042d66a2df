import type { Unit } from '#app/i18n/format.ts';

/** A lot that nobody sees yet, as the operator reads it. */
export interface ToReview {
  publicId: string;
  lot: string;
  title: string;
  typeName: { fr: string; en: string };
  description: string | null;
  quantityMilli: number;
  unit: Unit;
  askedAt: string;
  commune: string;
  photos: { sha256: string; width: number }[];
  holder: {
    name: string;
    slug: string;
    private: boolean;
    verified: boolean;
    approved: number;
    since: string;
  };
}

export interface ReviewRules {
  firstLots: number;
  types: { code: string; name: { fr: string; en: string } }[];
}
