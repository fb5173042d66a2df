import type { Reader, ResolvedFilters } from '../market-index.ts';

const numbers = new WeakMap<object, number>();
let last = 0;

/** The communes of a territory are thousands: the same list is known by a number. */
function numberOf(list: object): number {
  const known = numbers.get(list) ?? ++last;
  numbers.set(list, known);
  return known;
}

/** The same text for questions that as many lots answer to the same reader: a point without a circle leaves nothing out. */
export const questionKey = ({ communes, near, ...filters }: ResolvedFilters, reader: Reader): string =>
  JSON.stringify(
    [
      filters,
      filters.radiusM === null ? null : near,
      communes && numberOf(communes),
      reader.organisationId,
      reader.isPrivate,
    ],
    (_, value) => (value instanceof Set ? [...value].sort() : value),
  );
