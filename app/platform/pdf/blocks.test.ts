import * as mupdf from 'mupdf';
import { expect, it } from 'vitest';
import { heading, pageNumbers, paragraph, table } from './blocks.server.ts';
import { bytesOf, openPdf } from './open.server.ts';

/** A document with a table of so many rows; its pages, in words. */
async function pagesOf(rows: number): Promise<string[]> {
  const doc = openPdf({ title: 'Essai', language: 'fr-FR' });
  heading(doc, 1, 'Essai');
  table(
    doc,
    [
      { header: 'Lot', share: 3 },
      { header: 'Quantité', share: 1, right: true },
    ],
    Array.from({ length: rows }, (_, at) => [`Rang-${at + 1}`, '12']),
  );
  paragraph(doc, 'Fin du document');
  pageNumbers(doc, 'Essai');
  const read = mupdf.Document.openDocument(await bytesOf(doc), 'application/pdf');
  return Array.from({ length: read.countPages() }, (_, page) =>
    read.loadPage(page).toStructuredText('').asText(),
  );
}

it('a table goes on over pages, its header said again on each, and the document ends', async () => {
  const pages = await pagesOf(150);
  expect(pages.length).toBeGreaterThan(2);
  for (const page of pages) expect(page).toContain('Quantité');
  const text = pages.join('\n');
  for (const row of [1, 75, 150]) expect(text).toContain(`Rang-${row}\n`);
  expect(pages.at(-1)).toContain('Fin du document');
}, 20_000);

it('ends whatever the number of rows, where a page breaks or not', async () => {
  for (let rows = 28; rows < 44; rows += 3) expect((await pagesOf(rows)).length).toBeGreaterThan(0);
}, 20_000);
