// What surrounds the sheets of a workbook: their names, the shared texts, which styles are dates.
import { readXml } from './xml.mjs';

const MOST_SHEETS = 100;
/** Built-in number formats that are dates (ECMA-376 18.8.30). */
const DATE_FORMATS = new Set([14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47]);

/** Visible sheets in order, each with the part that holds it; `date1904`: days counted from 1904. */
export async function sheetsOf(archive) {
  const targets = new Map();
  await readXml(archive, 'xl/_rels/workbook.xml.rels', {
    open(name, { Id, Target }) {
      if (name === 'Relationship' && Id && Target) targets.set(Id, partOf(Target));
    },
  });
  const sheets = [];
  let date1904 = false;
  await readXml(archive, 'xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
      if (name !== 'sheet' || sheets.length >= MOST_SHEETS) return;
      const part = targets.get(attributes['r:id'] ?? attributes['ns1:id'] ?? '');
      const hidden = attributes.state === 'hidden' || attributes.state === 'veryHidden';
      if (part && !hidden && archive.entries.has(part)) sheets.push({ name: attributes.name ?? '', part });
    },
  });
  return { sheets, date1904 };
}

const partOf = (target) => (target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);

/** The texts cells share, by number. Phonetic helps (rPh) are not part of a text. */
export async function sharedTexts(archive) {
  const texts = [];
  let current = '';
  let inside = false;
  let phonetic = 0;
  await readXml(archive, 'xl/sharedStrings.xml', {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 'rPh') phonetic += 1;
      else if (name === 't') inside = phonetic === 0;
    },
    close(name) {
      if (name === 't') inside = false;
      else if (name === 'rPh') phonetic -= 1;
      else if (name === 'si') texts.push(current);
    },
    text(part) {
      if (inside) current += part;
    },
  });
  return texts;
}

/** For each cell style, whether its numbers are dates. */
export async function dateStyles(archive) {
  const formats = new Set(DATE_FORMATS);
  const styles = [];
  let inCells = false;
  await readXml(archive, 'xl/styles.xml', {
    open(name, { numFmtId, formatCode }) {
      if (name === 'numFmt' && isDateFormat(formatCode ?? '')) formats.add(Number(numFmtId));
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(formats.has(Number(numFmtId)));
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Days or years outside quotes, brackets and escapes: "dd/mm/yyyy", "jj mmm aaaa"; never beside a digit's place. */
function isDateFormat(code) {
  const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').split(';')[0] ?? '';
  return /[dyja]/i.test(bare) && !/[0#?]/.test(bare);
}
