import type { LoaderFunctionArgs } from '@remix-run/node';
import { reservationsForFile } from '#app/domain/reservations/list.server.ts';
import { readListAddress } from '#app/domain/reservations/list.ts';
import { contextOf, requirePerson } from '#app/http/context.server.ts';
import { reservationRows } from '#app/http/reservation-file.server.ts';
import { writeCsv } from '#app/platform/csv/write-csv.ts';

/** The list of reservations as its address filters and sorts it, whole. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  requirePerson(ctx, args.request);
  const asked = readListAddress(new URL(args.request.url).searchParams);
  const file = writeCsv(reservationRows(ctx.locale, await reservationsForFile(ctx, asked)));
  return new Response(file, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="gisement-reservations.csv"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
