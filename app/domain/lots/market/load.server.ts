import type postgres from 'postgres';
import { Dictionary } from './columns.ts';
import { BinaryRow, COPY_LOTS, readRow } from './lot-rows.server.ts';
import { type SegmentData, SegmentDraft } from './segment.ts';

type Sql = postgres.Sql<{ bigint: number }>;

export interface LoadedLots {
  data: SegmentData;
  types: string[];
  communes: string[];
  /** Every change of an earlier transaction is in; later ones may be or not. */
  horizon: string;
}

/**
 * Everything on offer. `sql` has one connection, not used for anything else and closed
 * afterwards: the driver may leave it hanging after a COPY.
 */
export async function loadLots(sql: Sql, now: number): Promise<LoadedLots> {
  const session = await sql.reserve();
  // one snapshot for the horizon, the number of lots and the lots
  await session`begin isolation level repeatable read read only`;
  const [facts] = await session<{ horizon: string; lots: number }[]>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as horizon, (select count(*) from lot where status = 'published') as lots`;
  if (!facts) throw new Error('the database says nothing of its transactions');
  const dictionary = new Dictionary();
  const draft = new SegmentDraft(facts.lots, dictionary, now);
  await copyOut(session, COPY_LOTS, (row) => readRow(row, draft));
  const data = draft.finish();
  return { data, types: dictionary.types, communes: dictionary.communes, horizon: facts.horizon };
}

const HEADER = 19;
const SILENCE_MS = 60_000;

/** Each row of a binary COPY; done at its last bytes, whatever the driver says of the end of the stream. */
export async function copyOut(
  sql: postgres.Sql,
  copy: string,
  take: (row: BinaryRow) => void,
): Promise<void> {
  const stream = await sql.unsafe(copy).readable();
  const row = new BinaryRow();
  let rest: Buffer = Buffer.alloc(0);
  let begun = false;
  await new Promise<void>((done, failed) => {
    const silent = setTimeout(() => failed(new Error('COPY fell silent')), SILENCE_MS);
    stream.on('error', failed);
    stream.on('end', () => failed(new Error('COPY ended before its last row')));
    stream.on('data', (chunk: Buffer) => {
      silent.refresh();
      row.bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      row.at = 0;
      if (!begun && row.bytes.length >= HEADER) {
        begun = true;
        row.at = HEADER;
      }
      const ended = begun && readRows(row, take);
      rest = row.bytes.subarray(row.at);
      if (!ended) return;
      clearTimeout(silent);
      done();
    });
  });
}

/** Takes the whole rows there are; true at the trailer. */
function readRows(row: BinaryRow, take: (row: BinaryRow) => void): boolean {
  for (;;) {
    const { bytes, at } = row;
    if (bytes.length < at + 2) return false;
    const fields = bytes.readInt16BE(at);
    if (fields < 0) return true;
    if (!holdsRow(bytes, at + 2, fields)) return false;
    row.at = at + 2;
    take(row);
  }
}

function holdsRow(bytes: Buffer, from: number, fields: number): boolean {
  let at = from;
  for (let field = 0; field < fields; field++) {
    if (bytes.length < at + 4) return false;
    at += 4 + Math.max(0, bytes.readInt32BE(at));
  }
  return bytes.length >= at;
}
