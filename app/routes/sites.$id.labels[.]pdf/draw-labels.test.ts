import jsQR from 'jsqr';
import * as mupdf from 'mupdf';
import { expect, it } from 'vitest';
import type { Label, LabelLot, LabelSheet } from '#app/domain/lots/labels.ts';
import { uuidOf } from '#app/http/short-code.ts';
import { drawLabels } from './draw-labels.server.ts';

const lot = (n: number): LabelLot => ({
  publicId: `0b9f6a52-1c3d-4e5f-8a7b-${String(n).padStart(12, '0')}`,
  title: n % 2 ? 'Porte à âme pleine ≤ 83 × 204 cm, œil-de-bœuf, chêne' : 'Radiateurs en fonte '.repeat(9),
  ...{
    status: 'published',
    unit: 'u',
    quantityMilli: 12_500_000,
    pemdRef: `PEM-${n}`,
    place: 'Bât. A, R+1, couloir',
  },
});
const labels = (count: number): Label[] =>
  Array.from({ length: count }, (_, n) => ({ lot: lot(n), number: 1, of: n === 0 ? 2 : 1 }));
const options = (sheet: LabelSheet) =>
  ({
    sheet,
    skip: 0,
    site: 'Résidence « Les Tilleuls »',
    locale: 'fr',
    origin: 'https://gisement.example',
  }) as const;

const SCALE = 2;

function read(content: Buffer, sheet: { columns: number; rows: number }): (string | null)[] {
  const page = mupdf.Document.openDocument(content, 'application/pdf').loadPage(0);
  const pixmap = page.toPixmap(mupdf.Matrix.scale(SCALE, SCALE), mupdf.ColorSpace.DeviceRGB, false);
  const [width, height, pixels] = [pixmap.getWidth(), pixmap.getHeight(), pixmap.getPixels()];
  const [w, h] = [Math.floor(width / sheet.columns), Math.floor(height / sheet.rows)];
  return Array.from({ length: sheet.columns * sheet.rows }, (_, place) => {
    const [left, top] = [(place % sheet.columns) * w, Math.floor(place / sheet.columns) * h];
    const data = new Uint8ClampedArray(w * h * 4).fill(255);
    for (let y = 0; y < h; y += 1)
      for (let x = 0; x < w; x += 1)
        for (let c = 0; c < 3; c += 1)
          data[(y * w + x) * 4 + c] = pixels[((top + y) * width + left + x) * 3 + c] ?? 255;
    return jsQR(data, w, h)?.data ?? null;
  });
}

it.each([
  ['3x8', { columns: 3, rows: 8 }],
  ['2x4', { columns: 2, rows: 4 }],
] as const)('every QR code of a %s sheet reads as its lot’s address', async (sheet, grid) => {
  const count = grid.columns * grid.rows;
  const content = await drawLabels(labels(count + 1), options(sheet));
  const found = read(content, grid);
  expect(found.map((text) => uuidOf(text?.replace('https://gisement.example/l/', '') ?? ''))).toEqual(
    labels(count).map(({ lot: { publicId } }) => publicId),
  );
  expect(mupdf.Document.openDocument(content, 'application/pdf').countPages()).toBe(2);
});

it('begins where the sheet was left, says its title and language, is tagged, and its words can be read', async () => {
  const content = await drawLabels(labels(2), { ...options('3x8'), skip: 5 });
  expect(
    read(content, { columns: 3, rows: 8 })
      .map((text) => text !== null)
      .slice(4, 8),
  ).toEqual([false, true, true, false]);
  const document = mupdf.Document.openDocument(content, 'application/pdf');
  const raw = content.toString('latin1');
  expect(document.getMetaData('info:Title')).toBe('Étiquettes – Résidence « Les Tilleuls »');
  expect(raw).toContain('/Lang (fr-FR)');
  expect(raw).toContain('/Marked true');
  expect(raw).toContain('/DisplayDocTitle true');
  const text = document.loadPage(0).toStructuredText('').asText().replaceAll(/\s+/g, ' ');
  expect(text).toContain('≤ 83 × 204');
  expect(text).toContain('1 sur 2');
  expect(text).toContain('PEM-1');
});
