import type { LoaderFunctionArgs } from '@remix-run/node';
import writeExcel from 'write-excel-file/node';
import { readRecolement, recolementFile, recolementTable } from '#app/http/recolement.server.ts';
import { cellOf } from '#app/http/workbook.server.ts';

/** The same rows as the CSV, as a workbook: numbers are numbers, texts are never formulas. */
export async function loader(args: LoaderFunctionArgs) {
  const { site, recolement } = await readRecolement(args);
  const { columns, rows } = recolementTable(site, recolement);
  const header = columns.map((value) => ({ value, fontWeight: 'bold' as const }));
  const content = await writeExcel([header, ...rows.map((row) => row.map(cellOf))], {
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
