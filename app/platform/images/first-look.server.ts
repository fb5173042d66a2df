import { createHash } from 'node:crypto';
import type { Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { sharp } from '#app/platform/images/decoder.server.ts';
import { decodeHeic } from '#app/platform/images/heic.server.ts';
import { type PhotoKind, photoKind } from '#app/platform/images/kind.ts';
import { PhotoError } from '#app/platform/images/photo-error.ts';
import type { FirstLook, PhotoLimits, Zone } from '#app/platform/images/picture.ts';
import { encode, type Raw } from '#app/platform/images/renditions.server.ts';

const SECONDS = 30;

/** Decodes a photo as it was sent, once: the smallest version, its placeholder, its measures, and a clean source. Throws PhotoError. */
export async function firstLook(content: Buffer, limits: PhotoLimits): Promise<FirstLook> {
  if (content.length > limits.maxBytes) {
    throw new PhotoError('too-large', { bytes: content.length, max: limits.maxBytes });
  }
  const kind = photoKind(content);
  if (!kind) throw new PhotoError('not-a-photo');
  if (kind === 'moving') throw new PhotoError('photo-moves');
  return lookAt(await upright(kind, content, limits), content, limits);
}

/** The same picture with parts of it painted over: each becomes one plain colour, from which nothing can be read back. */
export async function masked(
  content: Buffer,
  zones: readonly Zone[],
  limits: PhotoLimits,
): Promise<FirstLook> {
  const raw = await upright('jpeg', content, limits);
  const { width, height, channels } = raw.info;
  for (const zone of zones) {
    const box = boxOf(zone, width, height);
    paint(raw.data, width * channels, channels, box);
  }
  return lookAt(raw, raw.data, limits);
}

async function lookAt(raw: Raw, addressed: Buffer, { widths }: PhotoLimits): Promise<FirstLook> {
  const { width, height } = raw.info;
  const worth = widths.filter((_, index) => index === 0 || (widths[index - 1] ?? 0) < width);
  const small = await encode(raw, worth[0] ?? 480, 'webp');
  const preview = await sharp(small.content).raw().toBuffer({ resolveWithObject: true });
  return {
    sha256: createHash('sha256').update(addressed).digest('hex'),
    width,
    height,
    thumbhash: await placeholder(preview),
    ...(await measures(preview)),
    widths: worth,
    small,
    source: await from(raw).jpeg({ quality: 95, chromaSubsampling: '4:4:4' }).toBuffer(),
  };
}

const from = ({ data, info }: Raw) => sharp(data, { raw: info });

/** The picture the right way up, on white, in sRGB, no wider than the widest version and at most four times as tall. */
async function upright(kind: PhotoKind, content: Buffer, limits: PhotoLimits): Promise<Raw> {
  const source = kind === 'heic' ? await fromHeic(content, limits) : await fromPlain(content, limits);
  const width = Math.max(...limits.widths);
  try {
    return (await source
      .autoOrient()
      .resize({ width, height: width * 4, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .timeout({ seconds: SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true })) as Raw;
  } catch {
    throw new PhotoError('photo-damaged');
  }
}

async function fromHeic(content: Buffer, { maxPixels }: PhotoLimits): Promise<Sharp> {
  const { data, width, height } = await decodeHeic(content, { maxPixels });
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: maxPixels });
}

/** Reads the header alone before any pixel is decoded. */
async function fromPlain(content: Buffer, { maxPixels }: PhotoLimits): Promise<Sharp> {
  const header = await sharp(content, { failOn: 'none', limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new PhotoError('photo-damaged');
    });
  if ((header.pages ?? 1) > 1 && header.format !== 'heif') throw new PhotoError('photo-moves');
  const pixels = header.width * (header.pageHeight ?? header.height);
  if (pixels > maxPixels) throw new PhotoError('too-many-pixels', { pixels, max: maxPixels });
  return sharp(content, { failOn: 'error', limitInputPixels: maxPixels, sequentialRead: true });
}

async function placeholder(raw: Raw): Promise<string> {
  const small = await from(raw)
    .resize({ width: 100, height: 100, fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(small.info.width, small.info.height, small.data)).toString('base64');
}

/** At 480 pixels wide, where every camera is alike. */
async function measures(raw: Raw): Promise<{ luminance: number; sharpness: number }> {
  const { data, info } = await from(raw)
    .toColourspace('b-w')
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  let light = 0;
  for (const value of data) light += value;
  let [sum, squares, count] = [0, 0, 0];
  const at = (index: number) => data[index] ?? 0;
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      const i = y * width + x;
      const laplacian = at(i - width) + at(i + width) + at(i - 1) + at(i + 1) - 4 * at(i);
      sum += laplacian;
      squares += laplacian * laplacian;
      count += 1;
    }
  }
  const mean = count > 0 ? sum / count : 0;
  return {
    luminance: Math.round(light / Math.max(1, data.length)),
    sharpness: count > 0 ? Math.round(squares / count - mean * mean) : 0,
  };
}

interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

function boxOf({ left, top, width, height }: Zone, across: number, down: number): Box {
  const within = (value: number, most: number) => Math.max(0, Math.min(most, value));
  return {
    x0: within(Math.floor((left / 1000) * across), across),
    y0: within(Math.floor((top / 1000) * down), down),
    x1: within(Math.ceil(((left + width) / 1000) * across), across),
    y1: within(Math.ceil(((top + height) / 1000) * down), down),
  };
}

function paint(data: Buffer, stride: number, channels: number, { x0, y0, x1, y1 }: Box): void {
  const colour = new Array<number>(channels).fill(0);
  const count = Math.max(1, (x1 - x0) * (y1 - y0));
  const each = (work: (at: number, channel: number) => void) => {
    for (let y = y0; y < y1; y += 1)
      for (let x = x0; x < x1; x += 1)
        for (let c = 0; c < channels; c += 1) work(y * stride + x * channels + c, c);
  };
  each((at, c) => {
    colour[c] = (colour[c] ?? 0) + (data[at] ?? 0);
  });
  each((at, c) => {
    data[at] = Math.round((colour[c] ?? 0) / count);
  });
}
