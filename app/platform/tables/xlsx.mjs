// Rows of one sheet of a workbook, in order, each cell as the text a person reads. Formulas are never run: the value
// the spreadsheet last kept is read. Macros, links and every other part are never opened.
import { HEADER_SAMPLE, hits } from './header.mjs';
import { Problem } from './problem.mjs';
import { dateStyles, sharedTexts, sheetsOf } from './workbook.mjs';
import { readXml } from './xml.mjs';
import { chunksOf, openZip } from './zip.mjs';

export async function readXlsx(bytes, { words, within, limits }, { open, row, pause }) {
  const archive = await openZip(bytes, limits.unpackedBytes);
  if (!archive.entries.has('xl/workbook.xml')) throw new Problem('other-type');
  const { sheets, date1904 } = await sheetsOf(archive);
  if (sheets.length === 0) throw new Problem('no-sheet');
  const texts = await sharedTexts(archive);
  const world = { texts, dates: await dateStyles(archive), date1904, columns: limits.columns };
  const sheet = await sheetToRead(archive, sheets, world, words, within);
  open({ sheet: sheet.name, otherSheets: sheets.length - 1 });
  const merges = await mergesOf(archive, sheet.part);
  const size = archive.entries.get(sheet.part)?.uncompressedSize || 1;
  let done = 0;
  await readSheet(archive, sheet.part, world, repeated(merges, row), (read) => {
    done += read;
    return pause(Math.min(1, done / size));
  });
}

/** The first sheet whose first lines hold the expected words; a workbook opens on a cover page more often than not. */
async function sheetToRead(archive, sheets, world, words, within) {
  if (sheets.length === 1) return sheets[0];
  let best = { sheet: sheets[0], score: -1 };
  for (const sheet of sheets) {
    const rows = [];
    const enough = new Error('enough');
    await readSheet(archive, sheet.part, world, (line, cells) => {
      rows.push(cells);
      if (line >= within || rows.length >= HEADER_SAMPLE) throw enough;
    }).catch((error) => {
      if (error !== enough) throw error;
    });
    const score = hits(rows.slice(0, within), words);
    if (score > best.score) best = { sheet, score };
  }
  return best.sheet;
}

/** Events of one sheet to rows. Lines come from the file (`r`), gaps and all. */
async function readSheet(archive, part, world, row, seen) {
  let line = 0;
  let cells = [];
  let column = -1;
  let type = '';
  let style = 0;
  let value = '';
  let reading = false;
  await readXml(
    archive,
    part,
    {
      open(name, attributes) {
        if (name === 'c') {
          column = attributes.r ? columnOf(attributes.r) : column + 1;
          if (column >= 16_384) throw new Problem('damaged');
          type = attributes.t ?? 'n';
          style = Number(attributes.s ?? 0);
          value = '';
        } else if (name === 'v' || name === 't') reading = true;
        else if (name === 'rPh') reading = false;
        else if (name === 'row') {
          line = attributes.r ? Number(attributes.r) : line + 1;
          cells = [];
          column = -1;
        }
      },
      text(text) {
        if (reading) value += text;
      },
      close(name) {
        if (name === 'v' || name === 't') reading = false;
        else if (name === 'c') {
          const shown = value === '' ? '' : shownAs(value, type, style, world);
          if (shown !== '') {
            if (column >= world.columns) throw new Problem('too-many-columns', { max: world.columns });
            while (cells.length < column) cells.push('');
            cells[column] = shown;
          }
        } else if (name === 'row') row(line, cells);
      },
    },
    seen,
  );
}

const A = 64;
/** "AB12" -> 27. */
function columnOf(reference) {
  let column = 0;
  for (let at = 0; at < reference.length && at < 8; at++) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - A;
  }
  return column - 1;
}

function shownAs(value, type, style, { texts, dates, date1904 }) {
  if (type === 's') return texts[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'oui' : 'non';
  if (type !== 'n') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (dates[style]) return dayOf(number, date1904) ?? value;
  // 0.1 + 0.2 is kept as 0.30000000000000004; a spreadsheet shows fifteen digits
  const exact = String(Number(number.toPrecision(15)));
  return exact.includes('e') ? value : exact;
}

const DAY = 86_400_000;
/** Serial days of a spreadsheet to YYYY-MM-DD; null outside the years a person could mean. */
function dayOf(serial, date1904) {
  const days = Math.floor(serial) + (date1904 ? 1462 : 0);
  if (days < 1 || days > 109_500) return null;
  return new Date(Date.UTC(1899, 11, 30) + days * DAY).toISOString().slice(0, 10);
}

/** Merged areas, which a sheet names after its rows: a first look that parses nothing. */
async function mergesOf(archive, part) {
  const areas = [];
  let rest = '';
  for await (const chunk of chunksOf(archive, part)) {
    const text = rest + chunk.toString('latin1');
    for (const [, from, to] of text.matchAll(
      /<(?:\w+:)?mergeCell ref="([A-Z]{1,3}\d{1,7}):([A-Z]{1,3}\d{1,7})"/g,
    )) {
      if (areas.length < 50_000) areas.push(areaOf(from, to));
    }
    rest = text.slice(-80).replace(/^.*<(?:\w+:)?mergeCell ref="[^"]*"/s, '');
  }
  return areas.filter(({ top, bottom }) => bottom > top).sort((a, b) => a.top - b.top);
}

function areaOf(from, to) {
  const lineOf = (reference) => Number(reference.replace(/^[A-Z]+/, ''));
  return { column: columnOf(from), top: lineOf(from), bottom: lineOf(to), value: '' };
}

/** The value of a cell merged downwards is repeated on every line it covers. */
function repeated(areas, row) {
  if (areas.length === 0) return row;
  let next = 0;
  let open = [];
  return (line, cells) => {
    while (next < areas.length && areas[next].top <= line) {
      open.push(areas[next]);
      next += 1;
    }
    open = open.filter((area) => area.bottom >= line);
    for (const area of open) {
      if (line === area.top) area.value = cells[area.column] ?? '';
      else if (area.value !== '' && !cells[area.column]) {
        while (cells.length < area.column) cells.push('');
        cells[area.column] = area.value;
      }
    }
    row(line, cells);
  };
}
