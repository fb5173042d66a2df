import type postgres from 'postgres';
import { CONDITIONS } from '../vocabulary.ts';
import { ALWAYS, NEVER } from './columns.ts';
import type { FedLot } from './market.ts';
import type { SegmentDraft } from './segment.ts';

type Sql = postgres.Sql<{ bigint: number }>;

/** With the few lots of which something is held past its deadline: that is left too, though no sweeper has seen it. */
const FROM = `lot l left join lot_audience a on a.lot_id = l.id and a.audience = 'public' and a.hidden_since is null
  left join ledger.stock s on s.lot_id = l.id
  left join (select distinct r.lot_id from ledger.reservation r
    where r.held > 0 and not r.expiry_suspended and r.expires_at <= (select ledger.clock())) d on d.lot_id = l.id`;

const LEFT = 'case when d.lot_id is null then coalesce(s.available, 0) else ledger.left_of(l.id) end';

/** Every lot on offer, in PostgreSQL's binary form: the order in which `readRow` takes them. The public point is the blurred one. */
export const COPY_LOTS = `copy (
  select l.id, l.cell, l.public_point, l.public_id, l.type_code, l.condition, l.removal = 'by_taker' and l.private_removal_reason is null,
         l.price_cents, ${LEFT}, l.published_at, l.available_from, l.available_until, l.length_mm, l.width_mm, l.thickness_mm,
         l.commune_code, l.organisation_id, a.opens_at, a.closes_at, l.offer_ends_at
    from ${FROM} where l.status = 'published') to stdout with (format binary)`;

/** Between PostgreSQL's first day and 1970. */
const DAYS = 10_957;
const MICROSECONDS = DAYS * 86_400 * 1e6;

/** One value after the other of a row in binary form. */
export class BinaryRow {
  bytes: Buffer = Buffer.alloc(0);
  at = 0;

  #length(): number {
    const length = this.bytes.readInt32BE(this.at);
    this.at += 4;
    return length;
  }

  int8(ifNull: number): number {
    if (this.#length() < 0) return ifNull;
    const value = this.bytes.readInt32BE(this.at) * 2 ** 32 + this.bytes.readUInt32BE(this.at + 4);
    this.at += 8;
    return value;
  }

  int4(ifNull: number): number {
    if (this.#length() < 0) return ifNull;
    this.at += 4;
    return this.bytes.readInt32BE(this.at - 4);
  }

  isTrue(): boolean {
    const length = this.#length();
    this.at += Math.max(0, length);
    return length > 0 && this.bytes[this.at - 1] === 1;
  }

  text(encoding: 'latin1' | 'utf8'): string {
    const length = this.#length();
    this.at += Math.max(0, length);
    return length <= 0 ? '' : this.bytes.toString(encoding, this.at - length, this.at);
  }

  /** A copy of so many bytes. */
  into(target: Uint8Array, offset: number): void {
    const length = this.#length();
    target.set(this.bytes.subarray(this.at, this.at + length), offset);
    this.at += length;
  }

  /** Skips the length of a composite and reads two float8. */
  point(x: Float64Array, y: Float64Array, row: number): void {
    this.#length();
    x[row] = this.bytes.readDoubleBE(this.at);
    y[row] = this.bytes.readDoubleBE(this.at + 8);
    this.at += 16;
  }

  day(ifNull: number): number {
    const day = this.int4(ifNull);
    return day === ifNull ? day : Math.max(ALWAYS, Math.min(NEVER, day + DAYS));
  }

  /** Milliseconds since 1970; infinite ones and null as given. */
  instant(ifNull: number): number {
    const at = this.int8(Number.NaN);
    return Number.isNaN(at) || Math.abs(at) > 9e18 ? ifNull : (at + MICROSECONDS) / 1000;
  }
}

const conditionNumber = new Map<string, number>(CONDITIONS.map((condition, number) => [condition, number]));

/** Reads one row of COPY_LOTS into the draft. */
export function readRow(row: BinaryRow, draft: SegmentDraft): void {
  const { columns: c, count: i, dictionary } = draft;
  c.lotId[i] = row.int8(0);
  c.code[i] = row.int8(0);
  row.point(c.x, c.y, i);
  row.into(c.publicId, i * 16);
  c.type[i] = dictionary.typeNumber(row.text('latin1'));
  c.condition[i] = conditionNumber.get(row.text('latin1')) ?? 0;
  c.closed[i] = row.isTrue() ? 1 : 0;
  c.price[i] = row.int8(Number.NaN);
  c.available[i] = row.int8(0);
  c.published[i] = row.int8(0) + MICROSECONDS;
  c.from[i] = row.day(ALWAYS);
  c.until[i] = row.day(NEVER);
  c.length[i] = row.int4(0);
  c.width[i] = row.int4(0);
  c.thickness[i] = row.int4(0);
  c.commune[i] = dictionary.communeNumber(row.text('latin1'));
  c.organisation[i] = row.int8(0);
  const opens = row.instant(Number.POSITIVE_INFINITY);
  const closes = row.instant(Number.POSITIVE_INFINITY);
  draft.added({ opens, closes, ends: row.instant(Number.POSITIVE_INFINITY) });
}

type FeedRow = Record<string, never> & {
  [name in
    | 'x'
    | 'y'
    | 'lotId'
    | 'code'
    | 'availableMilli'
    | 'length'
    | 'width'
    | 'thickness'
    | 'organisation']: number;
} & {
  publicId: string;
  type: string;
  condition: string;
  commune: string;
  closedToPrivate: boolean;
  priceCents: number | null;
  published: number | null;
  from: number | null;
  until: number | null;
  opens: number | null;
  closes: number | null;
  ends: number | null;
  lexemes: string[] | null;
};

/** Those of these lots that are on offer, as they are now. */
export async function readLots(sql: Sql, ids: readonly number[]): Promise<FedLot[]> {
  if (ids.length === 0) return [];
  const rows = await sql.unsafe<FeedRow[]>(
    `select l.id as "lotId", l.cell as code, l.public_point[0] as x, l.public_point[1] as y, l.public_id as "publicId", l.type_code as type,
       l.condition, l.removal = 'by_taker' and l.private_removal_reason is null as "closedToPrivate", l.price_cents as "priceCents",
       ${LEFT} as "availableMilli", (extract(epoch from l.published_at) * 1000000)::bigint as published,
       l.available_from - date '1970-01-01' as "from", l.available_until - date '1970-01-01' as until,
       coalesce(l.length_mm, 0) as length, coalesce(l.width_mm, 0) as width, coalesce(l.thickness_mm, 0) as thickness,
       l.commune_code as commune, l.organisation_id as organisation, extract(epoch from a.opens_at)::float8 * 1000 as opens,
       extract(epoch from a.closes_at)::float8 * 1000 as closes, extract(epoch from l.offer_ends_at)::float8 * 1000 as ends,
       tsvector_to_array(l.search) as lexemes
  from ${FROM} where l.status = 'published' and l.id = any ($1::bigint[])`,
    [`{${ids.join(',')}}`],
  );
  return rows.map(({ lexemes, opens, closes, ends, published, ...lot }) => ({
    lot: {
      ...lot,
      published: published ?? MICROSECONDS,
      opens: opens ?? Number.POSITIVE_INFINITY,
      closes: closes ?? Number.POSITIVE_INFINITY,
      ends: ends ?? Number.POSITIVE_INFINITY,
    },
    lexemes: lexemes ?? [],
  }));
}
