import type { LoaderFunctionArgs } from '@remix-run/node';
import type { Ctx } from '#app/domain/context.ts';
import { type StatementPlace, statementLines, statementPlace } from '#app/domain/ledger/statement.server.ts';
import { STATEMENT_PAGE, type StatementFilter, type StatementLine } from '#app/domain/ledger/statement.ts';
import { readCursor, readFilter } from '#app/domain/ledger/statement-address.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { dayOf, formatTime } from '#app/i18n/dates.ts';
import { translator } from '#app/i18n/translator.ts';
import { type Cell, csvLine } from '#app/platform/csv/write-csv.ts';

type Kind = 'lot' | 'site';

async function readPlace(args: LoaderFunctionArgs, kind: Kind) {
  const ctx = await contextOf(actingAt(args, kind));
  requirePerson(ctx, args.request);
  const id = publicIdOf(args.params);
  const place =
    (await statementPlace(ctx, kind === 'lot' ? { lot: id } : { site: id })) ?? refuse('not-found');
  const search = new URL(args.request.url).searchParams;
  return { ctx, id, place, filter: readFilter(search), before: readCursor(search.get('before')) };
}

/** A page of the statement of a lot or a site, for whoever may read it. */
export async function readStatement(args: LoaderFunctionArgs, kind: Kind) {
  const { ctx, id, place, filter, before } = await readPlace(args, kind);
  const page = await statementLines(ctx, place, { filter, before, limit: STATEMENT_PAGE });
  const { of: _of, ...shown } = place;
  return { id, place: shown, filter, paged: before !== null, ...page, acting: actingFor(ctx.actor) };
}

/** The whole statement, filters included, streamed as CSV. */
export async function statementCsv(args: LoaderFunctionArgs, kind: Kind): Promise<Response> {
  const { ctx, place, filter } = await readPlace(args, kind);
  const name = `${kind}-${'lot' in place.of ? place.of.lot : place.of.site}`.slice(0, 13);
  return new Response(stream(ctx, place, filter), {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="gisement-${name}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  });
}

const LINES_AT_ONCE = 500;

function stream(ctx: Ctx, place: StatementPlace, filter: StatementFilter): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const { columns, row } = tableOf(ctx, place);
  let before: Awaited<ReturnType<typeof statementLines>>['next'] = null;
  let begun = false;
  return new ReadableStream({
    async pull(controller) {
      const page = await statementLines(ctx, place, { filter, before, limit: LINES_AT_ONCE });
      const head = begun ? '' : `\ufeff${csvLine(columns)}`;
      controller.enqueue(encoder.encode(head + page.lines.map((line) => csvLine(row(line))).join('')));
      begun = true;
      before = page.next;
      if (!before) controller.close();
    },
  });
}

/** Headings and cells in the reader's language; decimal commas in French, as its spreadsheets want them. */
function tableOf({ locale }: Ctx, { zone, reader }: StatementPlace) {
  const t = translator(locale, 'books');
  const words = translator(locale, 'ledger');
  const decimal = (thousandths: number): Cell => {
    const text = String(thousandths / 1000);
    return locale === 'fr' ? text.replace('.', ',') : text;
  };
  const balances =
    reader === 'taker'
      ? (['held', 'collected'] as const)
      : (['available', 'held', 'collected', 'recycled', 'landfilled', 'kept', 'lost'] as const);
  const columns = [
    ...([
      'day',
      'hour',
      'lot',
      'line',
      'kind',
      'from',
      'to',
      'quantity',
      'unit',
      'mass',
      'low',
      'high',
    ] as const),
    ...(['evidence', 'counts', 'countedOn', 'taker', 'by', 'corrects', 'reason', 'hash'] as const),
  ];
  return {
    columns: [...columns.map((name) => t(`csv.${name}`)), ...balances.map((one) => words(`accounts.${one}`))],
    row: (line: StatementLine): Cell[] => [
      dayOf(new Date(line.at), zone),
      formatTime(locale, new Date(line.at), zone),
      line.lot.title,
      line.seq,
      words(`kinds.${line.kind}`),
      words(`accounts.${line.from}`),
      words(`accounts.${line.to}`),
      decimal(line.quantityMilli),
      line.unit,
      ...[line.massG, line.lowG, line.highG].map(decimal),
      words(`evidenceShort.${line.evidence}`),
      t(line.counts ? 'csv.yes' : 'csv.no'),
      line.countedOn,
      line.taker,
      line.by,
      line.corrects,
      line.reason,
      line.hash,
      ...balances.map((one) => decimal(line.balance[one] ?? 0)),
    ],
  };
}
