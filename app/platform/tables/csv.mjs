// Rows of a delimited text, in order, with the line each begins on. Own reading (README.md): a line without a quote is
// one split, which is an order of magnitude faster than a parser that looks at every character.
import { hits } from './header.mjs';
import { Problem } from './problem.mjs';
import { decode } from './text.mjs';

const DELIMITERS = [';', ',', '\t'];
const SAMPLE = 40;
const EVERY = 500;
const MOST_CELLS = 20_000;

/** Tells each record by `row(line, cells)`; `pause` lets the reader of the rows follow. */
export async function readCsv(bytes, { words, within, limits }, { open, row, pause }) {
  const { encoding, text } = decode(bytes);
  if (text.trim() === '') throw new Problem('empty-file');
  const delimiter = delimiterOf(text, words, within);
  const most = limits.columns * (limits.cell + 3);
  refuseTooMany(text, delimiter, most, limits.rows);
  open({ encoding, delimiter });
  let records = 0;
  for (const { line, cells, end } of recordsOf(text, delimiter, most)) {
    row(line, cells);
    records += 1;
    if (records % EVERY === 0) await pause(end / text.length);
  }
}

/** Counted before anything is sent, and only when there are enough line ends for it to be possible. */
function refuseTooMany(text, delimiter, most, rows) {
  let ends = 0;
  for (let at = text.indexOf('\n'); at !== -1 && ends <= rows; at = text.indexOf('\n', at + 1)) ends += 1;
  if (ends <= rows) return;
  let filled = 0;
  for (const { cells } of recordsOf(text, delimiter, most)) {
    if (cells.some((cell) => cell !== '')) filled += 1;
    if (filled > rows) throw new Problem('too-many-rows', { max: rows });
  }
}

/** The delimiter under which the first lines look most like the expected header; then the one that parts them most. */
function delimiterOf(text, words, within) {
  let best = { delimiter: ';', score: -1 };
  for (const delimiter of DELIMITERS) {
    const rows = sampleOf(text, delimiter);
    const columns = Math.max(0, ...rows.map((cells) => cells.length));
    const score = hits(rows.slice(0, within), words) * 1000 + Math.min(columns, 500);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function sampleOf(text, delimiter) {
  const rows = [];
  try {
    for (const { cells } of recordsOf(text.slice(0, 200_000), delimiter, 200_000)) {
      rows.push(cells);
      if (rows.length >= SAMPLE) break;
    }
  } catch {
    // under a wrong delimiter a quote may never close: what precedes is enough
  }
  return rows;
}

/** Records of RFC 4180, with its usual liberties: a quote inside a bare cell is a character, any line end. */
function* recordsOf(text, delimiter, most) {
  const quotes = finder(text, '"');
  const delimiters = finder(text, delimiter);
  const lines = finder(text, text.includes('\n') ? '\n' : '\r');
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const lineEnd = lines(at);
    if (quotes(at) >= lineEnd) {
      if (lineEnd - at > most) throw new Problem('cell-too-long', { line });
      const bare = text.slice(at, lineEnd).replace(/\r$/, '');
      yield { line, cells: bare.split(delimiter), end: lineEnd };
      at = lineEnd + 1;
      line += 1;
      continue;
    }
    const { cells, next, breaks } = quotedRecord(text, at, { delimiters, lines, most, line });
    yield { line, cells, end: next };
    at = next;
    line += 1 + breaks;
  }
}

/** Where the next `part` is at or after a place, the end when there is none; asked in order, it looks at each character once. */
function finder(text, part) {
  let found = -1;
  return (from) => {
    if (found < from) {
      found = text.indexOf(part, from);
      if (found === -1) found = text.length;
    }
    return found;
  };
}

/** One record that holds a quote: cell by cell. `breaks`: line ends inside quotes. */
function quotedRecord(text, start, { delimiters, lines, most, line }) {
  const cells = [];
  let at = start;
  let breaks = 0;
  for (;;) {
    const cell = text[at] === '"' ? quotedCell(text, at, line) : { text: '', next: at, breaks: 0 };
    breaks += cell.breaks;
    const lineEnd = lines(cell.next);
    const end = Math.min(delimiters(cell.next), lineEnd);
    const rest = text.slice(cell.next, end);
    cells.push(cell.text + (end === lineEnd ? rest.replace(/\r$/, '') : rest));
    if (end - start > most || cells.length > MOST_CELLS) throw new Problem('cell-too-long', { line });
    at = end + 1;
    if (end === lineEnd) return { cells, next: at, breaks };
  }
}

function quotedCell(text, start, line) {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) throw new Problem('unclosed-quote', { line });
    value += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const breaks = value.includes('\n') || value.includes('\r') ? value.split(/\r\n|\n|\r/).length - 1 : 0;
      return { text: value, next: quote + 1, breaks };
    }
    value += '"';
    at = quote + 2;
  }
}
