import { createHash } from 'node:crypto';
import { PLACES } from './fields.ts';
import { type Column, isHeader, lacking, mapColumns, type Remembered } from './header.ts';
import { isTotal, plain, readNumber } from './values.ts';
import type { Cells } from './views.ts';
import type { FileProblem } from './vocabulary.ts';

/** A line of the file that may be a material. */
export interface TableLine {
  line: number;
  cells: Cells;
  /** Given by the file, or made from what the line says: the same file makes the same ones. */
  ref: string;
  /** Line of the file that already bears this reference. */
  twiceOf: number | null;
  placeRepeated: boolean;
}

export interface Header {
  line: number;
  columns: Column[];
}

const WITHIN = 15;

/**
 * Turns the lines of a table into those of a diagnosis, one after the other: finds the header, leaves totals, titles and
 * repeated headers out, repeats the place of a merged cell. `columns` and `headerLine`: as a person settled them before.
 */
export class DiagnosisTable {
  header: Header | null = null;
  skipped = 0;
  readonly #settled: Header | null;
  readonly #remembered: Remembered;
  readonly #before: { line: number; cells: string[] }[] = [];
  readonly #refs = new Map<string, number>();
  readonly #made = new Map<string, number>();
  #place: Cells = {};

  constructor({
    settled = null,
    remembered = new Map(),
  }: { settled?: Header | null; remembered?: Remembered } = {}) {
    this.#settled = settled;
    this.#remembered = remembered;
  }

  /** What keeps the whole table from being read, once enough of it was seen. */
  get problem(): FileProblem | null {
    if (!this.header) return this.#before.length === 0 ? 'no-rows' : 'no-header';
    const field = lacking(this.header.columns);
    if (field === null) return null;
    return field === 'designation' ? 'no-designation' : 'no-quantity';
  }

  /** No header among the first lines: reading on is useless. */
  get hopeless(): boolean {
    return !this.header && this.#before.length >= WITHIN;
  }

  /** What a person may settle when no header was recognised: the fullest of the first lines. */
  get likelyHeader(): Header | null {
    const filled = (cells: readonly string[]) =>
      cells.filter((cell) => cell !== '' && readNumber(cell) === null).length;
    const [best] = [...this.#before].sort((a, b) => filled(b.cells) - filled(a.cells) || a.line - b.line);
    if (!best || filled(best.cells) < 2) return null;
    return { line: best.line, columns: mapColumns(best.cells, this.#remembered) };
  }

  take(line: number, cells: string[]): TableLine | null {
    if (!this.header) {
      this.#lookForHeader(line, cells);
      return null;
    }
    const { said, filled, first } = this.#cellsOf(cells, this.header.columns);
    if (filled === 0 || this.#isNoMaterial(cells, said, { filled, first })) {
      this.skipped += 1;
      return null;
    }
    const placeRepeated = this.#repeatPlace(said);
    return { line, cells: said, placeRepeated, ...this.#refOf(line, said) };
  }

  #lookForHeader(line: number, cells: string[]): void {
    if (this.#settled) {
      if (line === this.#settled.line) this.header = this.#settled;
    } else if (this.#before.length < WITHIN && isHeader(cells, this.#remembered)) {
      this.header = { line, columns: mapColumns(cells, this.#remembered) };
    }
    if (!this.header) this.#before.push({ line, cells });
  }

  /** One pass over the cells of a line: a file has hundreds of thousands. */
  #cellsOf(cells: readonly string[], columns: readonly Column[]) {
    const said: Cells = {};
    let filled = 0;
    let first = '';
    for (let at = 0; at < cells.length; at++) {
      const text = cells[at]?.trim();
      if (!text) continue;
      filled += 1;
      if (filled === 1) first = text;
      const column = columns[at];
      if (!column?.field) continue;
      said[column.field] = column.unit && readNumber(text) !== null ? `${text} ${column.unit}` : text;
    }
    return { said, filled, first };
  }

  #isNoMaterial(
    cells: readonly string[],
    said: Cells,
    { filled, first }: { filled: number; first: string },
  ): boolean {
    if (isTotal(first) || isTotal(said.designation ?? '')) return true;
    // a title between lines fills one cell, which is not the designation's
    if (filled === 1) return said.designation === undefined;
    return cells.every((cell, at) => cell === '' || cell.trim() === this.header?.columns[at]?.header.trim());
  }

  /** A merged cell of a text file is filled on its first line only. */
  #repeatPlace(said: Cells): boolean {
    if (PLACES.some((field) => said[field] !== undefined)) {
      this.#place = said;
      return false;
    }
    const { batiment, niveau } = this.#place;
    if (batiment !== undefined) said.batiment = batiment;
    if (niveau !== undefined) said.niveau = niveau;
    return batiment !== undefined || niveau !== undefined;
  }

  #refOf(line: number, said: Cells): { ref: string; twiceOf: number | null } {
    const ref = said.ref?.slice(0, 60).trim() || this.#madeRef(said);
    const before = this.#refs.get(ref) ?? null;
    if (before === null) {
      this.#refs.set(ref, line);
      return { ref, twiceOf: null };
    }
    return { ref, twiceOf: before };
  }

  /** The place, the words and how many times they came: the quantity may change from one file to the next. */
  #madeRef(said: Cells): string {
    const words = [...PLACES, 'designation' as const, 'nature' as const].map((field) =>
      plain(said[field] ?? ''),
    );
    const key = words.join('|');
    const count = (this.#made.get(key) ?? 0) + 1;
    this.#made.set(key, count);
    return `G-${createHash('sha256').update(`${key}|${count}`).digest('hex').slice(0, 12)}`;
  }
}
