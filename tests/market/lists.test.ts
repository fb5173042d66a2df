import { fc } from '@fast-check/vitest';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { parseLotFilters } from '#app/domain/lots/filters.ts';
import { BOUNDS } from '#app/domain/lots/find-in-sql.server.ts';
import { listLots, pageOfLots } from '#app/domain/lots/queries.server.ts';
import { readerOf, resolveFilters, resolveNear, sortOf } from '#app/domain/lots/resolve-filters.server.ts';
import { acting, visitor } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { answers, inOrder, type NaiveLot, naiveFacets, readNaiveLots } from '#tests/support/naive-lots.ts';
import { type PlantedMarket, plantMarket, randomLot, randomQuery } from '#tests/support/random-market.ts';

let world: TestDatabase;
let market: PlantedMarket;
let lots: NaiveLot[];
let readers: Ctx[];

beforeAll(async () => {
  // a busy machine changes nothing to what is counted here
  BOUNDS.ms = 10_000;
  world = await freshDatabase();
  const [drawn] = fc.sample(fc.array(randomLot, { minLength: 300, maxLength: 300, size: 'max' }), {
    numRuns: 1,
    seed: 4,
  });
  market = await plantMarket(world, drawn ?? []);
  await world.owner`select search_words_learn()`;
  lots = await readNaiveLots(world);
  const firm = await acting(world);
  const person = await acting(world, { kind: 'private_person' });
  // one reader holds lots of its own
  const [own] = market.holders;
  const holder: Ctx = {
    ...firm.ctx,
    actor: {
      ...firm.ctx.actor,
      organisation: firm.ctx.actor.organisation && { ...firm.ctx.actor.organisation, id: own?.id ?? 0 },
    },
  };
  readers = [visitor(world), firm.ctx, person.ctx, holder];
});

/** Every page to the end, as a client follows them. */
async function everything(ctx: Ctx, query: string, limit: number) {
  const { filters } = parseLotFilters(new URLSearchParams(query));
  const ids: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < 1000; page++) {
    const { lots: cards, next } = await pageOfLots(ctx, { ...filters, limit, cursor });
    expect(cards.length).toBeLessThanOrEqual(limit);
    ids.push(...cards.map(({ publicId }) => publicId));
    if (!next) return ids;
    cursor = next;
  }
  throw new Error('no end');
}

async function expected(ctx: Ctx, query: string) {
  const { filters } = parseLotFilters(new URLSearchParams(query));
  const resolved = await resolveFilters(ctx, filters);
  const near = await resolveNear(ctx, filters);
  const reader = readerOf(ctx);
  const kept = lots.filter((lot) => answers(lot, resolved, reader, Date.now()));
  return {
    ids: inOrder(kept, sortOf(filters, near !== null), near).map(({ publicId }) => publicId),
    facets: naiveFacets(lots, resolved, reader, Date.now()),
  };
}

const asking = () =>
  fc.record({
    query: randomQuery(market),
    reader: fc.constantFrom(0, 0, 1, 2, 3),
    limit: fc.constantFrom(1, 7, 20, 100),
  });

describe('lists in SQL', () => {
  it('have something to find', async () => {
    const { ids } = await expected(visitor(world), '');
    expect(ids.length).toBeGreaterThan(50);
  });

  it('are those of a naive filter: lots, order, pages, counts beside each criterion', async () => {
    await fc.assert(
      fc.asyncProperty(asking(), async ({ query, reader, limit }) => {
        const ctx = readers[reader] as Ctx;
        const { ids, facets } = await expected(ctx, query);
        expect(await everything(ctx, query, limit)).toEqual(ids);
        const { filters } = parseLotFilters(new URLSearchParams(query));
        const list = await listLots(ctx, filters);
        expect(list.facets).toEqual(facets);
        expect(list.total).toEqual({ count: ids.length, more: false });
      }),
      { numRuns: 120 },
    );
  });

  it('are the same when too many answer to look at all: read along their order, a bounded stretch at a time', async () => {
    const usual = { ...BOUNDS };
    Object.assign(BOUNDS, { few: 5, window: 30, ms: 10_000 });
    try {
      await fc.assert(
        fc.asyncProperty(asking(), async ({ query, reader, limit }) => {
          const ctx = readers[reader] as Ctx;
          const { ids } = await expected(ctx, query);
          expect(await everything(ctx, query, limit)).toEqual(ids);
        }),
        { numRuns: 60 },
      );
    } finally {
      Object.assign(BOUNDS, usual);
    }
  });
});
