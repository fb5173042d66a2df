import { z } from 'zod';
import { SORTS, type Sort } from './vocabulary.ts';

/** Where a page of results ended: the sort, its last key and the lot's public id. Opaque to clients, checked here. */
const shape = z.tuple([z.enum(SORTS), z.union([z.string().max(40), z.number(), z.null()]), z.uuid()]);

export interface Cursor {
  sort: Sort;
  key: string | number | null;
  lot: string;
}

export const writeCursor = ({ sort, key, lot }: Cursor): string =>
  Buffer.from(JSON.stringify([sort, key, lot])).toString('base64url');

/** Null when it is not one of ours, or belongs to another sort. */
export function readCursor(typed: string | undefined, sort: Sort): Cursor | null {
  if (!typed) return null;
  try {
    const parsed = shape.safeParse(JSON.parse(Buffer.from(typed, 'base64url').toString('utf8')));
    if (!parsed.success || parsed.data[0] !== sort) return null;
    const [, key, lot] = parsed.data;
    return { sort, key, lot };
  } catch {
    return null;
  }
}
