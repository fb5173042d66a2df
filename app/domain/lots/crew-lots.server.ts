import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { LotStatus, Unit } from './vocabulary.ts';

/** A lot as the crew sees it: what it is, how many should stand there, its photos. No price, no taker. */
export interface CrewLot {
  publicId: string;
  title: string;
  status: LotStatus;
  unit: Unit;
  stepMilli: number;
  /** thousandths that stand there, reserved ones included */
  onSiteMilli: number;
  photos: number;
  /** last count proposed and not yet answered */
  countedMilli: number | null;
  place: string | null;
}

const columns = sql`
  l.public_id as "publicId", l.title, l.status, l.unit, l.step_milli as "stepMilli",
  case when k.lot_id is null then coalesce(l.quantity_milli, 0) else k.available + k.held end as "onSiteMilli",
  (select count(*)::int from lot_photo p where p.lot_id = l.id) as photos,
  (select n.counted_milli from crew_count n where n.lot_id = l.id and n.answered_at is null order by n.id desc limit 1) as "countedMilli",
  nullif(concat_ws(', ', l.building, l.level, l.room), '') as place`;

const siteOf = (ctx: Ctx) => ctx.actor.onBehalf?.siteId ?? refuse('not-found');

/** Lots of the crew's site that are not gone, by name. */
export async function crewLots(ctx: Ctx): Promise<CrewLot[]> {
  const rows = await ctx.db.execute<CrewLot & Record<string, unknown>>(sql`
    select ${columns} from lot l left join ledger.stock k on k.lot_id = l.id
     where l.site_id = ${siteOf(ctx)} and l.status <> 'withdrawn'
       and (k.lot_id is null or k.available + k.held > 0) order by plain(l.title), l.id limit 500`);
  return [...rows];
}

export async function crewLot(ctx: Ctx, publicId: string): Promise<CrewLot & { id: number }> {
  const [row] = await ctx.db.execute<CrewLot & { id: number } & Record<string, unknown>>(sql`
    select l.id, ${columns} from lot l left join ledger.stock k on k.lot_id = l.id
     where l.public_id = ${publicId}::uuid and l.site_id = ${siteOf(ctx)} and l.status <> 'withdrawn'`);
  return row ?? refuse('not-found');
}

export interface OpenCount {
  publicId: string;
  lot: { publicId: string; title: string };
  unit: Unit;
  seenMilli: number;
  countedMilli: number;
  note: string | null;
  at: string;
  link: string;
}

/** Counts of crews that await an answer on a site. `siteId` internal; the caller has checked who may read. */
export async function openCounts(ctx: Ctx, siteId: number): Promise<OpenCount[]> {
  const rows = await ctx.db.execute<OpenCount & Record<string, unknown>>(sql`
    select n.public_id as "publicId", json_build_object('publicId', l.public_id, 'title', l.title) as lot, l.unit,
           n.seen_milli as "seenMilli", n.counted_milli as "countedMilli", n.note, to_json(n.at) #>> '{}' as at, k.name as link
      from crew_count n join lot l on l.id = n.lot_id join crew_link k on k.id = n.crew_link_id
     where l.site_id = ${siteId} and n.answered_at is null order by n.id limit 200`);
  return [...rows];
}
