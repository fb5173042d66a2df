/** Limits a person is told before sending, and the server enforces. Bytes, pixels, photos per lot, widths in CSS pixels. */
export const PHOTO_LIMITS = {
  maxBytes: 25 * 1024 * 1024,
  maxPixels: 60_000_000,
  perLot: 12,
  widths: [480, 960, 1600],
} as const;

/** What a file input offers; the server looks at the content, never at this. */
export const PHOTO_ACCEPT = 'image/jpeg,image/png,image/webp,image/avif,image/heic,image/heif,.heic,.heif';

/** A photo re-encoded and ready to be attached: facts only, the files are kept by whoever encoded them. */
export interface PhotoFacts {
  /** SHA-256 of the bytes as sent, 64 hexadecimal digits: the photo's address. */
  sha256: string;
  /** Of the widest version, after rotation. */
  width: number;
  height: number;
  /** Of the stored versions together. */
  bytes: number;
  /** Base64 placeholder of about 25 bytes. */
  thumbhash: string;
  /** Of the versions that exist. */
  widths: readonly number[];
  /** The other versions are still to be made: a job does. */
  pending?: boolean;
  luminance?: number | null;
  sharpness?: number | null;
}

/** A photo that is not a lot's, re-encoded in one or two widths. `publicId` is made from the form's key: sent twice, it is the same. */
export interface SmallPhotoFacts {
  publicId: string;
  width: number;
  height: number;
  thumbhash: string;
  widths: readonly number[];
}

/** Bytes of one part of an upload: what a cut makes one send again at most. */
export const UPLOAD_PART = 1024 * 1024;
/** A photo begun and not finished is forgotten after a day. */
export const OPEN_UPLOADS = 60;

/**
 * Below these a photo is marked, never refused. Grey levels have a mean of 90 to 160 in daylight and under 45 in a cellar
 * without a lamp; the variance of the Laplacian at 480 px wide is over 100 for a sharp picture with any detail and under 20
 * for one that moved. A smooth plaster wall is low too: the mark says "perhaps".
 */
export const PHOTO_MARKS = { darkBelow: 45, blurredBelow: 20 } as const;
export type PhotoMark = 'dark' | 'blurred';

export function photoMarks(photo: { luminance?: number | null; sharpness?: number | null }): PhotoMark[] {
  const marks: PhotoMark[] = [];
  if (photo.luminance != null && photo.luminance < PHOTO_MARKS.darkBelow) marks.push('dark');
  if (photo.sharpness != null && photo.sharpness < PHOTO_MARKS.blurredBelow) marks.push('blurred');
  return marks;
}

/** Parts of a photo one may paint over, in thousandths of its width and height. */
export const MASK_ZONES = 12;

export const PHOTO_MOVES = ['first', 'earlier', 'later'] as const;
export type PhotoMove = (typeof PHOTO_MOVES)[number];
export const ALT_LENGTH = 300;
