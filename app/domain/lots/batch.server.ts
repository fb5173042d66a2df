import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { isRefusal, type Refusal, type RefusalCode, type RefusalDetails } from '#app/domain/refusal.ts';

/** A lot that was left as it is while the others went, and why. */
export interface LeftOut {
  publicId: string;
  title: string;
  code: RefusalCode;
  details: RefusalDetails;
}

export interface BatchDone {
  /** null when nothing went */
  batch: string | null;
  done: string[];
  /** of those that went, how many nobody sees before the operator has looked */
  waiting?: number;
  refused: LeftOut[];
}

export const leftOut = (lot: { publicId: string; title: string }, { code, details }: Refusal): LeftOut => ({
  publicId: lot.publicId,
  title: lot.title,
  code,
  details,
});

/** Runs `work` for each lot: a refusal leaves that lot out and undoes what was begun for it; anything else is an error. */
export async function forEachLot<Lot extends { publicId: string; title: string }>(
  ctx: Ctx,
  lots: readonly Lot[],
  work: (ctx: Ctx, lot: Lot) => Promise<void>,
): Promise<{ went: Lot[]; refused: LeftOut[] }> {
  const went: Lot[] = [];
  const refused: LeftOut[] = [];
  for (const lot of lots) {
    try {
      await ctx.db.transaction((db) => work({ ...ctx, db }, lot));
      went.push(lot);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(leftOut(lot, error));
    }
  }
  return { went, refused };
}

export interface BatchItem {
  lotId: number;
  version: number;
  before?: Record<string, unknown>;
}

/** Remembers what went together, to be undone together until the delay is over. Internal and public id. */
export async function openBatch(
  ctx: Ctx,
  kind: 'publish' | 'edit',
  items: readonly BatchItem[],
): Promise<{ id: number; publicId: string }> {
  const [batch] = await ctx.db.execute<{ id: number; publicId: string }>(sql`
    insert into lot_batch (organisation_id, kind, created_by, undoable_until)
    select ${ctx.actor.organisation?.id ?? null}::bigint, ${kind}, ${ctx.actor.person?.id ?? null}::bigint, ledger.clock() + d.undo
      from ledger.delay d
    returning id, public_id as "publicId"`);
  if (!batch) throw new Error('the batch was not written');
  await ctx.db.execute(sql`
    insert into lot_batch_item (batch_id, lot_id, before, version)
    select ${batch.id}::bigint, x."lotId", coalesce(x.before, '{}'), x.version
      from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as x("lotId" bigint, before jsonb, version integer)`);
  return batch;
}

class Rehearsed extends Error {}

/** What a command would do, by doing it and undoing it: the same locks, rules and refusals, and nothing is left of it. */
export async function rehearse<T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> {
  const seen: { value?: T } = {};
  await ctx.db
    .transaction(async (db) => {
      seen.value = await work({ ...ctx, db });
      throw new Rehearsed();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Rehearsed)) throw error;
    });
  return seen.value as T;
}
