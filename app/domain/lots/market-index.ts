import type { MapFeature } from '#app/domain/lots/tiles/encode.ts';
import type { Tile } from '#app/domain/territories/projection.ts';
import type { Condition, Family, Sort } from './vocabulary.ts';

/**
 * The market in memory: every published lot, as columns, derived from the database and never behind it by more than two seconds
 * (design: decisions 18 to 20). What it answers is what `visible_lots` and `lotConditions` answer in SQL; a property holds them equal.
 */
export interface MarketIndex {
  /**
   * False while loading, or when the change feed has been silent too long: SQL answers then. So it does for a moment after
   * this process wrote something, unless what is shown may be a second old (`lately`): who writes reads it back at once.
   */
  ready(needs?: { text?: boolean; lately?: boolean }): boolean;
  /** Somebody changed something through this process. */
  wrote(): void;
  /** The version of what a tile or a box shows, for entity tags; changes when any lot in that area changes or passes an instant. */
  version(area: Tile | 'everywhere'): string;
  tile(tile: Tile, filters: ResolvedFilters): MapFeature[];
  page(filters: ResolvedFilters, page: PageAsked, reader: Reader): PageFound;
  count(filters: ResolvedFilters, reader: Reader): number;
  facets(filters: ResolvedFilters, reader: Reader): Facets;
}

/** Who reads, as far as it changes what is seen: their organisation's own lots, and what they may reserve. */
export interface Reader {
  organisationId: number | null;
  /** A private person, or nobody signed in: what is closed to private persons cannot be reserved. */
  isPrivate: boolean;
}

export interface PageAsked {
  sort: Sort;
  limit: number;
  /** key and internal id of the last lot shown before */
  after: { key: number; lotId: number } | null;
}

/**
 * Internal ids in order; `keys` are what `after` takes, the same numbers as SQL's to the last bit, so that a cursor is good
 * for both: metres of mercator between `toMetres(near)` and the lot's point (as PostgreSQL counts: larger * sqrt(1 + (smaller / larger)²)),
 * microseconds of published_at since 1970 (whole), or days of available_until since 1970 (Infinity: no end). Ties: by id, the way of the sort.
 */
export interface PageFound {
  lotIds: number[];
  keys: number[];
  more: boolean;
  /** Where the next page begins, when that is not after the last lot shown (SQL looks at so many lots and no more). */
  end?: { key: number; lotId: number };
}

/** For each value of a criterion, how many lots answer it and all the other criteria; `total` answers all of them. */
export interface Facets {
  total: number;
  families: Partial<Record<Family, number>>;
  types: Record<string, number>;
  conditions: Partial<Record<Condition, number>>;
  free: number;
  reservable: number;
  /** True when SQL stopped counting: there are at least so many. */
  atLeast?: boolean;
}

/** The filters of an address once everything they name is known: no name, no commune, no unit left to look up. */
export interface ResolvedFilters {
  box: { west: number; south: number; east: number; north: number } | null;
  near: { lon: number; lat: number } | null;
  /** Great-circle metres around `near`; null: no limit. */
  radiusM: number | null;
  text: TextQuery | null;
  /** Type codes asked by family or by type; null: all. */
  types: ReadonlySet<string> | null;
  free: boolean;
  priceMaxCents: number | null;
  conditions: ReadonlySet<Condition> | null;
  /** Days, ISO: the window of the lot meets [from, until]. */
  from: string | null;
  until: string | null;
  minAvailableMilli: number | null;
  size: SizeQuery | null;
  /** INSEE codes of the communes of the territory asked; null: everywhere. */
  communes: ReadonlySet<string> | null;
  holderId: number | null;
  /** Only what the reader may reserve now: something left, not their own, not closed to them. */
  reservableOnly: boolean;
}

/** Lexemes of the configuration `public.fr`, as to_tsquery gives them. `none` matches nothing. */
export type TextQuery =
  | { op: 'word'; lexeme: string; prefix: boolean }
  | { op: 'and' | 'or'; of: TextQuery[] }
  | { op: 'not'; of: TextQuery }
  | { op: 'none' };

/** Millimetres. `exact`: each number is one of the lot's three dimensions, within 2 % or 10 mm, in any order. */
export interface SizeQuery {
  exact: number[];
  length: Range | null;
  width: Range | null;
  thickness: Range | null;
}
export interface Range {
  min: number | null;
  max: number | null;
}
