import { afterAll, describe, expect, it } from 'vitest';
import { openEncoder } from '#app/platform/images/encoder.server.ts';
import { isPhotoError } from '#app/platform/images/photo-error.ts';
import { tableKind } from '#app/platform/tables/kind.ts';
import { readTable } from '#app/platform/tables/read-table.server.ts';
import { TableError } from '#app/platform/tables/table-error.ts';
import { picture } from '#tests/fixtures/images/picture.ts';
import { oneSheet } from '#tests/fixtures/workbook.ts';
import { asvs } from './asvs.ts';

/** Files of each kind, damaged by a seeded hand: read, or refused with a known problem; never anything else, never for long. */
const PHOTOS = Number(process.env.FUZZ ?? 1000);
// each starts a thread of its own
const TABLES = Number(process.env.FUZZ ?? 300);
const LIMITS = { maxBytes: 25 * 1024 * 1024, maxPixels: 60_000_000, widths: [480] };

/** mulberry32 */
function drawn(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** One to eight wounds: a byte, a run, a cut, a piece twice, a length announced too large. */
function damaged(source: Buffer, seed: number): Buffer {
  const below = drawn(seed);
  let file = Buffer.from(source);
  for (let wounds = 1 + below(8); wounds > 0 && file.length > 8; wounds--) {
    const at = below(file.length);
    const wound = below(5);
    if (wound === 0) file[at] = below(256);
    else if (wound === 1) file.fill(below(256), at, Math.min(file.length, at + 1 + below(64)));
    else if (wound === 2) file = file.subarray(0, Math.max(8, at));
    else if (wound === 3) file = Buffer.concat([file.subarray(0, at), file.subarray(below(at + 1))]);
    else file.writeUInt32BE(0xffffffff, Math.min(at, file.length - 4));
  }
  return file;
}

const encoder = openEncoder({ milliseconds: 10_000 });
afterAll(() => encoder.stop());

describe('damaged files', () => {
  it(
    `photos are read or refused with a known problem ${asvs('5.2.2', '1.4.2')}`,
    async () => {
      const plain = picture(64, 48);
      const sources = await Promise.all([
        plain.clone().jpeg().toBuffer(),
        plain.clone().png().toBuffer(),
        plain.clone().webp().toBuffer(),
        plain.clone().avif({ effort: 0 }).toBuffer(),
      ]);
      const outcomes = { taken: 0, refused: 0 };
      for (let seed = 1; seed <= PHOTOS; seed++) {
        const source = sources[seed % sources.length] ?? Buffer.alloc(0);
        try {
          const { width, height } = await encoder.look(damaged(source, seed), LIMITS);
          expect(width * height).toBeLessThanOrEqual(LIMITS.maxPixels);
          outcomes.taken++;
        } catch (error) {
          if (!isPhotoError(error)) throw new Error(`seed ${seed}`, { cause: error });
          outcomes.refused++;
        }
      }
      expect(outcomes.taken + outcomes.refused).toBe(PHOTOS);
      expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(0);
    },
    PHOTOS * 10_000,
  );

  it(
    `tables are read or refused with a known problem ${asvs('5.2.3', '1.5.2')}`,
    async () => {
      const rows = Array.from({ length: 30 }, (_, at) => [
        `A${at}`,
        'Porte « pleine »',
        String(at),
        'u',
        'Hall',
      ]);
      const all = [['ref', 'designation', 'quantite', 'unite', 'localisation'], ...rows];
      const csv = Buffer.from(all.map((row) => row.join(';')).join('\r\n'));
      const sources = [
        oneSheet(all),
        csv,
        Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(csv.toString(), 'utf16le')]),
      ];
      const outcomes = { taken: 0, refused: 0 };
      for (let seed = 1; seed <= TABLES; seed++) {
        const content = damaged(sources[seed % sources.length] ?? csv, seed);
        const began = performance.now();
        try {
          for await (const part of readTable(content, tableKind(content), { words: ['designation'] }))
            void part;
          outcomes.taken++;
        } catch (error) {
          if (!(error instanceof TableError)) throw new Error(`seed ${seed}`, { cause: error });
          outcomes.refused++;
        }
        expect([seed, performance.now() - began < 20_000]).toEqual([seed, true]);
      }
      expect(Math.min(outcomes.taken, outcomes.refused)).toBeGreaterThan(0);
    },
    TABLES * 10_000,
  );
});
