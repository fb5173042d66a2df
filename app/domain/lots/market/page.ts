import { type Metres, toMetres } from '#app/domain/territories/projection.ts';
import type { PageAsked, PageFound, ResolvedFilters } from '../market-index.ts';
import type { Asked } from './asked.ts';
import { Best } from './best.ts';
import { type Columns, NEVER } from './columns.ts';
import type { LiveSegment } from './live-segment.ts';
import { around, EVERYWHERE, overlap, rangesOver } from './ranges.ts';
import { candidateCount, type Prepared, prepare, rowAt, scan, walk } from './scan.ts';

/** Candidates few enough to look at each. */
const FEW = 50_000;
/** Rows read in an order kept, one here one there, after which reading all of them in theirs is quicker. */
const RARE = 150_000;
/** The first look around a point, in mercator metres, and what is beyond any two points. */
const NEARBY = 4_000;
const TOO_FAR = 5e7;

/** `centre`: where distances are counted from; nothing to the other orders. */
type KeyOf = (columns: Columns, row: number, centre: Metres) => number;

const newestFirst: KeyOf = ({ published }, row) => -(published[row] as number);
const endingFirst: KeyOf = ({ until }, row) =>
  until[row] === NEVER ? Number.POSITIVE_INFINITY : (until[row] as number);

/** As PostgreSQL counts it, to the last bit. */
const nearestFirst: KeyOf = ({ x, y }, row, centre) => {
  const dx = Math.abs((x[row] as number) - centre.x);
  const dy = Math.abs((y[row] as number) - centre.y);
  const larger = Math.max(dx, dy);
  if (larger === 0) return 0;
  const ratio = Math.min(dx, dy) / larger;
  return larger * Math.sqrt(1 + ratio * ratio);
};

function addRows(
  best: Best,
  columns: Columns,
  { key, sign, centre }: { key: KeyOf; sign: 1 | -1; centre: Metres },
  rows: Uint32Array,
  n: number,
): void {
  const { lotId } = columns;
  for (let i = 0; i < n; i++) {
    const row = rows[i] as number;
    const lot = lotId[row] as number;
    best.add(key(columns, row, centre), sign * lot, lot);
  }
}

/** The lots of one page, in order, of all segments together. */
export function pageOf(
  segments: readonly LiveSegment[],
  filters: ResolvedFilters,
  asked: Asked,
  { sort, limit, after }: PageAsked,
): PageFound {
  const newest = sort === 'newest' || (sort === 'distance' && !filters.near);
  const sign: 1 | -1 = newest ? -1 : 1;
  const best = new Best(limit + 1, after && { key: sign * after.key, tie: sign * after.lotId });
  const centre = toMetres(filters.near ?? { lon: 0, lat: 0 });
  const nearest = sort === 'distance' && filters.near !== null;
  const key = nearest ? nearestFirst : newest ? newestFirst : endingFirst;
  const order = { key, sign, centre } as const;
  for (const segment of segments) {
    const prepared = prepare(segment, asked);
    const { columns } = segment.data;
    const add = (rows: Uint32Array, n: number) => addRows(best, columns, order, rows, n);
    if (candidateCount(prepared, asked.ranges) <= FEW) scan(prepared, asked.ranges, add);
    else if (nearest) spread(prepared, centre, best, add);
    else if (asked.text) scan(prepared, asked.ranges, add);
    else inOrder(prepared, newest, best, add);
  }
  const found = best.sorted();
  const shown = found.slice(0, limit);
  return {
    lotIds: shown.map(({ lotId }) => lotId),
    keys: shown.map(({ key }) => sign * key || 0),
    more: found.length > limit,
  };
}

/** Squares around the point, each four times as large, until the last is full within its own reach. */
function spread(
  prepared: Prepared,
  centre: Metres,
  best: Best,
  add: (rows: Uint32Array, n: number) => void,
): void {
  const { area } = prepared.asked;
  const before = best.copy();
  for (let reach = Math.max(NEARBY, best.after ? best.after.key * 1.2 : 0); ; reach *= 3) {
    best.restore(before);
    const square = around(centre, reach);
    const place = area ? overlap(area, square) : square;
    if (place) scan(prepared, reach >= TOO_FAR && !area ? EVERYWHERE : rangesOver(place), add);
    const covered =
      area && place && Object.entries(area).every(([side, at]) => place[side as keyof typeof area] === at);
    if (reach >= TOO_FAR || covered || best.worst <= reach) return;
  }
}

/** Along the order kept, while answers come; from the rows themselves when they are too rare. */
function inOrder(
  prepared: Prepared,
  newest: boolean,
  best: Best,
  add: (rows: Uint32Array, n: number) => void,
): void {
  const { data } = prepared.segment;
  const { lotId } = data.columns;
  const order = { rows: newest ? data.byPublished : data.byUntil, backwards: newest };
  const key = (row: number) => (newest ? newestFirst : endingFirst)(data.columns, row, ORIGIN);
  const tie = (row: number) => (newest ? -(lotId[row] as number) : (lotId[row] as number));
  const from = best.after ? firstFrom(data.n, (i) => isBefore(rowAt(order, i), best.after as Place)) : 0;
  const before = best.copy();
  let seen = 0;
  let rare = false;
  walk(prepared, { ...order, from }, (rows, n, last, read) => {
    add(rows, n);
    seen += read;
    rare = seen > RARE && !best.isFull;
    return !rare && !best.isPast(key(last), tie(last));
  });
  if (!rare) return;
  best.restore(before);
  scan(prepared, prepared.asked.ranges, add);

  function isBefore(row: number, place: Place): boolean {
    const own = key(row);
    return own < place.key || (own === place.key && tie(row) < place.tie);
  }
}

const ORIGIN: Metres = { x: 0, y: 0 };

type Place = { key: number; tie: number };

/** The first of n places that is not before: those before come first. */
function firstFrom(n: number, isBefore: (i: number) => boolean): number {
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
