import { readFile } from 'node:fs/promises';
import { thumbHashToRGBA } from 'thumbhash';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { photoMarks } from '#app/domain/lots/photos.ts';
import { sharp } from '#app/platform/images/decoder.server.ts';
import { openEncoder, type PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import { decodeHeic } from '#app/platform/images/heic.server.ts';
import { photoKind } from '#app/platform/images/kind.ts';
import type { PhotoError, PhotoProblem } from '#app/platform/images/photo-error.ts';
import type { FirstLook, Rendition } from '#app/platform/images/picture.ts';
import { hostileImages } from '#tests/fixtures/images/hostile.ts';
import { picture } from '#tests/fixtures/images/picture.ts';

const LIMITS = { maxBytes: 25 * 1024 * 1024, maxPixels: 60_000_000, widths: [480, 960, 1600] };
const HEIC = new URL('./fixtures/phone.heic', import.meta.url);

let encoder: PhotoEncoder;
beforeAll(() => {
  encoder = openEncoder();
});
afterAll(() => encoder.stop());

const look = (content: Buffer, limits = LIMITS) => encoder.look(content, limits);

async function versions(photo: FirstLook): Promise<Rendition[]> {
  const all = [photo.small];
  for (const format of ['webp', 'avif'] as const)
    for (const width of photo.widths) all.push(await encoder.render(photo, width, format));
  return all;
}

async function colourAt(file: Buffer, x: number, y: number): Promise<'red' | 'blue' | 'other'> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * 3;
  const [r = 0, , b = 0] = data.subarray(at, at + 3);
  return r > 150 && b < 100 ? 'red' : b > 150 && r < 100 ? 'blue' : 'other';
}

const refusal = (problem: PhotoProblem) => expect.objectContaining({ name: 'PhotoError', problem });

describe('a photo as it comes from a phone', () => {
  it('12 MP JPEG held upright: one WebP at once, then three widths in two formats, the right way up', async () => {
    const jpeg = await picture(4032, 3024).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
    const photo = await look(jpeg);
    expect(photo.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect([photo.width, photo.height, photo.widths]).toEqual([1600, 2133, [480, 960, 1600]]);
    const all = await versions(photo);
    const sizes = await Promise.all(all.map(async ({ content }) => sharp(content).metadata()));
    expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['webp', 480, 640],
      ['webp', 480, 640],
      ['webp', 960, 1280],
      ['webp', 1600, 2133],
      ['heif', 480, 640],
      ['heif', 960, 1280],
      ['heif', 1600, 2133],
    ]);
    // orientation 6 = turn a quarter clockwise: what was left is now on top
    for (const { content } of all) {
      expect(await colourAt(content, 0.5, 0.1)).toBe('red');
      expect(await colourAt(content, 0.5, 0.9)).toBe('blue');
    }
    const placeholder = thumbHashToRGBA(Buffer.from(photo.thumbhash, 'base64'));
    expect(placeholder.h).toBeGreaterThan(placeholder.w);
  });

  it('leaves nothing of where and by whom it was taken, in any version nor in what they are made from', async () => {
    const gps = {
      GPSLatitudeRef: 'N',
      GPSLatitude: '48/1 6/1 40/1',
      GPSLongitudeRef: 'W',
      GPSLongitude: '1/1 40/1 30/1',
    };
    const exif = { IFD0: { Artist: 'Camille Le Goff', Make: 'Phone' }, IFD3: gps };
    const jpeg = await picture(800, 600).withExif(exif).withIccProfile('p3').jpeg().toBuffer();
    expect(jpeg.includes('Camille Le Goff')).toBe(true);
    const photo = await look(jpeg);
    for (const content of [photo.source, ...(await versions(photo)).map((one) => one.content)]) {
      const { exif: left, xmp, iptc, icc } = await sharp(content).metadata();
      expect({ left, xmp, iptc, icc }).toEqual({});
      expect(content.includes('Camille')).toBe(false);
      expect(content.includes('GPS')).toBe(false);
    }
  });

  it('PNG goes on white, WebP and AVIF are taken, none is made larger than it was', async () => {
    const fromPng = await look(await picture(300, 200).ensureAlpha(0).png().toBuffer());
    expect([fromPng.width, fromPng.height, fromPng.widths]).toEqual([300, 200, [480]]);
    const corner = await sharp(fromPng.small.content).raw().toBuffer();
    expect([...corner.subarray(0, 3)].every((value) => value > 250)).toBe(true);
    expect((await look(await picture(1200, 900).webp().toBuffer())).widths).toEqual([480, 960, 1600]);
    const avif = await picture(700, 500).avif({ effort: 0 }).toBuffer();
    expect(photoKind(avif)).toBe('avif');
    expect((await look(avif)).widths).toEqual([480, 960]);
  });

  it('HEIC: decoded in its own thread, turned as the phone says', async () => {
    const heic = await readFile(HEIC);
    expect(photoKind(heic)).toBe('heic');
    const photo = await look(heic);
    expect([photo.width, photo.height]).toEqual([1512, 2016]);
    expect((await sharp(photo.small.content).metadata()).exif).toBeUndefined();
  });

  it('40 million pixels are taken', async () => {
    const large = await sharp({ create: { width: 8000, height: 5000, channels: 3, background: '#b96' } })
      .jpeg()
      .toBuffer();
    expect((await look(large)).width).toBe(1600);
  });

  it('is marked when dark or blurred, never refused', async () => {
    const sharpOne = await look(await picture(900, 700).jpeg().toBuffer());
    const dark = await look(await picture(900, 700).linear(0.1, 0).jpeg().toBuffer());
    const blurred = await look(await picture(900, 700).blur(12).jpeg().toBuffer());
    expect([sharpOne, dark, blurred].map(photoMarks)).toEqual([[], ['dark', 'blurred'], ['blurred']]);
  });

  it('a zone masked is one plain colour, from the pixels to every version', async () => {
    const photo = await look(await picture(1000, 800).jpeg().toBuffer());
    const masked = await encoder.mask(
      photo.source,
      [{ left: 400, top: 250, width: 200, height: 500 }],
      LIMITS,
    );
    expect(masked.sha256).not.toBe(photo.sha256);
    for (const { content } of await versions(masked)) {
      const { data, info } = await sharp(content).removeAlpha().raw().toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) => {
        const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 3;
        return [...data.subarray(from, from + 3)];
      };
      // across the line where red met blue
      for (const [channel, value] of at(0.42, 0.5).entries())
        expect(Math.abs(value - (at(0.58, 0.6)[channel] ?? 0))).toBeLessThan(8);
      expect(await colourAt(content, 0.2, 0.5)).toBe('red');
    }
  });
});

describe('what is not a photo, or too much of one', async () => {
  it.each(await hostileImages())('$name: $outcome', async ({ content, outcome }) => {
    const before = process.memoryUsage().rss;
    if (outcome === 'taken') {
      const photo = await look(content);
      for (const one of [photo.source, photo.small.content]) {
        expect(one.includes('<?php')).toBe(false);
        expect(one.includes('PK\x05\x06')).toBe(false);
      }
    } else await expect(look(content)).rejects.toEqual(refusal(outcome));
    expect(process.memoryUsage().rss - before).toBeLessThan(80_000_000);
  });

  it('never lets the decoder open an SVG, even asked directly', async () => {
    await expect(sharp(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')).metadata()).rejects.toThrow(
      /unsupported/,
    );
  });

  it('refuses more bytes or more pixels than said, HEIC included', async () => {
    const png = await picture(100, 100).png().toBuffer();
    await expect(look(png, { ...LIMITS, maxBytes: 99 })).rejects.toEqual(refusal('too-large'));
    await expect(look(png, { ...LIMITS, maxPixels: 9_999 })).rejects.toEqual(refusal('too-many-pixels'));
    const heic = await readFile(HEIC);
    await expect(look(heic, { ...LIMITS, maxPixels: 3_048_191 })).rejects.toEqual(refusal('too-many-pixels'));
  });

  it('ends a HEIC decoder that takes too long or too much memory', async () => {
    const heic = await readFile(HEIC);
    const outcome = (limits: { milliseconds?: number; maxMemory?: number }) =>
      decodeHeic(heic, { maxPixels: 4e6, ...limits }).then(
        () => 'decoded',
        (error: PhotoError) => error.problem,
      );
    expect(await outcome({})).toBe('decoded');
    expect(await outcome({ milliseconds: 1 })).toBe('photo-damaged');
    expect(await outcome({ maxMemory: 17e6 })).toBe('photo-damaged');
  });
});

describe('the process that encodes', () => {
  it('is replaced when a picture takes too long; the next one is served', async () => {
    const hurried = openEncoder({ milliseconds: 1 });
    const jpeg = await picture(3000, 2000).jpeg().toBuffer();
    await expect(hurried.look(jpeg, LIMITS)).rejects.toEqual(refusal('photo-damaged'));
    await hurried.stop();
    expect((await look(jpeg)).width).toBe(1600);
  });

  it('says so when too many photos wait, serves a new one before the versions of another, then all', async () => {
    const png = await picture(600, 400).png().toBuffer();
    const photo = await look(png);
    const order: string[] = [];
    const later = [1, 2].map((n) => encoder.render(photo, 480, 'avif').then(() => order.push(`later ${n}`)));
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => look(png).then(() => order.push('now'))),
    );
    await Promise.all(later);
    const busy = answers.filter((one) => one.status === 'rejected').map((one) => one.reason as PhotoError);
    expect(busy.length).toBe(8);
    expect(busy.every(({ problem }) => problem === 'photos-busy')).toBe(true);
    expect(order.at(-1)).toBe('later 2');
    expect((await look(png)).width).toBe(600);
  });
});
