import { toMetres } from '#app/domain/territories/projection.ts';
import type { Reader, ResolvedFilters, SizeQuery } from '../market-index.ts';
import { sizeRange } from '../text-words.ts';
import { CONDITIONS } from '../vocabulary.ts';
import { circleAround } from './circle.ts';
import type { Dictionary } from './columns.ts';
import { EVERYWHERE, overlap, type Range, type Rectangle, rangesOver } from './ranges.ts';
import { FAMILY_COUNT } from './segment.ts';
import {
  allowed,
  atLeast,
  atMost,
  equalTo,
  inside,
  near as nearTo,
  reservable,
  type Sieve,
  sized,
} from './sieves.ts';

/** A question made ready: what to look at, and what to look for. */
export interface Asked {
  /** The reader's organisation, which sees its lots before they open. */
  own: number | null;
  /** Beside what the reader may see. */
  sieves: Sieve[];
  /** Type numbers asked; null: all. */
  types: Uint8Array | null;
  /** Whole families (bits) are all that is asked, of the public: counts of blocks answer. */
  wholeFamilies: number | null;
  area: Rectangle | null;
  /** Where the area lies; nothing at all when box and circle do not meet. */
  ranges: readonly Range[];
  text: ResolvedFilters['text'];
}

/** Criteria a facet leaves out in turn. */
export type Loose = { types: boolean; conditions: boolean; free: boolean; reservable: boolean };
export const STRICT: Loose = { types: false, conditions: false, free: false, reservable: false };

export function ask(
  filters: ResolvedFilters,
  reader: Reader,
  dictionary: Dictionary,
  loose: Loose = STRICT,
): Asked {
  const types = loose.types ? null : typeMask(filters.types, dictionary);
  const { area, within, ranges } = places(filters);
  const others = [...plainSieves(filters, reader, dictionary, loose), ...within];
  const own = reader.organisationId;
  const onlyTypes = others.length === 0 && !filters.text && own === null;
  return {
    own,
    sieves: [...(types ? [allowed('type', types)] : []), ...others],
    types,
    wholeFamilies: onlyTypes ? wholeFamilies(types, dictionary) : null,
    area,
    ranges,
    text: filters.text,
  };
}

function plainSieves(
  filters: ResolvedFilters,
  reader: Reader,
  dictionary: Dictionary,
  loose: Loose,
): Sieve[] {
  const { priceMaxCents, from, until, minAvailableMilli, size, communes, holderId } = filters;
  const conditions = loose.conditions ? null : conditionMask(filters.conditions);
  const sieves: (Sieve | null)[] = [
    conditions && allowed('condition', conditions),
    filters.free && !loose.free ? equalTo('price', 0) : null,
    priceMaxCents === null ? null : atMost('price', priceMaxCents),
    from === null ? null : atLeast('until', dayNumber(from)),
    until === null ? null : atMost('from', dayNumber(until)),
    minAvailableMilli === null ? null : atLeast('available', minAvailableMilli),
    ...(size ? sizeSieves(size) : []),
    communes && allowed('commune', communeMask(communes, dictionary)),
    holderId === null ? null : equalTo('organisation', holderId),
    filters.reservableOnly && !loose.reservable ? reservable(reader) : null,
  ];
  return sieves.filter((sieve) => sieve !== null);
}

/** Dimensions are whole and 0 is unknown: at least 1 leaves the unknown out. */
function sizeSieves({ exact, ...ranges }: SizeQuery): Sieve[] {
  const found: Sieve[] = [];
  for (const name of ['length', 'width', 'thickness'] as const) {
    const range = ranges[name];
    if (!range) continue;
    found.push(atLeast(name, Math.max(1, range.min ?? 1)));
    if (range.max !== null) found.push(atMost(name, range.max));
  }
  for (const asked of exact) {
    const { min, max } = sizeRange(asked);
    found.push(sized(min, max));
  }
  return found;
}

function places({ box, near, radiusM }: ResolvedFilters) {
  const rectangle = box && boxMetres(box);
  const circle = near && radiusM !== null ? circleAround(near, radiusM) : null;
  const within: Sieve[] = [];
  if (rectangle) within.push(inside(rectangle));
  if (circle) within.push(nearTo(circle));
  if (within.length === 0) return { area: null, within, ranges: EVERYWHERE };
  const area =
    rectangle && circle ? overlap(rectangle, circle.within) : (rectangle ?? circle?.within ?? null);
  return { area, within, ranges: area ? rangesOver(area) : [] };
}

/** Days since 1970 of an ISO day. */
export const dayNumber = (day: string) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);

function boxMetres({ west, south, east, north }: NonNullable<ResolvedFilters['box']>): Rectangle {
  const low = toMetres({ lon: west, lat: south });
  const high = toMetres({ lon: east, lat: north });
  return { west: low.x, south: low.y, east: high.x, north: high.y };
}

const maskOf = (length: number, numbers: Iterable<number>) => {
  const mask = new Uint8Array(length);
  for (const n of numbers) mask[n] = 1;
  return mask;
};

function typeMask(types: ReadonlySet<string> | null, dictionary: Dictionary): Uint8Array | null {
  if (!types) return null;
  const mask = new Uint8Array(256);
  dictionary.types.forEach((code, number) => {
    if (types.has(code)) mask[number] = 1;
  });
  return mask;
}

const conditionMask = (conditions: ResolvedFilters['conditions']) =>
  conditions &&
  maskOf(
    CONDITIONS.length,
    [...conditions].map((condition) => CONDITIONS.indexOf(condition)),
  );

const communeMasks = new WeakMap<ReadonlySet<string>, { known: number; mask: Uint8Array }>();

function communeMask(communes: ReadonlySet<string>, dictionary: Dictionary): Uint8Array {
  const known = communeMasks.get(communes);
  if (known?.known === dictionary.communes.length) return known.mask;
  const mask = new Uint8Array(65_536);
  dictionary.communes.forEach((code, number) => {
    if (communes.has(code)) mask[number] = 1;
  });
  communeMasks.set(communes, { known: dictionary.communes.length, mask });
  return mask;
}

/** Families of which every type is asked, when each family is asked whole or not at all. */
function wholeFamilies(types: Uint8Array | null, { familyOfType }: Dictionary): number | null {
  if (!types) return 2 ** FAMILY_COUNT - 1;
  let asked = 0;
  let missing = 0;
  familyOfType.forEach((family, type) => {
    if (types[type]) asked |= 1 << family;
    else missing |= 1 << family;
  });
  return (asked & missing) === 0 ? asked : null;
}
