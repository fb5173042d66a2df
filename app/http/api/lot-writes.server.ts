import type { Ctx } from '#app/domain/context.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { updateLot } from '#app/domain/lots/commands/update-lot.server.ts';
import { type LotPageView, lotPage } from '#app/domain/lots/lot-page.server.ts';
import { canManageLot } from '#app/domain/lots/policy.ts';
import { type LotInput, lotInput } from '#app/domain/lots/schema.ts';
import { refuse } from '#app/domain/refusal.ts';
import { bodyOf, idempotencyKeyOf, inBody } from '#app/http/api/input.server.ts';
import { bodyField, changeLotBody, createLotBody, typedLot, typedOf } from '#app/http/api/lot-input.ts';
import { nothingBody } from '#app/http/api/reservation-input.ts';

/** Reads the key and the body, then runs the command the pages run. Each returns the lot as it is afterwards. */
export async function createFrom(ctx: Ctx, request: Request): Promise<LotPageView> {
  const key = idempotencyKeyOf(request);
  const { site, ...said } = await bodyOf(createLotBody, request);
  const input = judged(ctx, typedOf(said));
  const { publicId } = await createLot(ctx, site, { key, input });
  return read(ctx, publicId);
}

/** What others have already seen, or the ledger holds. */
const FIXED = ['typeCode', 'unit', 'quantity', 'unitMassKg', 'massBasis', 'legalLine'];

export async function changeFrom(ctx: Ctx, publicId: string, request: Request): Promise<LotPageView> {
  const key = idempotencyKeyOf(request);
  const { version, ...said } = await bodyOf(changeLotBody, request);
  const lot = await read(ctx, publicId);
  if (lot.organisationId !== ctx.actor.organisation?.id) return refuse('not-found');
  if (!canManageLot(ctx.actor, lot)) return refuse('forbidden');
  const [before, asked] = [typedLot(lot), typedOf(said)];
  const fixed = FIXED.find((name) => name in asked && asked[name] !== before[name]);
  if (lot.status !== 'draft' && fixed) return refuse('unit-fixed');
  const input = judged(ctx, { ...before, ...asked });
  await updateLot(ctx, publicId, { key, input, version: version ?? lot.version });
  return read(ctx, publicId);
}

export async function publishFrom(ctx: Ctx, publicId: string, request: Request): Promise<LotPageView> {
  const key = idempotencyKeyOf(request);
  await bodyOf(nothingBody, request);
  await publishLot(ctx, publicId, { key });
  return read(ctx, publicId);
}

const judged = (ctx: Ctx, typed: Record<string, unknown>): LotInput =>
  inBody(lotInput, typed, ctx.locale, bodyField);

const read = async (ctx: Ctx, publicId: string): Promise<LotPageView> =>
  (await lotPage(ctx, publicId)) ?? refuse('not-found');
