import type { Facets, Reader, ResolvedFilters } from '../market-index.ts';
import { CONDITIONS, FAMILIES } from '../vocabulary.ts';
import { ask, STRICT } from './asked.ts';
import type { Columns, Dictionary } from './columns.ts';
import type { LiveSegment } from './live-segment.ts';
import { prepare, scan } from './scan.ts';
import { FAMILY_COUNT } from './segment.ts';

/** Bits of a row that fails one of the criteria counted beside each filter. */
const TYPE = 1;
const CONDITION = 2;
const FREE = 4;
const RESERVABLE = 8;

class Tally {
  readonly types = new Uint32Array(256);
  readonly conditions = new Uint32Array(CONDITIONS.length);
  total = 0;
  free = 0;
  reservable = 0;

  /** `fails`: which of the four criteria this row does not meet; a facet leaves its own criterion out. */
  add(columns: Columns, row: number, fails: number, isReservable: boolean): void {
    // no closure here: one made for each row costs more than the rest
    if (fails === 0) this.total++;
    if ((fails & ~TYPE) === 0) {
      const type = columns.type[row] as number;
      this.types[type] = (this.types[type] as number) + 1;
    }
    if ((fails & ~CONDITION) === 0) {
      const condition = columns.condition[row] as number;
      this.conditions[condition] = (this.conditions[condition] as number) + 1;
    }
    if ((fails & ~FREE) === 0 && columns.price[row] === 0) this.free++;
    if ((fails & ~RESERVABLE) === 0 && isReservable) this.reservable++;
  }
}

interface Criteria {
  types: Uint8Array | null;
  conditions: boolean[] | null;
  free: boolean;
  reservableOnly: boolean;
  own: number;
  barred: number;
}

function tallyRows(tally: Tally, columns: Columns, asked: Criteria, rows: Uint32Array, n: number): void {
  const { available, organisation, closed, type, condition, price } = columns;
  const { types, conditions, own, barred } = asked;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    const isReservable =
      (available[row] as number) > 0 && organisation[row] !== own && closed[row] !== barred;
    const fails =
      (types && types[type[row] as number] !== 1 ? TYPE : 0) |
      (conditions && !conditions[condition[row] as number] ? CONDITION : 0) |
      (asked.free && price[row] !== 0 ? FREE : 0) |
      (asked.reservableOnly && !isReservable ? RESERVABLE : 0);
    // two criteria missed at once count nowhere
    if ((fails & (fails - 1)) === 0) tally.add(columns, row, fails, isReservable);
  }
}

/** Every facet in one pass over what meets the other criteria. */
export function facetsOf(
  segments: readonly LiveSegment[],
  filters: ResolvedFilters,
  reader: Reader,
  dictionary: Dictionary,
): Facets {
  const loose = ask(filters, reader, dictionary, {
    types: true,
    conditions: true,
    free: true,
    reservable: true,
  });
  const asked: Criteria = {
    types: ask(filters, reader, dictionary, STRICT).types,
    conditions: filters.conditions && CONDITIONS.map((name) => filters.conditions?.has(name) === true),
    free: filters.free,
    reservableOnly: filters.reservableOnly,
    own: reader.organisationId ?? -1,
    barred: reader.isPrivate ? 1 : 2,
  };
  const tally = new Tally();
  for (const segment of segments) {
    const { columns } = segment.data;
    scan(prepare(segment, loose), loose.ranges, (rows, n) => tallyRows(tally, columns, asked, rows, n));
  }
  return told(tally, dictionary);
}

function told(tally: Tally, { types, familyOfType }: Dictionary): Facets {
  const families = new Uint32Array(FAMILY_COUNT);
  const byType: Record<string, number> = {};
  types.forEach((code, type) => {
    const lots = tally.types[type] as number;
    if (lots === 0) return;
    byType[code] = lots;
    const family = familyOfType[type] as number;
    families[family] = (families[family] as number) + lots;
  });
  const named = <Name extends string>(names: readonly Name[], counts: Uint32Array) =>
    Object.fromEntries(
      names.map((name, i) => [name, counts[i] as number]).filter(([, lots]) => lots !== 0),
    ) as Partial<Record<Name, number>>;
  return {
    total: tally.total,
    families: named(FAMILIES, families),
    types: byType,
    conditions: named(CONDITIONS, tally.conditions),
    free: tally.free,
    reservable: tally.reservable,
  };
}
