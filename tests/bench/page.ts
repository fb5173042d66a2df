import type { Browser } from 'playwright-core';
import { newPerson, openBrowser } from '../e2e/support/browser.ts';
import { type PageFigures, seenBy, watchPage } from '../e2e/support/figures.ts';
import { startTestServer } from '../support/server.ts';
import { demonstrationPlayed } from './demonstration.ts';

const ROUNDS = Number(process.env.ROUNDS ?? 3);
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 };
const PATH = '/lots?around=35238&radius_km=50';

interface Round extends PageFigures {
  /** while the page comes, before anything is touched */
  arrivalShift: number;
  /** the map's own frame is there and takes gestures */
  mapThere: number;
  /** nothing is left to load or draw */
  mapUsable: number;
  slowestTap: number;
}

/** `npm run bench -- page [address]`: the list of lots on a slow phone, as the browser's own instruments count it. */
export async function run(): Promise<void> {
  const given = process.argv[3];
  const server = given ? null : await startTestServer({ DEMO: '1', JOBS: 'inline', LOG_LEVEL: 'error' });
  const browser = await openBrowser();
  try {
    const origin = given ?? server?.origin ?? '';
    if (server) await demonstrationPlayed(origin);
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await visit(browser, origin));
    print(rounds);
  } finally {
    await browser.close();
    await server?.stop();
  }
}

async function visit(browser: Browser, origin: string): Promise<Round> {
  const { page, context } = await newPerson(browser, PHONE);
  const watched = await watchPage(page, { slow: true });
  await page.goto(origin + PATH, { waitUntil: 'commit' });
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactProps')),
  );
  const arrivalShift = (await seenBy(page)).shift;
  await page.getByRole('button', { name: 'Voir la carte' }).tap();
  await page.getByRole('button', { name: 'Zoomer', exact: true }).waitFor({ timeout: 60_000 });
  const mapThere = await page.evaluate(() => performance.now());
  await page.locator('[data-map-idle]').first().waitFor({ timeout: 60_000 });
  const mapUsable = await page.evaluate(() => performance.now());
  await page.getByRole('button', { name: 'Voir la liste' }).tap();
  await page.locator('summary', { hasText: 'Filtres' }).tap();
  await page.getByRole('checkbox', { name: /^Charpente/ }).tap();
  await page.getByRole('checkbox', { name: /^Dons/ }).tap();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Voir / })
    .tap();
  await page.waitForURL(/free=1/);
  await page.waitForTimeout(500);
  const figures = await watched.figures();
  const { slowest } = await seenBy(page);
  await context.close();
  return { ...figures, arrivalShift, mapThere, mapUsable, slowestTap: slowest };
}

/** The best of the rounds: the machine is shared. The layout's shift is the worst: nothing excuses it. */
function print(rounds: Round[]): void {
  const best = (of: (round: Round) => number) => Math.min(...rounds.map(of));
  const kilo = (bytes: number) => `${(bytes / 1000).toFixed(0)} kB`;
  const rows: [string, string, string][] = [
    ['list readable', `${(best((r) => r.readable) / 1000).toFixed(2)} s`, '2.5 s'],
    ['largest paint', `${(best((r) => r.largestPaint) / 1000).toFixed(2)} s`, ''],
    ['map there', `${(best((r) => r.mapThere) / 1000).toFixed(2)} s`, ''],
    ['map wholly drawn', `${(best((r) => r.mapUsable) / 1000).toFixed(2)} s`, '5 s'],
    ['layout shift while it comes', Math.max(...rounds.map((r) => r.arrivalShift)).toFixed(4), '0.02'],
    ['layout shift, a search included', Math.max(...rounds.map((r) => r.layoutShift)).toFixed(4), '0.02'],
    ['slowest tap', `${best((r) => r.slowestTap).toFixed(0)} ms`, '200 ms'],
    ['JavaScript before the map', kilo(best((r) => r.scriptBytes)), '100 kB'],
    ['page itself', kilo(best((r) => r.htmlBytes)), ''],
    ['all that travelled', kilo(best((r) => r.totalBytes)), ''],
  ];
  console.log('| on a phone: 390 px, processor / 4, 1.6 Mbit/s, 150 ms | measured | goal |\n|---|---|---|');
  for (const row of rows) console.log(`| ${row.join(' | ')} |`);
  for (const shift of new Set(rounds.flatMap((r) => r.shifts))) console.log(`  moved: ${shift}`);
  const heaviest = [...(rounds[0]?.scripts ?? [])].sort((a, b) => b.bytes - a.bytes).slice(0, 12);
  for (const { name, bytes } of heaviest) console.log(`  ${kilo(bytes)} ${name}`);
}
