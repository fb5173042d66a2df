import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, named, throughTheDoor } from '#app/domain/door.server.ts';
import { isRefusal, Refusal, type RefusalCode, refuse } from '#app/domain/refusal.ts';
import { keepGiftBasis } from '../gift.server.ts';
import type { GiftInput } from '../gift-schema.ts';
import { canActOnReservation, sideOf } from '../policy.ts';
import { linesOf, linesRefused } from '../visit-lines.ts';
import type { VisitAnswerInput, VisitCancelInput } from '../visit-schema.ts';

interface Found extends Record<string, unknown> {
  id: number;
  siteId: number;
  holderOrganisationId: number;
  takerOrganisationId: number;
  lines: { id: number; publicId: string; lotId: number }[];
}

/** The visit behind a public id with its lines, for somebody of one of its two sides who may act. */
async function visitToAct(ctx: Ctx, publicId: string): Promise<Found> {
  const [row] = await ctx.db.execute<Found>(sql`
    select v.id, v.site_id as "siteId", v.holder_organisation_id as "holderOrganisationId", v.taker_organisation_id as "takerOrganisationId",
           (select json_agg(json_build_object('id', r.id, 'publicId', r.public_id, 'lotId', r.lot_id)) from ledger.reservation r where r.visit_id = v.id) as lines
      from ledger.visit v where v.public_id = ${publicId}::uuid`);
  if (!row || !sideOf(ctx.actor, row)) return refuse('not-found');
  if (!canActOnReservation(ctx.actor, row, 'answer')) return refuse('forbidden');
  return row;
}

const idsOf = (visit: Found, lines: readonly string[]): SQL => {
  const ids = lines.map(
    (line) => visit.lines.find(({ publicId }) => publicId === line)?.id ?? refuse('not-found'),
  );
  return sql`${`{${ids.join(',')}}`}::text::bigint[]`;
};

/** The ledger names reservations by what never leaves the server; `field` is the line's on the page. */
const inPublic =
  (visit: Found, field: string) =>
  (error: unknown): never => {
    if (!isRefusal(error) || error.code !== 'lines-refused') throw error;
    throw linesRefused(
      linesOf(error.details).flatMap((line) => {
        const { reservation, outcome, ...facts } = line as unknown as {
          reservation: number;
          outcome: RefusalCode;
        };
        const found = visit.lines.find(({ id }) => id === reservation);
        if (!found) return [];
        return [
          {
            ...{ line: found.publicId, field: field.replace('*', found.publicId), code: outcome },
            details: named(facts),
          },
        ];
      }),
    );
  };

/**
 * The holder accepts some lines and refuses others, all together. A public owner's gifts also say, in the same
 * transaction, under which case of the law or why each is made.
 */
export async function answerVisit(
  ctx: Ctx,
  publicId: string,
  { key, input }: { key: string; input: VisitAnswerInput },
): Promise<{ accepted: number; refused: number }> {
  const visit = await visitToAct(ctx, publicId);
  const said = (word: 'accept' | 'refuse') =>
    Object.entries(input.answer).flatMap(([line, answer]) => (answer === word ? [line] : []));
  const [accepted, refused] = [said('accept'), said('refuse')];
  return ctx.db.transaction(async (db) => {
    const tx: Ctx = { ...ctx, db };
    const { replayed } = await throughTheDoor(
      tx,
      sql`ledger.answer_visit(${acting(tx, key)}, ${visit.id}::bigint, ${idsOf(visit, accepted)}, ${idsOf(visit, refused)}, ${input.note ?? null}::text)`,
    ).catch(inPublic(visit, 'answer.*'));
    if (!replayed) for (const line of accepted) await keepGift(tx, visit, line, input.gift[line]);
    return { accepted: accepted.length, refused: refused.length };
  });
}

async function keepGift(ctx: Ctx, visit: Found, line: string, gift: GiftInput | undefined): Promise<void> {
  const found = visit.lines.find(({ publicId }) => publicId === line) ?? refuse('not-found');
  const { takerOrganisationId } = visit;
  await keepGiftBasis(ctx, { id: found.id, lotId: found.lotId, takerOrganisationId }, gift).catch(
    (error: unknown) => {
      if (!isRefusal(error)) throw error;
      const { field, ...details } = error.details;
      throw new Refusal(error.code, field ? { ...details, field: `gift.${line}.${field}` } : details);
    },
  );
}

/** Either side gives up lines of a visit, together. */
export async function cancelVisit(
  ctx: Ctx,
  publicId: string,
  { key, input }: { key: string; input: VisitCancelInput },
): Promise<{ cancelled: number }> {
  const visit = await visitToAct(ctx, publicId);
  if (input.line.length === 0) return refuse('nothing-chosen', { field: 'line' });
  await throughTheDoor(
    ctx,
    sql`ledger.cancel_visit(${acting(ctx, key)}, ${visit.id}::bigint, ${idsOf(visit, input.line)}, null::text, ${input.reason ?? null}::text)`,
  ).catch(inPublic(visit, 'line'));
  return { cancelled: input.line.length };
}
