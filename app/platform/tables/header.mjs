// How many of the expected words a row holds: decides the delimiter of a text and the sheet of a workbook.

/** Lower case, no accents, no unit in brackets, single spaces. Same as headerKey of the domain. */
export function plain(text) {
  return text
    .replace(/[([{][^)\]}]*[)\]}]/g, ' ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

/** Lines looked at, empty ones left out. */
export const HEADER_SAMPLE = 40;

export function hits(rows, words) {
  let best = 0;
  for (const cells of rows) {
    const known = new Set();
    for (const cell of cells) {
      const word = plain(cell.slice(0, 200));
      if (words.has(word)) known.add(word);
    }
    best = Math.max(best, known.size);
  }
  return best;
}
