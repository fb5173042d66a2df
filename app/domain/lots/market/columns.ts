import { CONDITIONS, FAMILIES, type Family } from '../vocabulary.ts';

/** What the index knows of a lot. Days count from 1970, instants are milliseconds, dimensions millimetres: 0 is unknown. */
export interface MarketLot {
  lotId: number;
  publicId: string;
  /** The blurred point, in mercator metres, and its code on the grid. */
  x: number;
  y: number;
  code: number;
  type: string;
  condition: string;
  /** Taking down by oneself, not opened to private persons. */
  closedToPrivate: boolean;
  priceCents: number | null;
  availableMilli: number;
  /** Whole microseconds since 1970. */
  published: number;
  from: number | null;
  until: number | null;
  length: number;
  width: number;
  thickness: number;
  commune: string;
  organisation: number;
  /** When the public may see it; Infinity: nothing says so. */
  opens: number;
  closes: number;
  /** End of its last day, in the zone of its site. */
  ends: number;
}

/** One row a lot, in the order of the grid's codes. */
export interface Columns {
  code: Float64Array;
  x: Float64Array;
  y: Float64Array;
  lotId: Float64Array;
  publicId: Uint8Array;
  type: Uint8Array;
  condition: Uint8Array;
  closed: Uint8Array;
  /** NaN: on request. */
  price: Float64Array;
  available: Float64Array;
  published: Float64Array;
  from: Int32Array;
  until: Int32Array;
  length: Int32Array;
  width: Int32Array;
  thickness: Int32Array;
  commune: Uint16Array;
  organisation: Uint32Array;
  state: Uint8Array;
}

/** Of a row: the public may see it from OPEN on, until one of the others. */
export const OPEN = 1;
export const CLOSED = 2;
export const ENDED = 4;
export const DEAD = 8;

export const NEVER = 2 ** 31 - 1;
export const ALWAYS = -(2 ** 31);

export type Numbers = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;
export const COLUMN_NAMES = Object.keys(makeColumns(0)) as (keyof Columns)[];
export const widthOf = (name: keyof Columns) => (name === 'publicId' ? 16 : 1);

export function makeColumns(n: number): Columns {
  return {
    code: new Float64Array(n),
    x: new Float64Array(n),
    y: new Float64Array(n),
    lotId: new Float64Array(n),
    publicId: new Uint8Array(16 * n),
    type: new Uint8Array(n),
    condition: new Uint8Array(n),
    closed: new Uint8Array(n),
    price: new Float64Array(n),
    available: new Float64Array(n),
    published: new Float64Array(n),
    from: new Int32Array(n),
    until: new Int32Array(n),
    length: new Int32Array(n),
    width: new Int32Array(n),
    thickness: new Int32Array(n),
    commune: new Uint16Array(n),
    organisation: new Uint32Array(n),
    state: new Uint8Array(n),
  };
}

/** Codes in the order of their numbers; only ever added to, so that a number keeps its meaning. */
export class Dictionary {
  readonly types: string[] = [];
  readonly communes: string[] = [];
  readonly familyOfType: number[] = [];
  readonly #types = new Map<string, number>();
  readonly #communes = new Map<string, number>();

  constructor(types: readonly string[] = [], communes: readonly string[] = []) {
    for (const type of types) this.typeNumber(type);
    for (const commune of communes) this.communeNumber(commune);
  }

  typeNumber(code: string): number {
    const known = this.#types.get(code);
    if (known !== undefined) return known;
    if (this.types.length > 255) throw new RangeError('more than 256 types of material');
    this.familyOfType.push(Math.max(0, FAMILIES.indexOf(code.slice(0, 3) as Family)));
    this.#types.set(code, this.types.length);
    return this.types.push(code) - 1;
  }

  communeNumber(code: string): number {
    const known = this.#communes.get(code);
    if (known !== undefined) return known;
    if (this.communes.length > 65_535) throw new RangeError('more than 65,536 communes');
    this.#communes.set(code, this.communes.length);
    return this.communes.push(code) - 1;
  }
}

export function writeLot(c: Columns, row: number, lot: MarketLot, dictionary: Dictionary, now: number): void {
  c.code[row] = lot.code;
  c.x[row] = lot.x;
  c.y[row] = lot.y;
  c.lotId[row] = lot.lotId;
  c.publicId.set(bytesOf(lot.publicId), row * 16);
  c.type[row] = dictionary.typeNumber(lot.type);
  c.condition[row] = Math.max(0, (CONDITIONS as readonly string[]).indexOf(lot.condition));
  c.closed[row] = lot.closedToPrivate ? 1 : 0;
  c.price[row] = lot.priceCents ?? Number.NaN;
  c.available[row] = lot.availableMilli;
  c.published[row] = lot.published;
  c.from[row] = lot.from ?? ALWAYS;
  c.until[row] = lot.until ?? NEVER;
  c.length[row] = lot.length;
  c.width[row] = lot.width;
  c.thickness[row] = lot.thickness;
  c.commune[row] = dictionary.communeNumber(lot.commune);
  c.organisation[row] = lot.organisation;
  c.state[row] = stateAt(lot, now);
}

export const stateAt = ({ opens, closes, ends }: Pick<MarketLot, 'opens' | 'closes' | 'ends'>, now: number) =>
  (opens <= now ? OPEN : 0) | (closes <= now ? CLOSED : 0) | (ends <= now ? ENDED : 0);

function bytesOf(uuid: string): Uint8Array {
  const hex = uuid.replaceAll('-', '');
  return Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function publicIdAt({ publicId }: Pick<Columns, 'publicId'>, row: number): string {
  let text = '';
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-';
    text += HEX[publicId[row * 16 + i] as number];
  }
  return text;
}
