import type { LoaderFunctionArgs } from '@remix-run/node';
import { readRecolement, recolementFile, recolementTable } from '#app/http/recolement.server.ts';
import { type Cell, csvLine } from '#app/platform/csv/write-csv.ts';

/** The 31 columns, streamed: `;`, decimal commas, the mark that French Excel waits for. */
export async function loader(args: LoaderFunctionArgs) {
  const { site, recolement } = await readRecolement(args);
  const { columns, rows } = recolementTable(site, recolement);
  return new Response(stream([[...columns], ...rows]), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': recolementFile(site, 'csv'),
      'Cache-Control': 'private, no-store',
    },
  });
}

const LINES_AT_ONCE = 200;
const decimalComma = (cell: Cell): Cell => (typeof cell === 'number' ? String(cell).replace('.', ',') : cell);

function stream(rows: readonly (readonly Cell[])[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const lines = rows.slice(at, at + LINES_AT_ONCE).map((row) => csvLine(row.map(decimalComma)));
      controller.enqueue(encoder.encode((at === 0 ? '\ufeff' : '') + lines.join('')));
      at += LINES_AT_ONCE;
      if (at >= rows.length) controller.close();
    },
  });
}
