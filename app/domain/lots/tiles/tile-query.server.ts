import { type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { lotConditions } from '#app/domain/lots/conditions.server.ts';
import type { LotFilters } from '#app/domain/lots/filters.ts';
import type { ResolvedFilters } from '#app/domain/lots/market-index.ts';
import { resolveFilters } from '#app/domain/lots/resolve-filters.server.ts';
import { GRID_BITS, type Tile } from '#app/domain/territories/projection.ts';
import type { Database } from '#db/client.ts';
import type { MapFeature } from './encode.ts';
import {
  crowdedSquareOf,
  FINEST_KEPT,
  isCountedAhead,
  keptLevel,
  MOST_PLACES,
  type Square,
  squareOf,
} from './rules.ts';

/** One family in one square: how many lots, and the sums of their positions in metres. */
interface Row extends Record<string, unknown> {
  cell: number;
  family: string;
  lots: number;
  x: number;
  y: number;
  id: string | null;
}

export interface TileContent {
  features: MapFeature[];
  /** Changes not folded into the counts yet; null when lots were read one by one. */
  waiting: number | null;
}

/** What a tile shows to anybody, whoever asks: always through the public audience, always at blurred points. */
export async function readTileContent(ctx: Ctx, tile: Tile, asked: LotFilters): Promise<TileContent> {
  const { db } = ctx;
  const filters = await resolveFilters(ctx, asked);
  const square = squareOf(tile);
  if (square.level === GRID_BITS) {
    const places = await readLots(db, square, filters, MOST_PLACES + 1);
    if (places.length <= MOST_PLACES) return { features: gather(places), waiting: null };
    return { features: gather(await readLots(db, crowdedSquareOf(tile), filters)), waiting: null };
  }
  if (!isCountedAhead(asked)) return { features: gather(await readLots(db, square, filters)), waiting: null };
  return readCells(db, square, asked.family ?? null);
}

async function readLots(
  db: Database,
  { level, from, to }: Square,
  filters: ResolvedFilters,
  limit?: number,
): Promise<Row[]> {
  const rows = await db.execute<Row>(sql`
    select l.cell >> ${2 * (GRID_BITS - level)}::int as cell, l.family_code as family, count(*) as lots,
           sum(round(l.public_point[0]))::bigint as x, sum(round(l.public_point[1]))::bigint as y,
           case when count(*) = 1 then min(l.public_id::text) end as id
      from visible_lots(null) l
     where ${lotConditions(filters)} and l.cell >= ${from}::bigint and l.cell < ${to}::bigint
     group by 1, 2 order by 1 ${limit === undefined ? sql`` : sql`limit ${limit}::int`}`);
  return [...rows];
}

/** Kept counts plus what is due and not folded yet: right to the second whatever was folded. */
async function readCells(
  db: Database,
  { level, from, to }: Square,
  families: string[] | null,
): Promise<TileContent> {
  const kept = keptLevel(level);
  const up = (bits: number): SQL => sql`${2 * bits}::int`;
  const family = families
    ? sql`and family_code in (select jsonb_array_elements_text(${JSON.stringify(families)}::jsonb))`
    : sql``;
  const scale = 4 ** (GRID_BITS - kept);
  const finestScale = 4 ** (GRID_BITS - FINEST_KEPT);
  const rows = await db.execute<Row & { waiting: number }>(sql`
    select cell, family_code as family, sum(lots)::bigint as lots, sum(x)::bigint as x, sum(y)::bigint as y,
           null as id, sum(waiting)::bigint as waiting
      from (
        select cell >> ${up(kept - level)} as cell, family_code, lots, x, y, 0 as waiting from map_cell
         where level = ${kept}::smallint and cell >= ${from / scale}::bigint and cell < ${to / scale}::bigint ${family}
        union all
        select cell >> ${up(FINEST_KEPT - level)}, family_code, lots, x, y, 1 from map_change
         where at <= (select ledger.clock())
           and cell >= ${Math.floor(from / finestScale)}::bigint and cell < ${Math.ceil(to / finestScale)}::bigint ${family}
      ) as counted
     group by 1, 2 order by 1`);
  return {
    features: gather(rows.filter((row) => row.lots > 0)),
    waiting: rows.reduce((n, row) => n + row.waiting, 0),
  };
}

/** Rows of one square follow each other: one feature, its most numerous family, its lots' mean position. */
function gather(rows: Row[]): MapFeature[] {
  const features: MapFeature[] = [];
  let cell = -1;
  let most = 0;
  let feature: MapFeature | undefined;
  for (const row of rows) {
    if (row.cell !== cell || !feature) {
      feature = { x: 0, y: 0, count: 0, family: row.family, id: null };
      features.push(feature);
      most = 0;
    }
    if (row.lots > most) {
      most = row.lots;
      feature.family = row.family;
    }
    feature.id = feature.count === 0 ? row.id : null;
    feature.x += row.x;
    feature.y += row.y;
    feature.count += row.lots;
    cell = row.cell;
  }
  return features.map((f) => ({ ...f, x: f.x / f.count, y: f.y / f.count }));
}

/** Folds what is due into the kept counts. Harmless at any time, by several processes at once. */
export async function foldCounts(db: Database): Promise<void> {
  await db.execute(sql`select map_fold()`);
}
