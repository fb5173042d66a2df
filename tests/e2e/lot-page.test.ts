import * as mupdf from 'mupdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newPerson, type Watched } from './support/browser.ts';
import { picture } from './support/pictures.ts';
import { openWorld, type World } from './support/world.ts';

/** A lot with several photos, as a visitor reads, shares and prints it. */
let world: World;
let visitor: Watched;
let address: string;

beforeAll(async () => {
  world = await openWorld({ DEMO: '1', SMTP_URL: '' });
  for (let waited = 0; waited < 170_000; waited += 500) {
    if (world.server.log.some((line) => line.includes('Demonstration played'))) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  address = await withPhotos();
  visitor = await newPerson(world.browser, { viewport: { width: 390, height: 844 } });
}, 180_000);
afterAll(() => world?.close());

async function withPhotos(): Promise<string> {
  const list = (await (await world.server.fetch('/api/v1/lots?limit=100')).json()) as {
    features: { id: string }[];
  };
  for (const { id } of list.features) {
    const html = await (await world.server.fetch(`/lots/${id}`)).text();
    if (html.includes('id="photo-2"')) return `${world.origin}/lots/${id}`;
  }
  throw new Error('no lot of the demonstration has two photos');
}

test('the photos are gone through by keyboard, button and link; nothing scrolls sideways', async () => {
  const { page } = visitor;
  await page.goto(address);
  const strip = page.getByRole('list', { name: /^Photos du lot/ });
  const next = page.getByRole('button', { name: 'Photo suivante' });
  await next.waitFor();
  const shown = () => strip.evaluate((box) => Math.round(box.scrollLeft / box.clientWidth));
  await strip.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(shown).toBe(1);
  await expect.poll(() => page.getByText('Photo 2 sur').count()).toBeGreaterThan(0);
  await page.keyboard.press('Home');
  await expect.poll(shown).toBe(0);
  await next.click();
  await expect.poll(shown).toBe(1);
  await page.getByRole('link', { name: /^Voir la photo 1 sur/ }).click();
  await expect.poll(shown).toBe(0);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(sideways).toBeLessThanOrEqual(0);
  await picture(page, 'lot-page-phone');
});

test('without a script the small photos lead to the whole ones', async () => {
  const plain = await newPerson(world.browser, { javaScriptEnabled: false });
  await plain.page.goto(address);
  await plain.page.getByRole('link', { name: /^Voir la photo 2 sur/ }).click();
  expect(plain.page.url()).toContain('#photo-2');
  expect(await plain.page.getByRole('button', { name: 'Copier' }).count()).toBe(0);
  await expect
    .poll(() => plain.page.getByRole('link', { name: 'Par courriel' }).getAttribute('href'))
    .toMatch(/^mailto:\?subject=/);
  await plain.context.close();
});

test('the address is copied', async () => {
  const { page, context } = visitor;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copier' }).click();
  await page.getByText('Adresse copiée').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await page.getByLabel('Adresse de cette page').inputValue(),
  );
});

test('it prints on one A4 sheet, with its code and without the rest', async () => {
  const { page } = visitor;
  await page.goto(address);
  const sheet = await page.pdf({ format: 'A4' });
  const document = mupdf.Document.openDocument(sheet, 'application/pdf');
  expect(document.countPages()).toBe(1);
  const text = document.loadPage(0).toStructuredText('').asText();
  expect(text).toContain(
    await page
      .getByLabel('Adresse de cette page')
      .inputValue()
      .then((url) => url.slice(-12)),
  );
  expect(text).not.toMatch(/Lots semblables|Partager/);
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => page.locator('[data-lot-code]').isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
});

test('nothing was said in the console', () => {
  expect(visitor.complaints).toEqual([]);
});
