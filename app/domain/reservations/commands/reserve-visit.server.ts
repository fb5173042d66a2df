import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { acting, named, throughTheDoor } from '#app/domain/door.server.ts';
import type { Unit } from '#app/domain/lots/vocabulary.ts';
import { isRefusal, type RefusalCode, refuse } from '#app/domain/refusal.ts';
import { refuseUnfitRecipient } from '../gift.server.ts';
import { type LineRefusal, linesOf, linesRefused } from '../visit-lines.ts';
import type { VisitInput } from '../visit-schema.ts';

interface VisitLine {
  publicId: string;
  lotPublicId: string;
  state: 'requested' | 'accepted';
  unit: Unit;
  /** thousandths of the lot's unit asked for, and still free after this request */
  quantityMilli: number;
  leftMilli: number;
  expiresAt: string;
}

export interface VisitMade {
  publicId: string;
  lines: VisitLine[];
  replayed: boolean;
}

interface Lot extends Record<string, unknown> {
  id: number;
  publicId: string;
  unit: Unit;
  free: boolean;
  acceptMode: 'ask' | 'at_once';
}

interface Answer extends Record<string, unknown> {
  public_id: string;
  lines: {
    public_id: string;
    lot: number;
    state: 'requested' | 'accepted';
    left: number;
    expires_at: string;
  }[];
}

/** Beside the box to tick when the conditions are the matter, else beside the quantity. */
const fieldOf = (lot: string, code: RefusalCode) =>
  `${code === 'conditions-needed' || code === 'conditions-changed' ? 'conditions' : 'quantity'}.${lot}`;

/** Holds what is asked of several lots of one site, all of it or none. Each line that is refused says why. */
export async function reserveVisit(
  ctx: Ctx,
  sitePublicId: string,
  { key, input }: { key: string; input: VisitInput },
): Promise<VisitMade> {
  const organisation = ctx.actor.organisation;
  if (!organisation) return refuse('sign-in-needed');
  if (organisation.role === 'analyst') return refuse('forbidden');
  const asked = Object.entries(input.quantity).flatMap(([lot, milli]) => (milli ? [{ lot, milli }] : []));
  if (asked.length === 0) return refuse('visit-empty');
  const lots = await lotsAsked(ctx, organisation.id, sitePublicId, asked);
  await refuseUnfitGifts(ctx, lots, organisation.id);
  const known = new Map(lots.map((lot) => [lot.publicId, lot]));
  const lines = asked.map(({ lot, milli }) => ({
    ...{ lot: known.get(lot)?.id, qty: milli, ticked: input.conditions[lot] ?? null },
  }));
  const answer = await throughTheDoor<Answer>(
    ctx,
    sql`(select ledger.reserve_visit(${acting(ctx, key)}, s.id, ${JSON.stringify(lines)}::jsonb, ${input.purpose}::text,
          ${input.substitution ?? null}::text, coalesce(${input.communeCode ?? null}::text, (select commune_code from organisation where id = ${organisation.id})),
          ${input.note ?? null}::text) from site s where s.public_id = ${sitePublicId}::uuid)`,
    { beside: { 'commune-unknown': 'communeCode' } },
  ).catch((error: unknown) => inPublic(error, lots));
  const by = new Map(lots.map((lot) => [lot.id, lot]));
  return {
    publicId: answer.public_id,
    replayed: answer.replayed,
    lines: answer.lines.flatMap((line) => {
      const lot = by.get(line.lot);
      const milli = asked.filter((one) => one.lot === lot?.publicId).reduce((sum, one) => sum + one.milli, 0);
      return lot
        ? [
            {
              ...{ publicId: line.public_id, lotPublicId: lot.publicId, state: line.state, unit: lot.unit },
              ...{ quantityMilli: milli, leftMilli: line.left, expiresAt: line.expires_at },
            },
          ]
        : [];
    }),
  };
}

/** The lots named, as this organisation sees them on that site; one that is not there is told so beside its line. */
async function lotsAsked(
  ctx: Ctx,
  organisation: number,
  site: string,
  asked: readonly { lot: string }[],
): Promise<Lot[]> {
  const ids = sql`(select jsonb_array_elements_text(${JSON.stringify(asked.map(({ lot }) => lot))}::jsonb)::uuid)`;
  const lots = await ctx.db.execute<Lot>(sql`
    select l.id, l.public_id as "publicId", l.unit, coalesce(l.price_cents = 0, false) as free, accept_mode_of(l) as "acceptMode"
      from visible_lots(${organisation}::bigint) l join site s on s.id = l.site_id
     where s.public_id = ${site}::uuid and l.public_id in ${ids}`);
  const missing = asked.filter(({ lot }) => !lots.some(({ publicId }) => publicId === lot));
  if (missing.length > 0)
    throw linesRefused(
      missing.map(({ lot }) => ({ line: lot, field: `quantity.${lot}`, code: 'not-found', details: {} })),
    );
  return [...lots];
}

async function refuseUnfitGifts(ctx: Ctx, lots: readonly Lot[], organisation: number): Promise<void> {
  const refused: LineRefusal[] = [];
  for (const lot of lots.filter(({ free }) => free)) {
    await refuseUnfitRecipient(ctx, lot, organisation).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
      const { code, details } = error;
      refused.push({ line: lot.publicId, field: `quantity.${lot.publicId}`, code, details });
    });
  }
  if (refused.length > 0) throw linesRefused(refused);
}

/** The ledger names lots by what never leaves the server. */
function inPublic(error: unknown, lots: readonly Lot[]): never {
  if (!isRefusal(error) || error.code !== 'lines-refused') throw error;
  throw linesRefused(
    linesOf(error.details).flatMap((line) => {
      const { lot: id, outcome, ...facts } = line as unknown as { lot: number; outcome: RefusalCode };
      const lot = lots.find((one) => one.id === id);
      if (!lot) return [];
      const details = { ...named(facts), unit: lot.unit };
      return [{ line: lot.publicId, field: fieldOf(lot.publicId, outcome), code: outcome, details }];
    }),
  );
}
