import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

export type Pdf = PDFKit.PDFDocument;

// Full TrueType: the web's subsets lack the narrow space, ₂ and ≤. pdfkit embeds only the glyphs a document uses.
const find = createRequire(import.meta.url).resolve;
const FONTS = {
  text: find('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf'),
  bold: find('@expo-google-fonts/source-sans-3/700Bold/SourceSans3_700Bold.ttf'),
};

export interface PdfFacts {
  title: string;
  language: 'fr-FR' | 'en-GB';
  /** A4, in points. */
  margin?: number;
  layout?: 'portrait' | 'landscape';
  /** When it is said to have been made: the same facts and instant give the same bytes. */
  madeAt?: Date;
}

/** An A4 document with a title, a language and tags (PDF/UA): every text is drawn inside `doc.struct`. */
export function openPdf({ title, language, margin = 48, layout = 'portrait', madeAt }: PdfFacts): Pdf {
  const doc = new PDFDocument({
    ...{ size: 'A4', layout, margin, bufferPages: true },
    ...{
      pdfVersion: '1.7',
      subset: 'PDF/UA' as PDFKit.Mixins.PDFSubsets,
      tagged: true,
      lang: language,
      displayTitle: true,
    },
    info: {
      Title: title,
      Creator: 'Gisement',
      Producer: 'Gisement',
      ...(madeAt ? { CreationDate: madeAt } : {}),
    },
    font: FONTS.text,
  });
  doc.registerFont('text', FONTS.text);
  doc.registerFont('bold', FONTS.bold);
  return doc.font('text');
}

/** Ends the document and gives its bytes. */
export function bytesOf(doc: Pdf): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
    doc.on('error', reject);
    doc.end();
  });
}

/** Lines and grounds: nothing to read aloud. */
export function decoration(doc: Pdf, draw: () => void): void {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
}
