import type { Ctx } from '#app/domain/context.ts';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { listLots } from '#app/domain/lots/queries.server.ts';
import { encodeTile } from '#app/domain/lots/tiles/encode.ts';
import { readTileContent } from '#app/domain/lots/tiles/tile-query.server.ts';
import { tileAt } from '#app/domain/territories/projection.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';
import { type Figures, percentiles } from './load.ts';
import { chance, somewhere } from './map-questions.ts';

const CONNECTIONS = 8;

/** The product's SQL asked directly, without HTTP nor the market in memory: what PostgreSQL and the driver alone can do. */
export async function bareDriver(folder: string) {
  const database = await startDatabase(
    { mayJoin: true },
    { DATABASE_URL: undefined, DATABASE_OWNER_URL: undefined, DATA_DIR: folder },
  );
  const { db, close } = openDatabase(database.appUrl, { max: CONNECTIONS, statementTimeout: '5s' });
  const ctx: Ctx = {
    db,
    actor: { person: null, organisation: null, via: 'none' },
    now: new Date(),
    locale: 'fr',
  };
  const filters = (query: string) => parseLotFilters(new URLSearchParams(query)).filters;
  return {
    async tile(zooms: readonly number[], dated = false) {
      const tile = tileAt(somewhere(), zooms[Math.floor(chance() * zooms.length)] as number);
      const query = `price_max=${100_000 + Math.floor(chance() * 1e6)}${dated ? '&until=2027-06-01' : ''}`;
      return encodeTile(tile, (await readTileContent(ctx, tile, filters(query))).features);
    },
    nearest() {
      const { lon, lat } = somewhere();
      return listLots(ctx, filters(`near=${lon.toFixed(5)},${lat.toFixed(5)}&limit=20`));
    },
    repeat: (question: () => Promise<unknown>, seconds: number) => repeat(question, seconds),
    async close() {
      await close();
      await database.stop();
    },
  };
}

async function repeat(question: () => Promise<unknown>, seconds: number): Promise<Figures> {
  const latencies: number[] = [];
  let answers = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const ask = async () => {
    while (performance.now() < until) {
      const from = performance.now();
      // a question the database gives up on took what it took, and is not an answer
      const answered = await question().then(
        () => true,
        () => false,
      );
      latencies.push(performance.now() - from);
      if (answered) answers++;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, ask));
  const elapsed = (performance.now() - began) / 1000;
  return { ...percentiles(latencies), perSecond: answers / elapsed, errors: latencies.length - answers };
}
