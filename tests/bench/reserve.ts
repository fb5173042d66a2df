import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { startTestServer } from '../support/server.ts';
import { type Asked, type Figures, fire, percentiles } from './load.ts';
import { type ReservingTaker, reservingWorld } from './reserve-world.ts';
import { benchWorld } from './world.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const SECONDS = Number(process.env.SECONDS ?? 4);
const CLIENTS = 20;
/** Sessions of a serving process (app/server/boot.ts). */
const POOL = 10;

interface Way {
  what: string;
  measure: (lot: () => { id: number; publicId: string }) => Promise<Figures>;
}

/**
 * `npm run bench -- reserve`: reservations a second on one lot and spread over a hundred, by a bare SQL function with the same locks
 * (reserve-bare.sql), by the ledger's function alone, by the command in process, and through HTTP. Rounds are interleaved, the best of
 * each is kept; 20 clients at once everywhere, over the pool of a serving process.
 */
export async function run(): Promise<void> {
  const world = await benchWorld();
  const { sql, db, close } = openDatabase(world.database.url, { max: POOL });
  const server = await startTestServer({ DATABASE_URL: world.database.url, LOG_LEVEL: 'error' });
  try {
    await world.database.owner.unsafe(readFileSync(new URL('./reserve-bare.sql', import.meta.url), 'utf8'));
    const { lots, takers } = await reservingWorld({ ...world.database, db }, 100);
    await world.database.owner`
      insert into bare.stock select lot_id, available, held from ledger.stock where lot_id = any(${lots.map(({ id }) => id)}::bigint[])`;
    const pick = turn(takers);
    const ways: Way[] = [
      {
        what: 'bare SQL, same locks',
        measure: (lot) =>
          repeat(
            () => sql`select bare.reserve(${pick().party.organisation}, ${randomUUID()}, ${lot().id}, 1000)`,
          ),
      },
      {
        what: 'ledger.reserve alone',
        measure: (lot) =>
          repeat(async () => {
            const { organisation, person } = pick().party;
            const [row] =
              await sql`select ledger.reserve(${organisation}, ${person}, ${randomUUID()}, ${lot().id}, 1000, 'own_home', null, '35238') as answer`;
            if (row?.answer.outcome !== 'ok') throw new Error(JSON.stringify(row?.answer));
          }),
      },
      {
        what: 'command, in process',
        measure: (lot) =>
          repeat(() =>
            reserveLot({ ...pick().ctx, db }, lot().publicId, {
              key: randomUUID(),
              input: { quantity: 1000, purpose: 'own_home', communeCode: '35238' },
            }),
          ),
      },
      {
        what: 'HTTP, API with a token',
        measure: (lot) => over(server.origin, 201, () => byApi(pick(), lot().publicId)),
      },
      {
        what: 'HTTP, form of the page',
        measure: (lot) => over(server.origin, 302, () => byForm(pick(), lot().publicId, server.origin)),
      },
    ];
    for (const [where, some] of [
      ['one lot', lots.slice(0, 1)],
      ['spread over 100 lots', lots],
    ] as const) {
      print(where, await interleaved(ways, turn([...some])));
    }
    const audit = await world.database.owner`select what, ref from ledger.audit`;
    console.log(`\naudit: ${audit.length} rows`);
  } finally {
    await server.stop();
    await close();
    await world.stop();
  }
}

function turn<T>(all: readonly T[]): () => T {
  let n = 0;
  return () => all[n++ % all.length] as T;
}

async function interleaved(ways: Way[], lot: () => { id: number; publicId: string }) {
  const best = new Map<string, Figures>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const { what, measure } of ways) {
      const figures = await measure(lot);
      if (figures.errors > 0)
        throw new Error(`${what}: ${figures.errors} requests failed (${figures.wrong})`);
      const known = best.get(what);
      if (!known || figures.perSecond > known.perSecond) best.set(what, figures);
    }
  }
  return best;
}

async function repeat(once: () => PromiseLike<unknown>): Promise<Figures> {
  const latencies: number[] = [];
  const began = performance.now();
  const end = began + SECONDS * 1000;
  const client = async () => {
    while (performance.now() < end) {
      const asked = performance.now();
      await once();
      latencies.push(performance.now() - asked);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const perSecond = latencies.length / ((performance.now() - began) / 1000);
  return { ...percentiles(latencies), perSecond, errors: 0 };
}

const over = (url: string, status: number, next: () => Asked) =>
  fire({ url, seconds: SECONDS, connections: CLIENTS, next, status });

const byApi = (taker: ReservingTaker, lot: string): Asked => ({
  method: 'POST',
  path: `/api/v1/lots/${lot}/reservations`,
  headers: {
    authorization: `Bearer ${taker.token}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
  },
  body: JSON.stringify({ quantity: 1, purpose: 'own_home', commune: '35238' }),
});

const byForm = (taker: ReservingTaker, lot: string, origin: string): Asked => ({
  method: 'POST',
  path: `/lots/${lot}/reserve`,
  headers: { cookie: taker.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams({ _key: randomUUID(), quantity: '1', purpose: 'own_home' }).toString(),
});

function print(where: string, best: Map<string, Figures>): void {
  const bare = best.get('bare SQL, same locks')?.perSecond ?? 0;
  const alone = best.get('ledger.reserve alone')?.perSecond ?? 0;
  console.log(
    `\n${where}\n\n| what | reservations/s | p50 ms | p95 ms | p99 ms | against bare SQL | against ledger.reserve |\n|---|---|---|---|---|---|---|`,
  );
  for (const [what, { perSecond, p50, p95, p99 }] of best) {
    const cells = [perSecond.toFixed(0), ...[p50, p95, p99].map((ms) => ms.toFixed(1))];
    const ratios = [bare, alone].map((other) => (perSecond / other).toFixed(2));
    console.log(`| ${[what, ...cells, ...ratios].join(' | ')} |`);
  }
}
