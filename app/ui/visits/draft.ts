import { MOST_LINES } from '#app/domain/reservations/visit-size.ts';

const LINE = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?::([0-9.,]{1,16}))?$/i;

/** What was typed, by public id of the lot. */
export type Draft = Record<string, string>;

/** The lots an address carries, `lot=<id>:<quantity>`; what is no such thing is left out. A lot alone is there with ''. */
export function readDraft(search: URLSearchParams): Draft {
  const draft: Draft = {};
  for (const line of search.getAll('lot').slice(0, MOST_LINES)) {
    const [, lot, quantity = ''] = LINE.exec(line) ?? [];
    if (lot) draft[lot.toLowerCase()] = quantity;
  }
  return draft;
}

/** The same, to be put in an address. */
export const writeDraft = (draft: Draft): string[] =>
  Object.entries(draft)
    .filter(([, quantity]) => quantity.trim() !== '')
    .map(([lot, quantity]) => `${lot}:${quantity.trim()}`)
    .slice(0, MOST_LINES);
