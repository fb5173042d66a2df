import { isDay } from '#app/domain/validation.ts';
import type { Cursor, StatementFilter } from './statement.ts';
import { BALANCES, MOVEMENT_KINDS } from './vocabulary.ts';

const oneOf = <T extends string>(values: readonly T[], value: string | null): T | null =>
  values.find((one) => one === value) ?? null;

/** What the address of a statement asks; what it does not know it leaves out. */
export function readFilter(search: URLSearchParams): StatementFilter {
  const month = search.get('month') ?? '';
  return {
    account: oneOf(BALANCES, search.get('account')),
    kind: oneOf(MOVEMENT_KINDS, search.get('kind')),
    month: /^20\d\d-(0[1-9]|1[0-2])$/.test(month) ? month : null,
  };
}

const CURSOR =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})~(\d{1,15})$/;

/** `before` in the address; null for none or one that is not ours. */
export function readCursor(text: string | null): Cursor | null {
  const [, at, lot, seq] = CURSOR.exec(text ?? '') ?? [];
  if (!at || !lot || !isDay(at.slice(0, 10)) || Number.isNaN(Date.parse(at))) return null;
  return { at, lot, seq: Number(seq) };
}
