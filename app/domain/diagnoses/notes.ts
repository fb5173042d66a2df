import type { Field } from './fields.ts';
import { TEXT_MAX } from './fields.ts';
import { readMeasure } from './values.ts';
import type { Cells } from './views.ts';
import type { Finding, FindingCode } from './vocabulary.ts';

// control characters and marks that turn the direction of a text hide what is read; tab and line breaks stay
const HIDDEN = /[^\P{Cc}\t\n\r]|[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]/gu;

/** The beginning of a text, never half a character. */
export const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '');

/** What was written, as a sentence may quote it. */
export const shown = (text: string): string => cut(text.replace(HIDDEN, ''), 60);

/** Reads one line's cells and keeps what there is to say of them. */
export class Line {
  readonly findings: Finding[] = [];
  readonly #cells: Cells;

  constructor(cells: Cells) {
    this.#cells = cells;
  }

  say(code: FindingCode, field?: Field, facts: Record<string, string | number> = {}): void {
    this.findings.push({ code, ...(field ? { field } : {}), ...facts });
  }

  raw(field: Field): string {
    return this.#cells[field]?.trim() ?? '';
  }

  /** One text, cleaned and no longer than its column; null when empty. */
  text(field: Field, max = TEXT_MAX[field] ?? 1000): string | null {
    const written = this.raw(field);
    const clean = written.replace(HIDDEN, '').trim();
    if (clean !== written) this.say('hidden-characters', field);
    if (clean.length <= max) return clean || null;
    this.say('text-cut', field, { max });
    return cut(clean, max).trim();
  }

  /** A closed list; what nobody recognises is said, and nothing is assumed. */
  choice<T>(field: Field, read: (text: string) => T | null): T | null {
    const written = this.raw(field);
    if (written === '') return null;
    const known = read(written);
    if (known === null) this.say('choice-unknown', field, { value: shown(written) });
    return known;
  }

  /** A positive measure in millimetres or grams, by the unit written beside it; null when there is none. */
  measure(field: Field, factors: Readonly<Record<string, number>>, own: number, max: number): number | null {
    const written = this.raw(field);
    if (written === '' || /^[-–—/]$/.test(written)) return null;
    const read = readMeasure(written);
    const factor = read && (read.unit === '' ? own : factors[read.unit]);
    if (!read || factor === undefined || factor === null || read.number < 0) {
      this.say('number-unreadable', field, { value: shown(written) });
      return null;
    }
    const value = Math.round(read.number * factor);
    if (value === 0) return null;
    if (value > max) {
      this.say('number-out-of-range', field, { value: shown(written) });
      return null;
    }
    return value;
  }
}

export const LENGTHS = { mm: 1, cm: 10, dm: 100, m: 1000, ml: 1000 };
export const MASSES = { g: 1, kg: 1000, kgs: 1000, t: 1_000_000, tonne: 1_000_000, tonnes: 1_000_000 };
