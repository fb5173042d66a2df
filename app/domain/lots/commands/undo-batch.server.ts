import { sql } from 'drizzle-orm';
import { inCommand, keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { acting, throughTheDoor } from '#app/domain/door.server.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { forEachLot, type LeftOut } from '../batch.server.ts';
import { canManageLot } from '../policy.ts';

interface Item extends Record<string, unknown> {
  id: number;
  publicId: string;
  title: string;
  version: number;
  before: Record<string, unknown>;
}

interface Batch extends Record<string, unknown> {
  id: number;
  organisationId: number;
  kind: 'publish' | 'edit';
  undone: boolean;
  over: boolean;
  /** the one site of all its lots: whoever holds a mandate there may undo it */
  siteId: number | null;
}

/**
 * Undoes what was published or changed together, while nothing of it has left. A lot that somebody asked for or changed
 * since stays as it is, and is named; the summary then speaks of those alone.
 */
export async function undoBatch(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ kind: 'publish' | 'edit'; undone: string[]; kept: LeftOut[] }> {
  return inCommand(ctx, { name: 'undo-batch', key, input: { publicId } }, async (tx) => {
    const batch = await lockedBatch(tx, publicId);
    const items = await tx.db.execute<Item>(sql`
      select l.id, l.public_id as "publicId", l.title, i.version, i.before
        from lot_batch_item i join lot l on l.id = i.lot_id where i.batch_id = ${batch.id} order by l.id`);
    const { went, refused } = await forEachLot(tx, [...items], async (one, item) => {
      if (batch.kind === 'publish')
        await throughTheDoor(
          one,
          sql`ledger.unpublish(${acting(one, keyWithin(key, item.id))}, ${item.id}::bigint)`,
        );
      else await restore(one, batch.id, item);
    });
    if (went.length === 0) return refuse('nothing-to-undo');
    const ids = sql.param(`{${went.map(({ id }) => id).join(',')}}`);
    await tx.db.execute(sql`
      update lot_batch_item set undone = true where batch_id = ${batch.id} and lot_id = any(${ids}::bigint[])`);
    await tx.db.execute(sql`
      update lot_batch set undone_at = ledger.clock(), undone_by = ${ctx.actor.person?.id ?? null}::bigint where id = ${batch.id}`);
    if (refused.length === 0) await silence(tx, batch.id);
    return { kind: batch.kind, undone: went.map(({ publicId: lot }) => lot), kept: refused };
  });
}

async function lockedBatch(ctx: Ctx, publicId: string): Promise<Batch> {
  const [batch] = await ctx.db.execute<Batch>(sql`
    select id, organisation_id as "organisationId", kind, undone_at is not null as undone,
           undoable_until <= ledger.clock() as over,
           (select case when count(distinct l.site_id) = 1 then min(l.site_id) end from lot_batch_item i join lot l on l.id = i.lot_id
             where i.batch_id = lot_batch.id) as "siteId"
      from lot_batch where public_id = ${publicId}::uuid for update`);
  if (!batch || batch.organisationId !== ctx.actor.organisation?.id) return refuse('not-found');
  const { organisationId, siteId } = batch;
  if (!canManageLot(ctx.actor, { organisationId, siteId: siteId ?? undefined })) return refuse('forbidden');
  if (batch.undone) return refuse('already-done');
  if (batch.over) return refuse('undo-over');
  return batch;
}

/** What the lot said before, if nobody asked for it nor changed it since. */
async function restore(ctx: Ctx, batchId: number, { id, version, before }: Item): Promise<void> {
  const [now] = await ctx.db.execute<{ version: number; asked: boolean }>(sql`
    select l.version, exists (select from ledger.reservation r where r.lot_id = l.id and r.requested_at >= b.created_at) as asked
      from lot l, lot_batch b where l.id = ${id} and b.id = ${batchId} for no key update of l`);
  if (now?.asked) return refuse('lot-has-reservations');
  if (now?.version !== version) return refuse('changed-meanwhile');
  const said = sql`${JSON.stringify(before)}::jsonb`;
  await ctx.db.execute(sql`
    update lot set version = version + 1, updated_at = ledger.clock(), price_cents = (x.b ->> 'price_cents')::bigint,
           price_basis = x.b ->> 'price_basis', negotiable = (x.b ->> 'negotiable')::boolean,
           price_tax = coalesce(x.b ->> 'price_tax', 'included'), vat_permille = (x.b ->> 'vat_permille')::smallint, accept_mode = x.b ->> 'accept_mode',
           available_from = (x.b ->> 'available_from')::date, available_until = (x.b ->> 'available_until')::date
      from (select ${said} as b) x where id = ${id}`);
  await ctx.db.execute(sql`
    update lot_audience set opens_at = coalesce((${said} ->> 'opens_at')::timestamptz, ledger.clock())
     where lot_id = ${id} and opens_at is distinct from (${said} ->> 'opens_at')::timestamptz`);
  await record(ctx, 'lot.edit-undone', { lot: id });
}

/** Nothing is left to tell of it. */
async function silence(ctx: Ctx, batchId: number): Promise<void> {
  await ctx.db.execute(sql`
    update event set handled_at = ledger.clock()
     where kind in ('lots.published', 'lots.edited') and handled_at is null and (payload ->> 'batch')::bigint = ${batchId}`);
}
