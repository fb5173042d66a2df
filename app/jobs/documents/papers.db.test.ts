import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import * as mupdf from 'mupdf';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileKey } from '#app/domain/documents/vocabulary.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { handedOver } from '#tests/ledger/world.ts';
import { acting } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { makeDocuments } from './make.server.ts';

/** Every kind of paper, in both languages, read back by another program than the one that wrote it. */
let world: TestDatabase;
let storage: Storage;
let papers: Map<string, { number: string; content: Buffer }>;

beforeAll(async () => {
  world = await testDatabase();
  storage = folderStorage(await mkdtemp(join(tmpdir(), 'gisement-papers-')));
  const holder = await acting(world);
  const taker = await acting(world, { kind: 'private_person' });
  const site = await makeSite(world.owner, holder.party, {
    address: '4 rue des Portes',
    accessNote: 'Sonner au portail',
  });
  await world.owner`update site set owner_name = 'SARL Démolition Émeraude', owner_siren = '732829320', owner_status = 'private',
    title_holder = 'owner', title_reference = 'Marché 2026-14, lot 2', sorting_operator = 'Recyclerie du Couesnon' where id = ${site.id}`;
  const lot = await makeLot(world.owner, holder.party, { site });
  await world.owner`update lot set title = 'Portes intérieures « à recouvrement » ≤ 83 cm', price_cents = 1250 where id = ${lot.id}`;
  const reservation = await makeReservation(world.owner, lot, taker.party, { acceptedBy: holder.party });
  const made = { db: world.db, storage };
  await makeDocuments(made, { reservation: reservation.id });
  await handedOver(world.owner, holder.party, taker.party, reservation.id, 2000, 40_000);
  await makeDocuments(made, { reservation: reservation.id });
  const [year] = await world.owner`select extract(year from ledger.clock())::int as year`;
  await makeDocuments(made, { organisation: holder.party.organisation, year: Number(year?.year) });
  const rows =
    await world.owner`select d.kind, d.number, f.locale, f.sha256 from document d join document_file f on f.document_id = d.id
    where d.organisation_id = ${holder.party.organisation}`;
  papers = new Map();
  for (const { kind, number, locale, sha256 } of rows) {
    const found = await storage.get(fileKey(String(sha256)));
    if (!found) throw new Error('a file is missing');
    papers.set(`${kind} ${locale}`, { number: String(number), content: await buffer(found.stream) });
  }
}, 60_000);

const open = (name: string) => {
  const paper = papers.get(name);
  if (!paper) throw new Error(`no ${name}`);
  const read = mupdf.Document.openDocument(paper.content, 'application/pdf') as mupdf.PDFDocument;
  const text = Array.from({ length: read.countPages() }, (_, page) =>
    read.loadPage(page).toStructuredText('').asText(),
  ).join('\n');
  return { ...paper, read, text: text.replace(/\s+/g, ' ') };
};

interface Element {
  tag: string;
  alt: string | null;
  scope: string | null;
}

function elements(read: mupdf.PDFDocument): Element[] {
  const found: Element[] = [];
  const walk = (node: mupdf.PDFObject) => {
    if (node.isArray()) {
      node.forEach(walk);
      return;
    }
    if (!node.isDictionary() || node.get('S').isNull()) return;
    const [alt, scope] = [node.get('Alt'), node.get('A').isDictionary() ? node.get('A').get('Scope') : null];
    found.push({
      tag: node.get('S').asName(),
      alt: alt.isString() ? alt.asString() : null,
      scope: scope?.isName() ? scope.asName() : null,
    });
    walk(node.get('K'));
  };
  walk(read.getTrailer().get('Root').get('StructTreeRoot').get('K'));
  return found;
}

const KINDS = ['slip', 'deed', 'removal', 'certificate', 'statement'];
const names = KINDS.flatMap((kind) => [`${kind} fr`, `${kind} en`]);

describe.each(names)('%s', (name) => {
  const [kind, language] = name.split(' ');

  it('says its whole number and where to verify it, in words and as a code with words of its own', () => {
    const { text, number, read } = open(name);
    expect(text).toContain(number);
    expect(text.replaceAll(' ', '')).toContain(`/verify/${number}`);
    const figures = elements(read).filter(({ tag }) => tag === 'Figure');
    expect(figures).toHaveLength(1);
    expect(figures[0]?.alt).toContain(`/verify/${number}`);
  });

  it('is tagged: title, language, headings in order, lists or a table with headers', () => {
    const { read } = open(name);
    const root = read.getTrailer().get('Root');
    expect(root.get('MarkInfo').get('Marked').asBoolean()).toBe(true);
    expect(root.get('Lang').asString()).toBe(language === 'fr' ? 'fr-FR' : 'en-GB');
    expect(root.get('ViewerPreferences').get('DisplayDocTitle').asBoolean()).toBe(true);
    expect(read.getTrailer().get('Info').get('Title').asString().length).toBeGreaterThan(10);
    expect(root.get('Metadata').readStream().asString()).toContain('pdfuaid:part');
    const tags = elements(read);
    const headings = tags.filter(({ tag }) => /^H\d/.test(tag)).map(({ tag }) => tag);
    expect(headings[0]).toBe('H1');
    expect(headings[1]).toBe('H2');
    for (const [at, tag] of headings.entries())
      expect(Number(tag.slice(1))).toBeLessThanOrEqual(Number(headings[at - 1]?.slice(1) ?? 0) + 1);
    if (kind !== 'statement') {
      expect(tags.filter(({ tag }) => tag === 'LBody').length).toBeGreaterThan(5);
      expect(tags.filter(({ tag }) => tag === 'Lbl')).toHaveLength(
        tags.filter(({ tag }) => tag === 'LBody').length,
      );
      return;
    }
    const headers = tags.filter(({ tag }) => tag === 'TH');
    expect(headers).toHaveLength(4);
    expect(headers.every(({ scope }) => scope === 'Column')).toBe(true);
  });

  it('embeds its fonts', () => {
    const { read } = open(name);
    for (let page = 0; page < read.countPages(); page += 1) {
      const fonts = read.findPage(page).getInheritable('Resources').get('Font');
      fonts.forEach((font) => {
        const descriptor = font.get('DescendantFonts').get(0).get('FontDescriptor');
        expect(descriptor.get('FontFile2').isStream() || descriptor.get('FontFile3').isStream()).toBe(true);
      });
    }
  });
});

it('each says what it is for', () => {
  const said = (name: string, ...words: string[]) => {
    const { text } = open(name);
    for (const one of words) expect([name, text]).toEqual([name, expect.stringContaining(one)]);
  };
  said(
    'slip fr',
    'Réserver n’oblige pas à acheter',
    '4 rue des Portes',
    'Sonner au portail',
    'Code de la réservation',
    '≤ 83 cm',
  );
  said('slip en', 'Reserving does not oblige you to buy');
  said(
    'deed fr',
    'Acte de vente',
    'SARL Démolition Émeraude',
    '732 829 320',
    'Marché 2026-14, lot 2',
    'particulier',
    '25 € en tout, TTC',
  );
  said(
    'deed fr',
    'Garantie légale de conformité',
    'délai de deux ans',
    'douze premiers mois',
    'Recyclerie du Couesnon',
    'n’est pas une facture',
  );
  said('deed en', 'Legal guarantee of conformity', 'the French text prevails', 'Deed of sale');
  expect(open('deed fr').text).not.toMatch(/sans garantie/i);
  said('removal fr', 'Quantité vraiment prise', '40 kg, pesé', '39,2 à 40,8 kg', 'avec son compte');
  said('certificate fr', '40 kg', 'pesé (ticket ou balance), à ± 2 % près', 'Empreinte de la ligne');
  said('certificate en', 'weighed (ticket or scale), within ±2%', '39.2 to 40.8 kg');
  said('statement fr', 'Matériaux remis', 'Total', '100 % pesé', 'Aucun enlèvement confirmé');
});

it('the code on the paper is read by a camera', async () => {
  const { default: jsQR } = await import('jsqr');
  const { read, number } = open('certificate fr');
  const pixmap = read.loadPage(0).toPixmap(mupdf.Matrix.scale(3, 3), mupdf.ColorSpace.DeviceGray, false);
  const [width, height] = [pixmap.getWidth(), pixmap.getHeight()];
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (const [at, grey] of pixmap.getPixels().entries()) pixels.set([grey, grey, grey, 255], at * 4);
  expect(jsQR(pixels, width, height)?.data).toMatch(new RegExp(`^http.*/verify/${number}$`));
});
