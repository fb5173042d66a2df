import type { Reader, ResolvedFilters } from '../market-index.ts';

const numbers = new WeakMap<object, number>();
let last = 0;

/** The communes of a territory are thousands: the same list is known by a number. */
function numberOf(list: object): number {
  const known = numbers.get(list) ?? ++last;
  numbers.set(list, known);
  return known;
}

/** The same text for the same question of the same reader. */
export const questionKey = ({ communes, ...filters }: ResolvedFilters, reader: Reader): string =>
  JSON.stringify(
    [filters, communes && numberOf(communes), reader.organisationId, reader.isPrivate],
    (_, value) => (value instanceof Set ? [...value].sort() : value),
  );
