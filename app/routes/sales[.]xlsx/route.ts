import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import writeExcel from 'write-excel-file/node';
import { paths } from '#app/http/paths.ts';
import { readSales, salesHeaders, salesLines } from '#app/http/sales-file.server.ts';
import { cellOf } from '#app/http/workbook.server.ts';

/** A workbook is built in memory: beyond so many sales in a year, the CSV is what is given. */
const MOST = 20_000;

export async function loader(args: LoaderFunctionArgs) {
  const { ctx, year } = await readSales(args);
  const lines = await salesLines(ctx, year, MOST);
  if (!lines) return redirect(paths.salesFile('csv', year));
  const [header = [], ...rows] = lines;
  const content = await writeExcel(
    [
      header.map((value) => ({ value: String(value), fontWeight: 'bold' as const })),
      ...rows.map((row) => row.map(cellOf)),
    ],
    { sheet: String(year), stickyRowsCount: 1 },
  ).toBuffer();
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  return new Response(new Uint8Array(content), { headers: salesHeaders(year, 'xlsx', type) });
}
