import { z } from 'zod';
import { SORTS, type Sort } from './vocabulary.ts';

/** Where a page of results ended: the sort, its last key and the lot's public id. Opaque to clients, checked here. */
const shape = z.tuple([z.enum(SORTS), z.union([z.number().min(0), z.null()]), z.uuid()]);

export interface Cursor {
  sort: Sort;
  /** As memory and SQL both count it (market-index.ts, PageFound); Infinity: lots without an end. */
  key: number;
  lot: string;
}

/** JSON has no infinity: null stands for it. */
export const writeCursor = ({ sort, key, lot }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, Number.isFinite(key) ? key : null, lot])).toString('base64url');

/** Null when it is not one of ours, or belongs to another sort. */
export function readCursor(typed: string | undefined, sort: Sort): Cursor | null {
  if (!typed) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(typed, 'base64url').toString('utf8')));
    if (!parsed.success || parsed.data[0] !== sort) return null;
    const [, key, lot] = parsed.data;
    if (key === null && sort !== 'ending') return null;
    if (key !== null && key > MOST[sort]) return null;
    return { sort, key: key ?? Number.POSITIVE_INFINITY, lot };
  } catch {
    return null;
  }
}

/** Beyond these PostgreSQL has no such date, and the map no such distance. */
const MOST: Record<Sort, number> = { newest: 2 ** 52, ending: 1_000_000, distance: 1e9 };
