import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'csv-parse/sync';

// Named through the package, not beside this file: the built server carries this code elsewhere.
const FOLDER = createRequire(import.meta.url);

export type Row = Record<string, string>;

/** The bytes of a reference file, by its path under `db/reference/`. */
export function bytesOf(path: string): Buffer {
  return readFileSync(FOLDER.resolve(`#db/reference/${path}`));
}

/** A reference CSV: UTF-8, comma, first line = columns. Every value is text, '' when empty. */
export function rowsOf(path: string): Row[] {
  return parse(bytesOf(path), { columns: true, bom: true, skip_empty_lines: true }) as Row[];
}

/** The value of a column. A column that the file lacks is a mistake in the loader or in the file: it throws. */
export function text(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new Error(`reference file without column ${column}`);
  return value;
}

export const textOrNull = (row: Row, column: string): string | null => text(row, column) || null;

export function numberOrNull(row: Row, column: string): number | null {
  const value = text(row, column);
  if (value === '') return null;
  const number = Number(value);
  if (!Number.isFinite(number)) throw new Error(`reference file: ${column} = ${value} is not a number`);
  return number;
}

/** Values separated by `|`. */
export const list = (row: Row, column: string): string[] => text(row, column).split('|').filter(Boolean);
