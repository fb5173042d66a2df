import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { type SalesCursor, salesOf } from '#app/domain/prices/sales.server.ts';
import { readYear, type Sale } from '#app/domain/prices/sales.ts';
import { refuse } from '#app/domain/refusal.ts';
import { contextOf, requireOrganisation } from '#app/http/context.server.ts';
import { unitName } from '#app/i18n/format.ts';
import { translator } from '#app/i18n/translator.ts';
import { type Cell, csvLine } from '#app/platform/csv/write-csv.ts';

const AT_ONCE = 500;

/** Who asks for which year: one of their own organisation's. */
export async function readSales(args: LoaderFunctionArgs): Promise<{ ctx: Ctx; year: number }> {
  const ctx = await contextOf(args);
  requireOrganisation(ctx, args.request, 'site_manager');
  const year = readYear(new URL(args.request.url).searchParams.get('year')) ?? refuse('not-found');
  return { ctx, year };
}

/** Headers of a file of sales. */
export const salesHeaders = (year: number, kind: 'csv' | 'xlsx', type: string) => ({
  'Content-Type': type,
  'Content-Disposition': `attachment; filename="gisement-ventes-${year}.${kind}"`,
  'Cache-Control': 'private, no-store',
});

/** Every sale of the year, page after page: the file is written while it is read. */
async function* salesPages(ctx: Ctx, year: number): AsyncGenerator<Sale[]> {
  let after: SalesCursor | null = null;
  do {
    const page: Awaited<ReturnType<typeof salesOf>> = await salesOf(ctx, { year, after, limit: AT_ONCE });
    yield page.sales;
    after = page.next;
  } while (after);
}

/** The file as it is downloaded, its first page read before anything is answered. */
export async function salesStream(ctx: Ctx, year: number): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const { columns, row } = salesTable(
    ctx,
    (cents) => euros(ctx, cents),
    (value) => written(ctx, String(value / 1000)),
  );
  const pages = salesPages(ctx, year);
  const first = await pages.next();
  let waiting: IteratorResult<Sale[]> | null = first;
  let head = `\ufeff${csvLine(columns)}`;
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = waiting ?? (await pages.next());
      waiting = null;
      if (done) {
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(head + value.map((sale: Sale) => csvLine(row(sale))).join('')));
      head = '';
    },
  });
}

/** 1250 -> "12,50" as the reader's spreadsheet reads a number. */
function euros({ locale }: Pick<Ctx, 'locale'>, cents: number | null): Cell {
  return cents === null ? null : written({ locale }, (cents / 100).toFixed(2));
}

const written = ({ locale }: Pick<Ctx, 'locale'>, text: string): string =>
  locale === 'fr' ? text.replace('.', ',') : text;

/** Headings and lines with numbers as numbers, for a workbook; null when there are more than `most`. */
export async function salesLines(ctx: Ctx, year: number, most: number): Promise<Cell[][] | null> {
  const { columns, row } = salesTable(
    ctx,
    (cents) => (cents === null ? null : cents / 100),
    (value) => value / 1000,
  );
  const lines: Cell[][] = [columns];
  for await (const sales of salesPages(ctx, year)) {
    if (lines.length + sales.length > most + 1) return null;
    lines.push(...sales.map(row));
  }
  return lines;
}

/** Headings and cells in the reader's language; days are those of the sites. */
function salesTable(ctx: Ctx, money: (cents: number | null) => Cell, decimal: (thousandths: number) => Cell) {
  const t = translator(ctx.locale, 'sales');
  const columns = (
    [
      'soldOn',
      'lot',
      'site',
      'commune',
      'buyer',
      'quantity',
      'unit',
      'price',
      'basis',
      'tax',
      'vat',
      'total',
      'net',
    ] as const
  ).map((name) => t(`column.${name}`));
  const more = (['settled', 'method', 'settledOn', 'invoice', 'corrected', 'reference'] as const).map(
    (name) => t(`column.${name}`),
  );
  const row = (sale: Sale): Cell[] => [
    ...[sale.soldOn, sale.lot, sale.site, sale.commune, sale.buyer],
    ...[decimal(sale.quantityMilli), unitName(ctx.locale, sale.unit)],
    ...[money(sale.priceCents), t(`basis.${sale.priceBasis}`), t(`tax.${sale.priceTax}`)],
    sale.vatPermille === null ? null : decimal(sale.vatPermille * 100),
    ...[money(sale.totalCents), money(sale.netTotalCents)],
    sale.settled === null ? null : t(sale.settled ? 'yes' : 'no'),
    sale.method && t(`method.${sale.method}`),
    ...[sale.settledOn, sale.invoiceNumber, t(sale.corrected ? 'yes' : 'no'), sale.reservation],
  ];
  return { columns: [...columns, ...more], row };
}
