import { decoration, type Pdf } from '#app/platform/pdf/open.server.ts';

/** Titles, paragraphs and tables of a document, each tagged for what it is. All measures in points. */
const INK = '#1c1917';
const LINE = '#78716c';
const GAP = 8;
/** What a header cell heads; pdfkit knows it, its types do not. */
const COLUMN = { scope: 'Column' } as object;

const SIZES = { 1: 20, 2: 13, 3: 10.5 };

export function heading(doc: Pdf, level: 1 | 2 | 3, text: string): void {
  const size = SIZES[level];
  // never alone at the foot of a page
  room(doc, size * (level === 1 ? 4 : 8));
  if (level > 1) doc.moveDown(level === 2 ? 0.8 : 0.3);
  doc.font('bold').fontSize(size).fillColor(INK);
  doc.addStructure(doc.struct(`H${level}`, {}, () => doc.text(text, doc.page.margins.left, doc.y)));
  doc.moveDown(0.25);
}

export function paragraph(doc: Pdf, text: string, look: { size?: number; bold?: boolean } = {}): void {
  const { size = 10, bold = false } = look;
  doc
    .font(bold ? 'bold' : 'text')
    .fontSize(size)
    .fillColor(INK);
  room(doc, doc.heightOfString(text, { width: widthOf(doc) }));
  doc.addStructure(
    doc.struct('P', {}, () => doc.text(text, doc.page.margins.left, doc.y, { width: widthOf(doc) })),
  );
  doc.moveDown(0.3);
}

export interface PdfColumn {
  header: string;
  /** Share of the width. */
  share: number;
  right?: boolean;
}

/** A table that goes on over pages, its header said again on each. */
export function table(doc: Pdf, columns: readonly PdfColumn[], rows: readonly (readonly string[])[]): void {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => (share / whole) * widthOf(doc));
  const element = doc.struct('Table');
  doc.addStructure(element);
  const line = (cells: readonly string[], kind: 'TH' | 'TD', artifact = false) => {
    doc
      .font(kind === 'TH' ? 'bold' : 'text')
      .fontSize(9)
      .fillColor(INK);
    const height = Math.max(
      ...cells.map((cell, at) => doc.heightOfString(cell || ' ', { width: (widths[at] ?? 0) - GAP })),
    );
    const y = doc.y;
    // one that is never added would keep the document open for ever
    const row = artifact ? null : doc.struct('TR');
    if (row) element.add(row);
    let x = doc.page.margins.left;
    for (const [at, cell] of cells.entries()) {
      const width = (widths[at] ?? 0) - GAP;
      const draw = () =>
        doc.text(cell, columns[at]?.right || at === 0 ? x : x + GAP, y, {
          width,
          align: columns[at]?.right ? 'right' : 'left',
        });
      if (row) row.add(doc.struct(kind, kind === 'TH' ? COLUMN : {}, draw));
      else decoration(doc, draw);
      x += widths[at] ?? 0;
    }
    row?.end();
    doc.y = y + height + 5;
    rule(doc, kind === 'TH' ? 1 : 0.4);
    doc.y += 4;
  };
  const headers = columns.map(({ header }) => header);
  room(doc, 60);
  line(headers, 'TH');
  for (const cells of rows) {
    doc.font('text').fontSize(9);
    const height = Math.max(
      ...cells.map((cell, at) => doc.heightOfString(cell || ' ', { width: (widths[at] ?? 0) - GAP })),
    );
    if (room(doc, height + 12)) line(headers, 'TH', true);
    line(cells, 'TD');
  }
  element.end();
  doc.x = doc.page.margins.left;
}

/** Terms and what they are worth, one under the other; those without worth are left out. */
export function facts(doc: Pdf, items: readonly (readonly [string, string | null])[]): void {
  for (const [term, value] of items)
    if (value) paragraph(doc, `${term} : ${value}`.replace(' : ', '\u202f: '));
}

/** Terms in one column, what they are worth in the other, tagged as a list; those without worth are left out. */
export function terms(doc: Pdf, items: readonly (readonly [string, string | null])[]): void {
  const said = items.flatMap(([term, value]) => (value ? [[term, value] as const] : []));
  if (said.length === 0) return;
  const { left } = doc.page.margins;
  const first = widthOf(doc) * 0.3;
  const second = widthOf(doc) - first;
  const list = doc.struct('L');
  doc.addStructure(list);
  for (const [term, value] of said) {
    doc.font('text').fontSize(10);
    const height = Math.max(
      doc.heightOfString(term, { width: first - GAP }),
      doc.heightOfString(value, { width: second }),
    );
    room(doc, height + 4);
    const y = doc.y;
    const item = doc.struct('LI');
    list.add(item);
    item.add(doc.struct('Lbl', {}, () => doc.fillColor(LINE).text(term, left, y, { width: first - GAP })));
    item.add(
      doc.struct('LBody', {}, () => doc.fillColor(INK).text(value, left + first, y, { width: second })),
    );
    item.end();
    doc.y = y + height + 4;
  }
  list.end();
  doc.x = left;
}

/** Something drawn, with the words that stand for it. */
export function figure(
  doc: Pdf,
  { alt, x, y, side }: { alt: string; x: number; y: number; side: number },
  draw: () => void,
): void {
  const bbox: [number, number, number, number] = [x, y, x + side, y + side];
  doc.addStructure(doc.struct('Figure', { alt, bbox, placement: 'Block' } as object, draw));
}

/** "1/3" at the foot of each page; the last thing done. */
export function pageNumbers(doc: Pdf, words: string): void {
  const { start, count } = doc.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    doc.switchToPage(page);
    const { bottom } = doc.page.margins;
    // text below the margin would open a page
    doc.page.margins.bottom = 0;
    doc.font('text').fontSize(8).fillColor(LINE);
    const y = doc.page.height - bottom / 2 - 6;
    const left = doc.page.margins.left;
    decoration(doc, () => {
      doc.text(words, left, y, { width: widthOf(doc) - 60, lineBreak: false });
      doc.text(`${page - start + 1}/${count}`, left, y, {
        width: widthOf(doc),
        align: 'right',
        lineBreak: false,
      });
    });
    doc.page.margins.bottom = bottom;
  }
}

const widthOf = (doc: Pdf) => doc.page.width - doc.page.margins.left - doc.page.margins.right;

/** Opens a page when `height` does not fit; true when it did. */
function room(doc: Pdf, height: number): boolean {
  if (doc.y + height <= doc.page.height - doc.page.margins.bottom) return false;
  doc.addPage();
  return true;
}

function rule(doc: Pdf, thickness: number): void {
  const { left } = doc.page.margins;
  const y = doc.y;
  decoration(doc, () => {
    doc
      .moveTo(left, y)
      .lineTo(left + widthOf(doc), y)
      .lineWidth(thickness)
      .stroke(LINE);
  });
}
