import type { LoaderFunctionArgs } from '@remix-run/node';
import { readSales, salesHeaders, salesStream } from '#app/http/sales-file.server.ts';

/** The sales of a year, whole, streamed. */
export async function loader(args: LoaderFunctionArgs) {
  const { ctx, year } = await readSales(args);
  return new Response(await salesStream(ctx, year), {
    headers: salesHeaders(year, 'csv', 'text/csv; charset=utf-8'),
  });
}
