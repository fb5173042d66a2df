const QUOTE = 39;

/** A cell as it is known: numbers stay numbers, so that a negative one is not taken for a formula. */
export type Cell = string | number | boolean | null | undefined;

export interface CsvStyle {
  /** French Excel opens `;` and decimal commas by itself. */
  delimiter?: ';' | ',' | '\t';
  newline?: '\r\n' | '\n';
  /** UTF-8 mark: without it Excel takes accents for Windows-1252. */
  bom?: boolean;
}

/** What a spreadsheet runs: = + - @, tab and return, and their full-width forms; after any number of our own quotes. */
const RUNS = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
/** The same, once one quote was put before. */
const NEUTRALISED = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A text that no spreadsheet runs: a quote is put before what would be. */
export const neutralised = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** The text as it was before `neutralised`. */
export const asWritten = (text: string): string =>
  text.charCodeAt(0) === QUOTE && NEUTRALISED.test(text) ? text.slice(1) : text;

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'string' ? neutralised(cell) : String(cell);
}

/** One line of the file, its end included. */
export function csvLine(
  cells: readonly Cell[],
  { delimiter = ';', newline = '\r\n' }: CsvStyle = {},
): string {
  const special = new RegExp(`["\\r\\n${delimiter === '\t' ? '\\t' : delimiter}]|^\\s|\\s$`);
  const quoted = cells
    .map(textOf)
    .map((text) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text));
  // a line whose only cell is empty would be read as no line at all
  return `${quoted.length === 1 && quoted[0] === '' ? '""' : quoted.join(delimiter)}${newline}`;
}

/** The one way Gisement writes CSV: every export and every template. Large exports stream `csvLine` after `bom`. */
export function writeCsv(rows: Iterable<readonly Cell[]>, style: CsvStyle = {}): string {
  let text = style.bom === false ? '' : '\ufeff';
  for (const cells of rows) text += csvLine(cells, style);
  return text;
}
