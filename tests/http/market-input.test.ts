import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acting } from '#tests/support/context.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { makeLot } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let server: TestServer;

beforeAll(async () => {
  const world = await freshDatabase();
  const { party } = await acting(world);
  for (let i = 0; i < 3; i++) await makeLot(world.owner, party);
  await world.owner`select search_words_learn()`;
  server = await startTestServer({ DATABASE_URL: world.url });
});
afterAll(() => server.stop());

/** Refused, and named, by the API and the tiles; the page goes on without them. */
const WRONG: [field: string, query: string][] = [
  ['bbox', 'bbox=170,-20,-170,-10'],
  ['bbox', 'bbox=2,49,1,48'],
  ['bbox', 'bbox=-1000,-90,1000,90'],
  ['bbox', 'bbox=NaN,NaN,NaN,NaN'],
  ['bbox', 'bbox=1e308,1,1e309,2'],
  ['bbox', 'bbox=1,2,3'],
  ['near', 'near=0,90'],
  ['near', 'near=NaN,48'],
  ['radius_km', 'near=1,48&radius_km=0'],
  ['radius_km', 'near=1,48&radius_km=10000'],
  ['radius_km', 'near=1,48&radius_km=-5'],
  ['limit', 'limit=1e9'],
  ['limit', 'limit=1000000000'],
  ['limit', 'limit=-1'],
  ['q', `q=${'porte '.repeat(1700)}`],
  ['type', `type=${'MIN-01,'.repeat(500)}`],
  ['type', "type=MIN-01'--"],
  ['family', 'family=MIN,ZZZ'],
  ['condition', 'condition=excellent'],
  ['size', 'size=83x204x4x2'],
  ['size', 'size=0x0'],
  ['length_min', 'length_min=1e9'],
  ['width_max', 'width_max=NaN'],
  ['price_max', 'price_max=99999999999999999999'],
  ['min_quantity', 'min_quantity=0'],
  ['from', 'from=2026-02-31'],
  ['territory', 'territory=commune:35238%27;--'],
  ['holder', 'holder=%25'],
  ['reservable', 'reservable=maybe'],
  ['cursor', 'cursor=%27%3B--'],
];

/** Answered, whatever they hold. */
const ODD = [
  "q='; drop table lot; --",
  'q=%00%01%02',
  'q=((((a %26 | ! <-> :*',
  'q=.*%2B%3F^$ {}()|[]\\\\',
  'q=%25_%25_%25',
  'q=-',
  'q=%F0%9F%99%82',
  `q=${'a'.repeat(200)}`,
  'bbox=-180,-90,180,90',
  'near=180,85&radius_km=1000',
  'near=-180,-85&radius_km=0.001',
  'type=ZZZ-99',
  'territory=epci:000000000',
  'holder=nobody-at-all',
  'length_min=100&length_max=1',
  'size=10000x10000x10000',
];

const refusedQuickly = 2_000;

describe('wrong filters', () => {
  it.each(WRONG)('%s: %s', async (field, query) => {
    const api = await server.fetch(`/api/v1/lots?${query}`);
    expect(api.status).toBe(400);
    const { errors } = (await api.json()) as { errors: { field: string }[] };
    expect(errors.map((error) => error.field)).toContain(field);
    const page = await server.fetch(`/lots?${query}`);
    const to = page.headers.get('location');
    expect(to ? (await server.fetch(to)).status : page.status).toBe(200);
    const tile = await server.fetch(`/tiles/lots/6/31/22.mvt?${query}`);
    expect(tile.status).toBe(field === 'cursor' ? tile.status : 400);
  });

  it('are refused before anything is asked of the database', async () => {
    const started = performance.now();
    const statuses = await Promise.all(
      Array.from({ length: 50 }, async (_, i) =>
        server.fetch(`/tiles/lots/6/31/22.mvt?limit=${i}e9`).then(({ status }) => status),
      ),
    );
    expect(new Set(statuses)).toEqual(new Set([400]));
    expect(performance.now() - started).toBeLessThan(refusedQuickly);
  });
});

describe('odd filters', () => {
  it.each(ODD)('%s', async (query) => {
    for (const path of [`/api/v1/lots?${query}`, `/lots?${query}`, `/tiles/lots/6/31/22.mvt?${query}`])
      expect([path, (await server.fetch(path)).status]).toEqual([path, 200]);
  });

  it('a page beyond the end is empty, in every sort; a cursor of another sort is refused', async () => {
    const id = '00000000-0000-4000-8000-000000000000';
    const cursor = (sort: string, key: number | null) =>
      Buffer.from(JSON.stringify([sort, key, id])).toString('base64url');
    for (const [sort, key] of [
      ['newest', 0],
      ['newest', 2 ** 52],
      ['ending', 1_000_000],
      ['ending', null],
      ['distance', 1e9],
    ] as const) {
      const near = sort === 'distance' ? '&near=1,48' : '';
      const path = `/api/v1/lots?sort=${sort}${near}&cursor=${cursor(sort, key)}`;
      const answer = await server.fetch(path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
    for (const wrong of [
      cursor('ending', 3),
      cursor('newest', -1),
      cursor('newest', 2 ** 60),
      cursor('newest', null),
      'xx',
    ])
      expect((await server.fetch(`/api/v1/lots?sort=newest&cursor=${wrong}`)).status).toBe(400);
    const page = await server.fetch(`/lots?cursor=${cursor('newest', 0)}`);
    expect(page.status).toBe(200);
  });
});

describe('suggestions', () => {
  it.each(['', 'q=', 'q=%00', 'q=%25', `q=${'a'.repeat(5000)}`, "q=';--", 'q=velu', 'q=83x204'])(
    '%s',
    async (query) => {
      const answer = await server.fetch(`/lots/suggest?${query}`);
      expect(answer.status).toBe(200);
      const { suggestions } = (await answer.json()) as { suggestions: unknown[] };
      expect(suggestions.length).toBeLessThanOrEqual(13);
      expect((await server.fetch(`/api/v1/lots/suggestions?${query}`)).status).toBe(
        query.length > 210 ? 400 : 200,
      );
    },
  );

  it('know the kinds of material by their other names', async () => {
    const answer = await server.fetch('/api/v1/lots/suggestions?q=velu', {
      headers: { 'accept-language': 'fr' },
    });
    const { suggestions } = (await answer.json()) as { suggestions: { value: string }[] };
    expect(suggestions[0]).toMatchObject({
      kind: 'type',
      value: 'COU-14',
      label: 'Fenêtre de toit',
      detail: 'velux',
    });
  });
});
