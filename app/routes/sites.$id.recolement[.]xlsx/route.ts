import type { LoaderFunctionArgs } from '@remix-run/node';
import writeExcel from 'write-excel-file/node';
import { readRecolement, recolementFile, recolementTable } from '#app/http/recolement.server.ts';
import { type Cell, neutralised } from '#app/platform/csv/write-csv.ts';

/** The same rows as the CSV, as a workbook: numbers are numbers, texts are never formulas. */
export async function loader(args: LoaderFunctionArgs) {
  const { site, recolement } = await readRecolement(args);
  const { columns, rows } = recolementTable(site, recolement);
  const header = columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  const content = await writeExcel([header, ...rows.map((row) => row.map(asCell))], {
    sheet: 'Récolement',
    stickyRowsCount: 1,
  }).toBuffer();
  return new Response(new Uint8Array(content), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': recolementFile(site, 'xlsx'),
      'Cache-Control': 'private, no-store',
    },
  });
}

function asCell(cell: Cell) {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  return { value: neutralised(String(cell)), type: String };
}
