import { type SQL, sql } from 'drizzle-orm';
import { matchLots } from '#app/domain/alerts/match.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { wakeSending } from '#app/jobs/alerts/send.server.ts';
import { idIn, type Reaction } from '#app/jobs/reaction.ts';

async function matchThose(ctx: Ctx, which: SQL): Promise<void> {
  const rows = await ctx.db.execute<{ id: number }>(sql`${which}`);
  const touched = await matchLots(
    ctx,
    [...rows].map(({ id }) => id),
  );
  if (touched > 0) await wakeSending(ctx);
}

const published: Reaction = (ctx, event) =>
  matchThose(
    ctx,
    sql`select lot_id as id from lot_batch_item where batch_id = ${idIn(event, 'batch')} and not undone order by 1`,
  );

/** Changed together: those whose price is now lower than before, and those that were not open and are. */
const edited: Reaction = (ctx, event) =>
  matchThose(
    ctx,
    sql`select l.id from lot_batch b join lot_batch_item i on i.batch_id = b.id join lot l on l.id = i.lot_id
         left join lot_audience a on a.lot_id = l.id and a.audience = 'public'
       where b.id = ${idIn(event, 'batch')} and not i.undone
         and (is_cheaper(l.price_cents, l.price_basis, (i.before ->> 'price_cents')::bigint, i.before ->> 'price_basis', l.quantity_milli)
           or ((i.before ->> 'opens_at')::timestamptz > b.created_at and a.opens_at <= ledger.clock()))
       order by 1`,
  );

const repriced: Reaction = (ctx, event) => {
  const { priceCents, priceBasis } = event.payload;
  const before = typeof priceCents === 'number' ? priceCents : null;
  return matchThose(
    ctx,
    sql`select id from lot where id = ${idIn(event, 'lot')}
       and is_cheaper(price_cents, price_basis, ${before}::bigint, ${String(priceBasis)}, quantity_milli)`,
  );
};

/** A lot made of another is as well known as that other: only its place may be news. */
const knownBefore = async (ctx: Ctx, from: number, into: number): Promise<void> => {
  await ctx.db.execute(sql`
    insert into alert_lot (lot_id, alert_id, waiting, found_at, sent_at, sent_price_cents, sent_price_basis)
    select ${into}::bigint, alert_id, false, found_at, sent_at, sent_price_cents, sent_price_basis
      from alert_lot where lot_id = ${from} and sent_at is not null order by alert_id on conflict do nothing`);
};

const split: Reaction = (ctx, event) => knownBefore(ctx, idIn(event, 'lot'), idIn(event, 'into'));

const moved: Reaction = async (ctx, event) => {
  const into = idIn(event, 'into');
  await knownBefore(ctx, idIn(event, 'lot'), into);
  await matchThose(ctx, sql`select ${into}::bigint as id`);
};

export const alertMatches: Record<string, Reaction> = {
  'lots.published': published,
  'lots.edited': edited,
  'price.changed': repriced,
  'lot.split': split,
  'lot.moved': moved,
};
