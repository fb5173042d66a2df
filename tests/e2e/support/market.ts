import { createServer } from 'node:http';
import type { Page } from 'playwright-core';
import { freePort } from '../../support/server.ts';
import { openWorld, type World } from './world.ts';

/** A world whose market is that of the demonstration. */
export async function openMarket(): Promise<World> {
  const world = await openWorld({ DEMO: '1', SMTP_URL: '' });
  for (let waited = 0; waited < 170_000; waited += 500) {
    if (world.server.log.some((line) => line.includes('Demonstration played'))) return world;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`The demonstration did not end:\n${world.server.log.slice(-10).join('\n')}`);
}

/** React has taken the page over. */
export const hydrated = (page: Page) =>
  page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactProps')),
  );

export const mapDrawn = (page: Page) => page.locator('[data-map-idle]').first().waitFor({ timeout: 60_000 });

/** What the list says, how many and which first, once it has settled: the address changes before the page does. */
export async function listed(page: Page): Promise<{ count: string; titles: string[] }> {
  const read = async () => ({
    count: await page.locator('section[aria-labelledby=results][aria-busy=false] #results').innerText(),
    titles: await page.locator('main article h3').allInnerTexts(),
  });
  for (let last = await read(); ; ) {
    await page.waitForTimeout(300);
    const now = await read();
    if (JSON.stringify(now) === JSON.stringify(last)) return now;
    last = now;
  }
}

/** Moves the map by the hand of a mouse. */
export async function drag(page: Page, by: { x: number; y: number }): Promise<void> {
  const box = await page.locator('.gisement-map canvas').boundingBox();
  if (!box) throw new Error('no map to drag');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 6; step++) await page.mouse.move(x + (by.x * step) / 6, y + (by.y * step) / 6);
  // held still, it does not glide on
  await page.waitForTimeout(250);
  await page.mouse.up();
}

export const query = (page: Page) => new URL(page.url()).searchParams;

/** Addresses of the tiles that a page asks for from now on, without their host. */
export function tilesOf(page: Page): string[] {
  const all: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.startsWith('/tiles/lots/')) all.push(pathname + search);
  });
  return all;
}

/** Another site, of one page. */
export async function openSite(body: string): Promise<{ origin: string; close: () => Promise<void> }> {
  const port = await freePort();
  const server = createServer((_, answer) => {
    answer.setHeader('content-type', 'text/html; charset=utf-8');
    answer.end(`<!doctype html><title>Another site</title>${body}`);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
