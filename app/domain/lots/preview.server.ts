import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { type LeftOut, rehearse } from './batch.server.ts';
import type { BulkChanges, ChosenLot } from './bulk-schema.ts';
import { deleteTogether } from './commands/delete-drafts.server.ts';
import { editTogether } from './commands/edit-lots.server.ts';
import { publishTogether } from './commands/publish-lots.server.ts';
import { withdrawTogether } from './commands/withdraw-lots.server.ts';
import { ownLots } from './own-lots.server.ts';
import type { Fate, LotStatus, PriceBasis, PriceTax, Unit } from './vocabulary.ts';

/** A lot as it would be, and from when everyone would see it. */
export interface PreviewLot {
  publicId: string;
  title: string;
  status: LotStatus;
  unit: Unit;
  quantityMilli: number;
  leftMilli: number;
  priceCents: number | null;
  priceBasis: PriceBasis;
  priceTax: PriceTax;
  vatPermille: number | null;
  negotiable: boolean;
  availableFrom: string | null;
  availableUntil: string | null;
  acceptMode: 'ask' | 'at_once';
  /** null: at once, or as soon as it is published */
  opensAt: string | null;
  photos: number;
  commune: string;
  /** whether its place is shown exactly */
  exact: boolean;
  version: number;
}

export interface Preview {
  lots: PreviewLot[];
  /** as they are now, for what is changed */
  before: PreviewLot[];
  refused: LeftOut[];
}

const which = (publicIds: readonly string[]): SQL =>
  sql`l.public_id = any(${sql.param(`{${publicIds.join(',')}}`)}::uuid[])`;

async function shown(ctx: Ctx, publicIds: readonly string[]): Promise<PreviewLot[]> {
  if (publicIds.length === 0) return [];
  const rows = await ctx.db.execute<PreviewLot & Record<string, unknown>>(sql`
    select l.public_id as "publicId", l.title, l.status, l.unit, coalesce(l.quantity_milli, 0) as "quantityMilli",
           case when l.status = 'draft' then coalesce(l.quantity_milli, 0) else ledger.left_of(l.id) end as "leftMilli",
           l.price_cents as "priceCents", l.price_basis as "priceBasis", l.price_tax as "priceTax", l.vat_permille as "vatPermille", l.negotiable, l.available_from::text as "availableFrom",
           l.available_until::text as "availableUntil", accept_mode_of(l) as "acceptMode",
           (select to_json(a.opens_at) #>> '{}' from lot_audience a where a.lot_id = l.id and a.opens_at > ledger.clock()) as "opensAt",
           (select count(*)::int from lot_photo p where p.lot_id = l.id) as photos, c.name as commune, s.kind = 'depot' as exact, l.version
      from lot l join site s on s.id = l.site_id join commune c on c.code = l.commune_code where ${which(publicIds)} order by l.id`);
  return [...rows];
}

/** What publishing these drafts would show to everyone, and which would be left out. */
export const previewPublication = (ctx: Ctx, lots: readonly string[]): Promise<Preview> =>
  rehearse(ctx, async (tx) => {
    const found = await ownLots(tx, lots);
    const { done, refused } = await publishTogether(tx, { key: crypto.randomUUID(), lots: found });
    return { lots: await shown(tx, done), before: [], refused };
  });

export const previewEdit = async (
  ctx: Ctx,
  lots: readonly ChosenLot[],
  changes: BulkChanges,
): Promise<Preview> => {
  const before = await shown(
    ctx,
    (
      await ownLots(
        ctx,
        lots.map(({ publicId }) => publicId),
      )
    ).map(({ publicId }) => publicId),
  );
  return rehearse(ctx, async (tx) => {
    const { done, refused } = await editTogether(tx, { lots, changes });
    return { lots: await shown(tx, done), before, refused };
  });
};

export const previewWithdrawal = (ctx: Ctx, lots: readonly string[], fate: Fate): Promise<Preview> =>
  rehearse(ctx, async (tx) => {
    const found = await ownLots(tx, lots);
    const before = await shown(tx, lots);
    const { done, refused } = await withdrawTogether(tx, { key: crypto.randomUUID(), lots: found, fate });
    return { lots: before.filter(({ publicId }) => done.includes(publicId)), before: [], refused };
  });

/** Which drafts would disappear, and which lots have a history and stay. */
export const previewDeletion = (ctx: Ctx, lots: readonly ChosenLot[]): Promise<Preview> =>
  rehearse(ctx, async (tx) => {
    const ids = lots.map(({ publicId }) => publicId);
    await ownLots(tx, ids);
    const before = await shown(tx, ids);
    const { done, refused } = await deleteTogether(tx, lots);
    return { lots: before.filter(({ publicId }) => done.includes(publicId)), before: [], refused };
  });

export interface UndoableBatch {
  publicId: string;
  kind: 'publish' | 'edit';
  count: number;
  /** ISO instant */
  until: string;
  /** of the site, for showing the hour */
  zone: string;
}

/** What the acting organisation can still undo, newest first: of one lot, or of one site. */
export async function undoableBatches(
  ctx: Ctx,
  place: { lot: string } | { site: string },
): Promise<UndoableBatch[]> {
  const there =
    'lot' in place ? sql`l.public_id = ${place.lot}::uuid` : sql`s.public_id = ${place.site}::uuid`;
  const rows = await ctx.db.execute<UndoableBatch & Record<string, unknown>>(sql`
    select b.public_id as "publicId", b.kind, count(*)::int as count, to_json(b.undoable_until) #>> '{}' as until,
           min(zone_of(c.departement_code)) as zone
      from lot_batch b join lot_batch_item i on i.batch_id = b.id join lot l on l.id = i.lot_id
      join commune c on c.code = l.commune_code
     where b.organisation_id = ${ctx.actor.organisation?.id ?? null}::bigint and b.undone_at is null and b.undoable_until > ledger.clock()
       and exists (select from lot_batch_item x join lot l on l.id = x.lot_id join site s on s.id = l.site_id
                    where x.batch_id = b.id and ${there})
     group by b.id order by b.id desc limit 5`);
  return [...rows];
}
