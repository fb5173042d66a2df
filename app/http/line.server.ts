import type { Ctx } from '#app/domain/context.ts';
import { lineDetail } from '#app/domain/ledger/corrections.server.ts';
import { statementLines, statementPlace } from '#app/domain/ledger/statement.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingFor } from '#app/domain/sites/acting-for.ts';

const NO_FILTER = { account: null, kind: null, month: null };

/** The number of a line in an address; anything else is a line that does not exist. */
export function lineNumberOf(params: Record<string, string | undefined>): number {
  const { line = '' } = params;
  return /^[1-9]\d{0,14}$/.test(line) ? Number(line) : refuse('not-found');
}

/** One line of a lot, for whoever its statement shows it to, and what they may do about it. */
export async function readLine(ctx: Ctx, lot: string, seq: number) {
  const of = { lot };
  const found = (await statementPlace(ctx, of)) ?? refuse('not-found');
  const above = { at: '', lot, seq: seq + 1 };
  const { lines } = await statementLines(ctx, found, { filter: NO_FILTER, before: above, limit: 1 });
  const line = lines[0]?.seq === seq ? lines[0] : refuse('not-found');
  const detail = (await lineDetail(ctx, { ...found, of }, seq)) ?? refuse('not-found');
  const { name, zone, reader } = found;
  return { id: lot, place: { name, zone, reader }, line, detail, acting: actingFor(ctx.actor) };
}
