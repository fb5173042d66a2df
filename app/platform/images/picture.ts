/** What leaves the encoder: plain data, so that it travels between processes. */
export interface PhotoLimits {
  maxBytes: number;
  maxPixels: number;
  widths: readonly number[];
}

/** Part of a picture, in thousandths of its width and height. */
export interface Zone {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Rendition {
  width: number;
  format: 'webp' | 'avif';
  content: Buffer;
}

export interface FirstLook {
  /** SHA-256 of the bytes it was made from. */
  sha256: string;
  /** Of the widest version, upright. */
  width: number;
  height: number;
  thumbhash: string;
  /** Mean of the grey levels, 0 to 255. */
  luminance: number;
  /** Variance of the Laplacian: how crisp its edges are. */
  sharpness: number;
  /** Those worth making: none wider than the picture, but the first. */
  widths: number[];
  /** The smallest version, to show at once. */
  small: Rendition;
  /** Upright pixels at the widest width, without metadata, from which the other versions are made. */
  source: Buffer;
}
