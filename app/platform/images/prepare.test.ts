import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';
import { thumbHashToRGBA } from 'thumbhash';
import { describe, expect, it } from 'vitest';
import { sharp } from '#app/platform/images/decoder.server.ts';
import { decodeHeic } from '#app/platform/images/heic.server.ts';
import { photoKind } from '#app/platform/images/kind.ts';
import type { PhotoError, PhotoProblem } from '#app/platform/images/photo-error.ts';
import { preparePhoto } from '#app/platform/images/prepare.server.ts';

const LIMITS = { maxBytes: 25 * 1024 * 1024, maxPixels: 60_000_000, widths: [480, 960, 1600] };
const HEIC = new URL('./fixtures/phone.heic', import.meta.url);

/** Left half red, right half blue, so that a rotation shows; noise enough to weigh what a photo weighs. */
function picture(width: number, height: number) {
  const data = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const left = pixel % width < width / 2;
    const noise = (pixel * 2_654_435_761) % 29;
    data[pixel * 3] = (left ? 200 : 20) + noise;
    data[pixel * 3 + 1] = 20 + noise;
    data[pixel * 3 + 2] = (left ? 20 : 200) + noise;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function colourAt(file: Buffer, x: number, y: number): Promise<'red' | 'blue' | 'other'> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * (info.height - 1)) * info.width + Math.floor(x * (info.width - 1))) * 3;
  const [r = 0, , b = 0] = data.subarray(at, at + 3);
  return r > 150 && b < 100 ? 'red' : b > 150 && r < 100 ? 'blue' : 'other';
}

const refusal = (problem: PhotoProblem) => expect.objectContaining({ name: 'PhotoError', problem });

function pngChunk(type: string, content: Buffer) {
  const body = Buffer.concat([Buffer.from(type), content]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(content.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** 400 million pixels in a few hundred bytes of header and a run of zeroes. */
function pngBomb(side: number) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a photo as it comes from a phone', () => {
  it('12 MP JPEG held upright: three WebP widths the right way up, a placeholder, its address', async () => {
    const jpeg = await picture(4032, 3024).withMetadata({ orientation: 6 }).jpeg({ quality: 92 }).toBuffer();
    const started = performance.now();
    const photo = await preparePhoto(jpeg, LIMITS);
    console.log(
      `12 MP JPEG (${Math.round(jpeg.length / 1000)} kB): ${Math.round(performance.now() - started)} ms`,
    );
    expect(photo.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect([photo.width, photo.height]).toEqual([1600, 2133]);
    const sizes = await Promise.all(photo.files.map(async ({ content }) => sharp(content).metadata()));
    expect(sizes.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['webp', 480, 640],
      ['webp', 960, 1280],
      ['webp', 1600, 2133],
    ]);
    // orientation 6 = turn a quarter clockwise: what was left is now on top
    for (const { content } of photo.files) {
      expect(await colourAt(content, 0.5, 0.1)).toBe('red');
      expect(await colourAt(content, 0.5, 0.9)).toBe('blue');
    }
    const placeholder = thumbHashToRGBA(Buffer.from(photo.thumbhash, 'base64'));
    expect(placeholder.h).toBeGreaterThan(placeholder.w);
    expect(photo.bytes).toBe(photo.files.reduce((sum, file) => sum + file.content.length, 0));
  });

  it('leaves nothing of where and by whom it was taken', async () => {
    const exif = {
      IFD0: { Artist: 'Camille Le Goff', Make: 'Phone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '48/1 6/1 40/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '1/1 40/1 30/1',
      },
    };
    const jpeg = await picture(800, 600).withExif(exif).withIccProfile('p3').jpeg().toBuffer();
    expect(jpeg.includes('Camille Le Goff')).toBe(true);
    expect((await sharp(jpeg).metadata()).exif).toBeDefined();
    for (const { content } of (await preparePhoto(jpeg, LIMITS)).files) {
      const { exif: left, xmp, iptc, icc } = await sharp(content).metadata();
      expect({ left, xmp, iptc, icc }).toEqual({});
      expect(content.includes('Camille')).toBe(false);
    }
  });

  it('PNG with transparency goes on white, WebP is taken, neither is made larger than it was', async () => {
    const png = await picture(300, 200).ensureAlpha(0).png().toBuffer();
    const fromPng = await preparePhoto(png, LIMITS);
    expect([fromPng.width, fromPng.height]).toEqual([300, 200]);
    const corner = await sharp(fromPng.files[0]!.content).raw().toBuffer();
    expect([...corner.subarray(0, 3)].every((value) => value > 250)).toBe(true);
    const fromWebp = await preparePhoto(await picture(1200, 900).webp().toBuffer(), LIMITS);
    expect(fromWebp.files.map(({ width }) => width)).toEqual([480, 960, 1600]);
    expect(fromWebp.width).toBe(1200);
  });

  it('HEIC: decoded in its own thread, turned as the phone says', async () => {
    const heic = await readFile(HEIC);
    expect(photoKind(heic)).toBe('heic');
    const photo = await preparePhoto(heic, LIMITS);
    expect([photo.width, photo.height]).toEqual([1512, 2016]);
    expect((await sharp(photo.files[0]!.content).metadata()).exif).toBeUndefined();
  });

  it('the same bytes have the same address, other bytes another', async () => {
    const one = await picture(64, 64).png().toBuffer();
    const other = await picture(65, 64).png().toBuffer();
    const [a, b, c] = await Promise.all([one, one, other].map((content) => preparePhoto(content, LIMITS)));
    expect(a!.sha256).toBe(b!.sha256);
    expect(a!.sha256).not.toBe(c!.sha256);
  });
});

describe('what is not a photo, or too much of one', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>',
  );
  it.each([
    ['a text', Buffer.from('not a photo at all')],
    ['nothing', Buffer.alloc(0)],
    ['an SVG, whatever its name', svg],
    ['a PDF', Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj')],
    ['a GIF', Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')],
    ['a TIFF', Buffer.from('49492a00080000000000', 'hex')],
    [
      'an AVIF',
      Buffer.concat([Buffer.from('0000001c66747970', 'hex'), Buffer.from('avif\0\0\0\0avifmif1miaf')]),
    ],
  ])('refuses %s', async (_name, content) => {
    await expect(preparePhoto(content, LIMITS)).rejects.toEqual(refusal('not-a-photo'));
  });

  it('never lets the decoder open an SVG, even asked directly', async () => {
    await expect(sharp(svg).metadata()).rejects.toThrow(/unsupported/);
  });

  it('refuses a JPEG cut in the middle, a JPEG of noise, a HEIC cut short', async () => {
    const jpeg = await picture(1000, 800).jpeg().toBuffer();
    const heic = await readFile(HEIC);
    const broken = [
      jpeg.subarray(0, jpeg.length / 2),
      Buffer.concat([jpeg.subarray(0, 3), Buffer.alloc(500, 0x5a)]),
      heic.subarray(0, heic.length - 300),
      heic.subarray(0, 200),
    ];
    for (const content of broken) {
      await expect(preparePhoto(content, LIMITS)).rejects.toEqual(refusal('photo-damaged'));
    }
  });

  it('refuses a 20,000 x 20,000 PNG from its header, without decoding it', async () => {
    const before = process.memoryUsage().rss;
    await expect(preparePhoto(pngBomb(20_000), LIMITS)).rejects.toEqual(refusal('too-many-pixels'));
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('refuses more bytes or more pixels than said, HEIC included', async () => {
    const png = await picture(100, 100).png().toBuffer();
    await expect(preparePhoto(png, { ...LIMITS, maxBytes: 99 })).rejects.toEqual(refusal('too-large'));
    await expect(preparePhoto(png, { ...LIMITS, maxPixels: 9_999 })).rejects.toEqual(
      refusal('too-many-pixels'),
    );
    const heic = await readFile(HEIC);
    await expect(preparePhoto(heic, { ...LIMITS, maxPixels: 3_048_191 })).rejects.toEqual(
      refusal('too-many-pixels'),
    );
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

  it('says so when too many photos wait, and takes them again afterwards', async () => {
    const png = await picture(600, 400).png().toBuffer();
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => preparePhoto(png, LIMITS)));
    const busy = answers.filter((one) => one.status === 'rejected').map((one) => one.reason as PhotoError);
    expect(busy.length).toBe(7);
    expect(busy.every(({ problem }) => problem === 'photos-busy')).toBe(true);
    expect((await preparePhoto(png, LIMITS)).width).toBe(600);
  });
});
