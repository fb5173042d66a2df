import { afterAll, beforeAll, expect, it } from 'vitest';
import { paths } from '#app/http/paths.ts';
import { call, expectOk } from '#tests/ledger/world.ts';
import { type Acting, acting } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeSite } from '#tests/support/factories.ts';
import { startTestServer, type TestServer } from '#tests/support/server.ts';

let database: TestDatabase;
let server: TestServer;
let holder: Acting;
let site: Made;
beforeAll(async () => {
  database = await freshDatabase();
  server = await startTestServer({ DATABASE_URL: database.url });
  holder = await acting(database);
  // 350 m from where it is shown
  site = await makeSite(database.owner, holder.party, { lon: -1.65432, lat: 48.12345 });
});
afterAll(() => server.stop());

const EVIL = `</script><script>alert(1)</script><!-- "'&`;
async function page(lot: Made, language = 'fr') {
  const answer = await server.fetch(paths.lot(lot.publicId), { headers: { 'accept-language': language } });
  return { answer, html: await answer.text() };
}
const dataIn = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json"[^>]*>([^<]*)<\/script>/g)].map(
    ([, text = '']) =>
      JSON.parse(text) as { name: string; description: string; offers: { areaServed: object } },
  );

it('whatever a holder writes, the data for search engines stay data', async () => {
  const lot = await makeLot(database.owner, holder.party, { site });
  await database.owner`update lot set title = ${EVIL}, description = ${`${EVIL}\u2028`} where id = ${lot.id}`;
  const { answer, html } = await page(lot);
  expect(answer.status).toBe(200);
  expect(html).not.toContain('<script>alert');
  const [product, ...others] = dataIn(html);
  expect(others).toEqual([]);
  expect(product).toMatchObject({ '@type': 'Product', name: EVIL, description: `${EVIL}\u2028` });
  const policy = answer.headers.get('content-security-policy') ?? '';
  const nonce = /<script type="application\/ld\+json" nonce="([^"]+)"/.exec(html)?.[1];
  expect(policy).toContain(`'nonce-${nonce}'`);
});

it('has one address, can be linked to, and never says where the site is', async () => {
  const lot = await makeLot(database.owner, holder.party, { site });
  const { answer, html } = await page(lot, 'en');
  expect(answer.headers.get('x-robots-tag')).toBeNull();
  expect(html).not.toContain('noindex');
  expect(html).toMatch(new RegExp(`<link rel="canonical" href="http[^"]+/lots/${lot.publicId}"`));
  expect(html).toMatch(/<meta property="og:title" content="Doors/);
  expect(html).not.toMatch(/-1\.65432|48\.12345/);
  expect(JSON.stringify(dataIn(html)[0]?.offers.areaServed)).toContain('"latitude":48.12595');
});

it('withdrawn, it says so, is not to be indexed, and shows what is like it', async () => {
  const lot = await makeLot(database.owner, holder.party, { site });
  const like = await makeLot(database.owner, holder.party, { site });
  expectOk(await call(database.owner, 'withdraw', holder.party, lot.id, null, 'recycled', null));
  const { answer, html } = await page(lot);
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-robots-tag')).toBe('noindex');
  expect(html).toContain('<meta name="robots" content="noindex"');
  expect(html).toContain('Ce lot a été retiré');
  expect(html).toContain('https://schema.org/Discontinued');
  // the index in memory follows within two seconds
  const shown = async () => (await page(lot)).html.includes(`/lots/${like.publicId}`);
  await expect.poll(shown, { timeout: 5000, interval: 250 }).toBe(true);
});

it('a draft has no data for anybody, and is not found by a stranger', async () => {
  const draft = await makeLot(database.owner, holder.party, { site, publish: false });
  const { answer, html } = await page(draft);
  expect(answer.status).toBe(404);
  expect(dataIn(html)).toEqual([]);
});
