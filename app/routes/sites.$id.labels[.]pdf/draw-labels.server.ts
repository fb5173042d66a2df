import { LABEL_SHEETS, type Label, type LabelSheet } from '#app/domain/lots/labels.ts';
import { paths } from '#app/http/paths.ts';
import { shortCode } from '#app/http/short-code.ts';
import { formatQuantity } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import { bytesOf, openPdf, type Pdf } from '#app/platform/pdf/open.server.ts';
import { drawQr } from '#app/platform/pdf/qr.server.ts';

interface Options {
  site: string;
  locale: Locale;
  origin: string;
  sheet: LabelSheet;
  /** Labels already used on the first sheet. */
  skip: number;
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

const MM = 72 / 25.4;
/** Sheets are never fed quite straight: nothing is printed this near to a label's edge. */
const MARGIN = 4 * MM;

/** A4 sheets: each label has a QR code that opens the lot, its title, quantity, mark on site, and the site's name. */
export async function drawLabels(labels: readonly Label[], options: Options): Promise<Buffer> {
  const { columns, rows, width, height } = LABEL_SHEETS[options.sheet];
  const t = translator(options.locale, 'labels');
  const title = t('pdf-title', { site: options.site });
  const doc = openPdf({ title, language: options.locale === 'fr' ? 'fr-FR' : 'en-GB', margin: 0 });
  const perSheet = columns * rows;
  const skip = Math.min(options.skip, perSheet - 1);
  for (const [index, label] of labels.entries()) {
    const place = (index + skip) % perSheet;
    if (index > 0 && place === 0) doc.addPage();
    drawLabel(doc, label, options, {
      x: (place % columns) * width * MM,
      y: Math.floor(place / columns) * height * MM,
      width: width * MM,
      height: height * MM,
    });
  }
  if (labels.length === 0) {
    doc.addStructure(doc.struct('P', {}, () => doc.fontSize(14).text(t('none'), 60, 60)));
  }
  return bytesOf(doc);
}

function drawLabel(doc: Pdf, { lot, number, of }: Label, options: Options, box: Box): void {
  const { locale, origin, site } = options;
  const t = translator(locale, 'labels');
  const address = new URL(paths.shortLot(shortCode(lot.publicId)), origin).href;
  const large = options.sheet === '2x4';
  const side = Math.min(box.height - 2 * MARGIN, box.width * 0.42);
  const qr = { x: box.x + MARGIN - 6, y: box.y + (box.height - side) / 2, side };
  const part = doc.struct('Sect');
  doc.addStructure(part);
  part.add(doc.struct('Figure', { alt: t('qr-alt', { lot: lot.title }) }, () => drawQr(doc, address, qr)));
  const size = large ? 13 : 9;
  const text = {
    x: qr.x + side + 2,
    width: box.x + box.width - MARGIN - (qr.x + side + 2),
  };
  let y = box.y + MARGIN + (large ? 8 : 0);
  const bottom = box.y + box.height - MARGIN;
  const line = (content: string | null, look: { bold?: boolean; size: number; lines: number }) => {
    if (!content || y >= bottom) return;
    doc
      .font(look.bold ? 'bold' : 'text')
      .fontSize(look.size)
      .fillColor('#000');
    const room = Math.min(bottom - y, doc.currentLineHeight(true) * look.lines + 0.5);
    if (room < doc.currentLineHeight(true)) return;
    const drawn = { width: text.width, height: room, ellipsis: true, lineGap: 0 };
    part.add(doc.struct('P', {}, () => doc.text(content, text.x, y, drawn)));
    y += Math.min(room, doc.heightOfString(content, { width: text.width })) + size * 0.2;
  };
  line(lot.title, { bold: true, size: large ? 16 : 10.5, lines: large ? 3 : 2 });
  const quantity = lot.quantityMilli === null ? null : formatQuantity(locale, lot.quantityMilli, lot.unit);
  const count = of > 1 ? t('of', { number, of }) : null;
  line([quantity, count].filter(Boolean).join(' · '), { bold: true, size, lines: 1 });
  line([lot.pemdRef, lot.place].filter(Boolean).join(' · '), { size, lines: 2 });
  line(site, { size: size - 1, lines: large ? 2 : 1 });
  part.end();
}
