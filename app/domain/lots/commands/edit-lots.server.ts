import { type SQL, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { type BatchDone, type BatchItem, forEachLot, openBatch } from '../batch.server.ts';
import type { BulkChanges, ChosenLot } from '../bulk-schema.ts';
import { keepOffered } from '../offering-of-lot.server.ts';
import { type OwnLot, ownLots } from '../own-lots.server.ts';

/**
 * Changes price, window, opening or way of accepting on many lots at once. A lot that somebody changed since its row was
 * read, or that a rule stops, is left out with its reason; the rest is changed and can be undone for ten minutes.
 */
export async function editLots(
  ctx: Ctx,
  { key, lots, changes }: { key: string; lots: readonly ChosenLot[]; changes: BulkChanges },
): Promise<BatchDone> {
  return inCommand(ctx, { name: 'edit-lots', key, input: { lots, changes } }, (tx) =>
    editTogether(tx, { lots, changes }),
  );
}

/** The same inside a transaction; used to show beforehand what it would do. */
export async function editTogether(
  tx: Ctx,
  { lots, changes }: { lots: readonly ChosenLot[]; changes: BulkChanges },
): Promise<BatchDone> {
  const versions = new Map(lots.map(({ publicId, version }) => [publicId, version]));
  const items: BatchItem[] = [];
  const found = await ownLots(tx, [...versions.keys()]);
  const { went, refused } = await forEachLot(tx, found, async (one, lot) => {
    items.push(await editOne(one, lot, versions.get(lot.publicId) ?? 0, changes));
  });
  const kept = items.filter(({ lotId }) => went.some(({ id }) => id === lotId));
  if (kept.length === 0) return { batch: null, done: [], refused };
  const batch = await openBatch(tx, 'edit', kept);
  await record(tx, 'lots.edited', { batch: batch.id, lots: kept.length }, { undoable: true });
  return { batch: batch.publicId, done: went.map(({ publicId }) => publicId), refused };
}

interface Before extends Record<string, unknown> {
  status: OwnLot['status'];
  version: number;
  ended: boolean;
  said: Record<string, unknown>;
}

async function editOne(ctx: Ctx, lot: OwnLot, version: number, changes: BulkChanges): Promise<BatchItem> {
  const [before] = await ctx.db.execute<Before>(sql`
    select l.status, l.version, coalesce((${changes.window?.availableUntil ?? null}::date + 1)::timestamp
             at time zone zone_of(c.departement_code) <= ledger.clock(), false) as ended,
           jsonb_build_object('price_cents', l.price_cents, 'price_basis', l.price_basis, 'negotiable', l.negotiable,
             'price_tax', l.price_tax, 'vat_permille', l.vat_permille,
             'available_from', l.available_from, 'available_until', l.available_until, 'accept_mode', l.accept_mode,
             'opens_at', (select a.opens_at from lot_audience a where a.lot_id = l.id and a.audience = 'public')) as said
      from lot l join commune c on c.code = l.commune_code where l.id = ${lot.id} for no key update of l`);
  if (!before || before.version !== version) return refuse('changed-meanwhile');
  if (before.status === 'withdrawn') return refuse('lot-closed');
  if (before.status !== 'draft' && before.ended) return refuse('lot-closed');
  const write = async () => {
    await ctx.db.execute(sql`update lot set ${columns(changes)} where id = ${lot.id}`);
    if (changes.opensOn !== undefined) await open(ctx, lot, before.status, changes.opensOn);
    await record(ctx, 'lot.edited', { lot: lot.id, groups: changes.groups.join(' ') });
  };
  await (before.status === 'draft' ? write() : keepOffered(ctx, lot.id, write));
  return { lotId: lot.id, version: version + 1, before: before.said };
}

function columns({ price, window, acceptMode }: BulkChanges): SQL {
  const set = [sql`version = version + 1`, sql`updated_at = ledger.clock()`];
  if (price)
    set.push(
      sql`price_cents = ${price.priceCents}::bigint, price_basis = ${price.priceBasis}, negotiable = ${price.negotiable},
        price_tax = ${price.priceTax}, vat_permille = ${price.vatPermille ?? null}::smallint`,
    );
  if (window)
    set.push(
      sql`available_from = ${window.availableFrom}::date, available_until = ${window.availableUntil}::date`,
    );
  if (acceptMode) set.push(sql`accept_mode = ${acceptMode}`);
  return sql.join(set, sql`, `);
}

/**
 * From when everyone sees the lot: midnight of that day on the site; without a day, from its publication on. A lot that
 * is already seen stays seen.
 */
async function open(ctx: Ctx, lot: OwnLot, status: OwnLot['status'], opensOn: string | null): Promise<void> {
  const instant = sql`(select greatest(coalesce(${opensOn}::date::timestamp at time zone zone_of(c.departement_code), ledger.clock()), ledger.clock())
                         from lot l join commune c on c.code = l.commune_code where l.id = ${lot.id})`;
  if (status === 'draft' && opensOn === null) {
    await ctx.db.execute(sql`update lot_audience set opens_at = ledger.clock() where lot_id = ${lot.id}`);
    return;
  }
  await ctx.db.execute(sql`
    insert into lot_audience as a (lot_id, audience, opens_at) values (${lot.id}, 'public', ${instant})
    on conflict (lot_id, audience) do update set opens_at = excluded.opens_at
     where a.opens_at > ledger.clock() or ${status === 'draft'}`);
}
