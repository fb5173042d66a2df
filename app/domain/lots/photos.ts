/** Limits a person is told before sending, and the server enforces. Bytes, pixels, photos per lot, widths in CSS pixels. */
export const PHOTO_LIMITS = {
  maxBytes: 25 * 1024 * 1024,
  maxPixels: 60_000_000,
  perLot: 12,
  widths: [480, 960, 1600],
} as const;

/** What a file input offers; the server looks at the content, never at this. */
export const PHOTO_ACCEPT = 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif';

/** A photo re-encoded and ready to be attached: facts only, the files are kept by whoever encoded them. */
export interface PhotoFacts {
  /** SHA-256 of the bytes as sent, 64 hexadecimal digits: the photo's address. */
  sha256: string;
  /** Of the widest stored version, after rotation. */
  width: number;
  height: number;
  /** Of the three stored versions together. */
  bytes: number;
  /** Base64 placeholder of about 25 bytes. */
  thumbhash: string;
  widths: readonly number[];
}

export const PHOTO_MOVES = ['first', 'earlier', 'later'] as const;
export type PhotoMove = (typeof PHOTO_MOVES)[number];
export const ALT_LENGTH = 300;
