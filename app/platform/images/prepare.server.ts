import { createHash } from 'node:crypto';
import { rgbaToThumbHash } from 'thumbhash';
import { sharp } from '#app/platform/images/decoder.server.ts';
import { decodeHeic } from '#app/platform/images/heic.server.ts';
import { photoKind } from '#app/platform/images/kind.ts';
import { PhotoError } from '#app/platform/images/photo-error.ts';
import { oneAtATime } from '#app/platform/images/queue.ts';

export interface PhotoLimits {
  maxBytes: number;
  maxPixels: number;
  widths: readonly number[];
}

export interface PreparedPhoto {
  /** Of the bytes as sent. */
  sha256: string;
  width: number;
  height: number;
  bytes: number;
  thumbhash: string;
  widths: readonly number[];
  /** WebP, one a width, without any metadata. */
  files: { width: number; content: Buffer }[];
}

interface Raw {
  data: Buffer;
  info: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

const SECONDS = 30;

// One picture at a time leaves the other cores to pages; a dozen waiting hold at most 300 MB.
const inTurn = oneAtATime(12, () => new PhotoError('photos-busy'));

/** Re-encodes a photo as WebP in each width. Nothing of the original file survives but its pixels. Throws PhotoError. */
export async function preparePhoto(content: Buffer, limits: PhotoLimits): Promise<PreparedPhoto> {
  if (content.length > limits.maxBytes) {
    throw new PhotoError('too-large', { bytes: content.length, max: limits.maxBytes });
  }
  const kind = photoKind(content);
  if (!kind) throw new PhotoError('not-a-photo');
  return inTurn(async () => {
    const widest = await upright(kind === 'heic' ? 'heic' : 'plain', content, limits);
    const files = [];
    for (const width of limits.widths) files.push({ width, content: await webp(widest, width) });
    return {
      sha256: createHash('sha256').update(content).digest('hex'),
      width: widest.info.width,
      height: widest.info.height,
      bytes: files.reduce((sum, file) => sum + file.content.length, 0),
      thumbhash: await placeholder(widest),
      widths: limits.widths,
      files,
    };
  });
}

/** The picture the right way up, on white, in sRGB, no wider than the widest version and at most four times as tall. */
async function upright(kind: 'heic' | 'plain', content: Buffer, limits: PhotoLimits): Promise<Raw> {
  const source = kind === 'heic' ? await fromHeic(content, limits) : await fromPlain(content, limits);
  const width = Math.max(...limits.widths);
  try {
    return await source
      .autoOrient()
      .resize({ width, height: width * 4, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .timeout({ seconds: SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true });
  } catch {
    throw new PhotoError('photo-damaged');
  }
}

async function fromHeic(content: Buffer, { maxPixels }: PhotoLimits) {
  const { data, width, height } = await decodeHeic(content, { maxPixels });
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels });
}

/** Reads the header alone before any pixel is decoded. */
async function fromPlain(content: Buffer, { maxPixels }: PhotoLimits) {
  const header = await sharp(content, { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new PhotoError('photo-damaged');
    });
  const pixels = header.width * (header.pageHeight ?? header.height);
  if (pixels > maxPixels) throw new PhotoError('too-many-pixels', { pixels, max: maxPixels });
  return sharp(content, { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true });
}

const from = ({ data, info }: Raw) => sharp(data, { raw: info });

const webp = (raw: Raw, width: number) =>
  from(raw)
    .resize({ width, withoutEnlargement: true })
    .webp({ quality: 78, effort: 4 })
    .timeout({ seconds: SECONDS })
    .toBuffer();

async function placeholder(raw: Raw): Promise<string> {
  const small = await from(raw)
    .resize({ width: 100, height: 100, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(small.info.width, small.info.height, small.data)).toString('base64');
}
