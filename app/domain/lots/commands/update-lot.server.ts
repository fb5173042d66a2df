import { and, eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { emptied } from '#app/domain/emptied.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lot } from '#db/tables/lots.ts';
import { keepOffered } from '../offering-of-lot.server.ts';
import { canManageLot } from '../policy.ts';
import { LOT_OPTIONAL, type LotInput } from '../schema.ts';
import { materialFacts } from './create-lot.server.ts';

/**
 * Changes what is said of a lot. Once published its type, unit and quantity stay: stock moves through the ledger only.
 * `version` is the one the form was filled from.
 */
export async function updateLot(
  ctx: Ctx,
  publicId: string,
  { key, input, version }: { key: string; input: LotInput; version: number },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'update-lot', key, input: { publicId, version, ...input } }, async (tx) => {
    const [current] = await tx.db.select().from(lot).where(eq(lot.publicId, publicId)).for('no key update');
    if (!current || ctx.actor.organisation?.id !== current.organisationId) return refuse('not-found');
    if (!canManageLot(ctx.actor, current)) return refuse('forbidden');
    if (current.version !== version) return refuse('changed-meanwhile');
    if (current.status === 'withdrawn') return refuse('lot-closed');
    if (current.status !== 'draft' && input.asbestos === 'yes') {
      return refuse('asbestos-declared', { field: 'asbestos' });
    }
    if (current.status === 'draft' && (await keepsUnit(tx, current, input)))
      return refuse('unit-fixed', { field: current.unit === input.unit ? 'typeCode' : 'unit' });
    const changes =
      current.status === 'draft'
        ? { ...emptied(input, LOT_OPTIONAL), ...(await materialFacts(tx, input)) }
        : described(input);
    const write = () =>
      tx.db
        .update(lot)
        .set({ ...changes, version: version + 1, updatedAt: sql`ledger.clock()` })
        .where(and(eq(lot.id, current.id), eq(lot.version, version)));
    await record(tx, 'lot.edited', { lot: current.id, groups: 'form' });
    const { priceCents, priceBasis } = current;
    if (
      current.status === 'published' &&
      (input.priceCents !== priceCents || input.priceBasis !== priceBasis)
    )
      await record(tx, 'price.changed', { lot: current.id, priceCents, priceBasis }, { undoable: true });
    await (current.status === 'draft' ? write() : keepOffered(tx, current.id, write));
    return { publicId };
  });
}

/** A draft whose publication was undone has a history in its unit and type: they stay. */
async function keepsUnit(
  { db }: Ctx,
  { id, unit, typeCode }: Pick<typeof lot.$inferSelect, 'id' | 'unit' | 'typeCode'>,
  input: LotInput,
): Promise<boolean> {
  if (unit === input.unit && typeCode === input.typeCode) return false;
  const [stock] = await db.execute(sql`select 1 from ledger.stock where lot_id = ${id}`);
  return stock !== undefined;
}

/** What may still change once others have seen the lot. */
function described(input: LotInput) {
  const {
    typeCode: _type,
    unit: _unit,
    stepMilli: _step,
    quantityMilli: _quantity,
    unitMassG: _mass,
    massBasis: _basis,
    legalLine: _line,
    ...words
  } = input;
  return emptied(words, LOT_OPTIONAL);
}
