import type postgres from 'postgres';
import { Dictionary } from './columns.ts';
import { LiveSegment } from './live-segment.ts';
import { copyOut } from './load.server.ts';
import { type LexemeData, LexemeDraft } from './packed-lexemes.ts';
import type { SegmentData } from './segment.ts';

/** A character no word holds. */
const BETWEEN = '\u001f';
const COPY_WORDS = `copy (select id, array_to_string(tsvector_to_array(search), chr(31)) from lot where status = 'published')
  to stdout with (format binary)`;

/** The words of the lots of a segment; a lot that has come since is not in it, and will be fed with its own. */
export async function loadText(
  sql: postgres.Sql<{ bigint: number }>,
  data: SegmentData,
): Promise<LexemeData> {
  const segment = new LiveSegment(data, new Dictionary(), null);
  const draft = new LexemeDraft(data.n);
  await copyOut(sql, COPY_WORDS, (row) => {
    const place = segment.rowOf(row.int8(0));
    const words = row.text('utf8');
    if (place >= 0 && words !== '') draft.add(place, words.split(BETWEEN));
  });
  return draft.finish();
}
