/** Closed lists of the module; labels in the catalogue `documents`. */
export const DOCUMENT_KINDS = ['slip', 'deed', 'removal', 'certificate', 'statement'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Who sells or gives, as the law of guarantees sees it. `entrusted`: a private person's material, offered by a professional. */
export const SELLER_KINDS = ['professional', 'public', 'private_person', 'entrusted'] as const;
export type SellerKind = (typeof SELLER_KINDS)[number];

export const TAKER_KINDS = ['professional', 'association', 'public', 'private_person'] as const;
export type TakerKind = (typeof TAKER_KINDS)[number];

export const NATURES = ['sale', 'gift'] as const;
export type Nature = (typeof NATURES)[number];

/** Year, sequence of the issuer, ten random signs without I, L, O, U. */
const NUMBER = /^[0-9]{4}-[0-9]{5,9}-[0-9A-HJKMNP-TV-Z]{10}$/;

/** A number as somebody may type it, as it is kept; null when it is none. */
export function numberOf(typed: string): string | null {
  const number = typed.trim().toUpperCase();
  return NUMBER.test(number) ? number : null;
}

/** The part of a number that may be said to a stranger. */
export const shortNumber = (number: string): string => number.slice(0, number.lastIndexOf('-'));

/** Where a file lies in storage: the address is the content's. */
export const fileKey = (sha256: string): string => `issued/${sha256.slice(0, 2)}/${sha256}.pdf`;
