import { is, type SQL, sql } from 'drizzle-orm';
import { PgTransaction } from 'drizzle-orm/pg-core';
import { actingCall, overInWords } from '#app/domain/acting.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { Refusal, type RefusalCode, type RefusalDetails } from '#app/domain/refusal.ts';

/** What every function of schema `ledger` answers: `ok`, `replayed`, or the code of a refusal with its facts. */
type Answer = { outcome: string } & Record<string, unknown>;

/** How the command that asks tells a refusal: beside which of its fields, with which facts the ledger does not know. */
interface Telling {
  beside?: Partial<Record<RefusalCode, string>>;
  facts?: RefusalDetails;
}

/** The connection died after the question left: nobody knows whether it was carried out. */
const IN_DOUBT = [
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNRESET',
  '57P01',
  '57P02',
  '08006',
  '08003',
];

/** Quantities leave SQL as thousandths: their names say so from here on. What is missing may also be a list of fields. */
const QUANTITIES: Record<string, string> = {
  left: 'leftMilli',
  step: 'stepMilli',
  most: 'mostMilli',
  missing: 'missingMilli',
  given: 'givenMilli',
  spoken: 'spokenMilli',
  on_site: 'onSiteMilli',
  taken: 'takenMilli',
};
export const named = (facts: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      typeof value === 'number' ? (QUANTITIES[name] ?? name) : name,
      value,
    ]),
  );

/** Drizzle wraps the driver's error: the code may be on the cause. */
function codeOf(error: unknown): string | undefined {
  const seen = error as { code?: string; cause?: { code?: string } } | null;
  return seen?.cause?.code ?? seen?.code;
}

/** Inside a transaction nothing is in doubt: it died with its connection, and only its owner may begin it again. */
const mayAskAgain = (ctx: Ctx, error: unknown): boolean =>
  !is(ctx.db, PgTransaction) && IN_DOUBT.includes(codeOf(error) ?? '');

/**
 * Calls one function of the ledger: one statement, one transaction, one lock. `call` reads like
 * sql`ledger.reserve(…)`. In doubt it asks once more with the same key: a function that did its work answers
 * `replayed`. Throws the Refusal of any other outcome.
 */
export async function throughTheDoor<T extends Record<string, unknown>>(
  ctx: Ctx,
  call: SQL,
  { beside = {}, facts: known = {} }: Telling = {},
): Promise<T & { replayed: boolean }> {
  const ask = async () => {
    const [row] = await ctx.db.execute<{ answer: Answer }>(actingCall(ctx, call));
    return row?.answer ?? { outcome: 'not-found' };
  };
  const answer = await ask().catch((error: unknown) => {
    if (mayAskAgain(ctx, error)) return ask();
    return overInWords(error);
  });
  const { outcome, ...facts } = answer;
  if (outcome !== 'ok' && outcome !== 'replayed') {
    const code = outcome as RefusalCode;
    const field = beside[code];
    throw new Refusal(code, { ...known, ...named(facts), ...(field === undefined ? {} : { field }) });
  }
  return { ...(facts as T), replayed: outcome === 'replayed' };
}

/** The three first arguments of every function of the ledger: acting organisation, person, idempotency key. */
export const acting = (ctx: Ctx, key: string): SQL =>
  sql`${ctx.actor.organisation?.id ?? null}::bigint, ${ctx.actor.person?.id ?? null}::bigint, ${key}::uuid`;
