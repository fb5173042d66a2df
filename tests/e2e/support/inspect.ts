import type { Page } from 'playwright-core';
import { seriousFaults } from './axe.ts';
import type { Watched } from './browser.ts';
import type { Sight } from './pages.ts';
import { picture } from './pictures.ts';

const WIDE = { width: 1280, height: 800 };

/** Everything a page must hold in both languages, both appearances and three widths; answers with what does not. */
export async function inspect(
  { page, complaints }: Watched,
  origin: string,
  [name, path]: Sight,
): Promise<string[]> {
  const faults: string[] = [];
  const before = complaints.length;
  await page.setViewportSize(WIDE);
  // a colour caught in the middle of its change would be judged
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await speak(page, origin, 'fr');
  await open(page, origin + path);
  const french = await words(page);
  if (french.lang !== 'fr') faults.push(`html lang is ${french.lang} in French`);
  for (const heading of french.headings.filter(looksEnglish))
    faults.push(`an English heading in French: ${heading}`);
  await picture(page, `${name}-1280`);
  for (const fault of await seriousFaults(page)) faults.push(`axe, light: ${fault}`);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  // the picture first: it waits until the page has changed its colours
  await picture(page, `${name}-dark`);
  for (const fault of await seriousFaults(page, ['color-contrast'])) faults.push(`axe, dark: ${fault}`);
  await page.emulateMedia({ colorScheme: 'light' });
  for (const width of [320, 390]) {
    await page.setViewportSize({ width, height: 844 });
    faults.push(...(await overflow(page, width)));
  }
  await picture(page, `${name}-390`);
  await page.setViewportSize(WIDE);
  await speak(page, origin, 'en');
  // the map speaks little: it was waited for in French
  await page.goto(origin + path);
  await drawn(page);
  const english = await words(page);
  if (english.lang !== 'en') faults.push(`html lang is ${english.lang} in English`);
  if (!/ · Gisement$/.test(french.title)) faults.push(`title in French: ${french.title}`);
  if (!/ · Gisement$/.test(english.title)) faults.push(`title in English: ${english.title}`);
  if (french.headings.length === 0) faults.push('no heading of level 1 or 2');
  await picture(page, `${name}-en`);
  return [...faults, ...complaints.slice(before)];
}

async function speak(page: Page, origin: string, lang: 'fr' | 'en'): Promise<void> {
  await page.context().addCookies([{ name: 'lang', value: lang, url: origin }]);
}

/** Opens the page, and waits for the map where there is one. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await drawn(page);
  const map = page.locator('.gisement-map');
  if ((await page.locator('[data-map-slot]:visible').count()) > 0)
    await map.first().waitFor({ timeout: 60_000 });
  if ((await map.count()) > 0) await page.locator('[data-map-idle]').first().waitFor({ timeout: 60_000 });
}

/** React has taken the page over and nothing more has been fetched for 150 ms: what it draws late is there. */
async function drawn(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('main') ?? {}).some((key) => key.startsWith('__reactProps')),
  );
  const fetched = () => page.evaluate(() => performance.getEntriesByType('resource').length);
  for (let before = -1, now = await fetched(); now !== before; now = await fetched()) {
    before = now;
    await page.waitForTimeout(150);
  }
}

async function words(page: Page) {
  return {
    title: await page.title(),
    lang: await page.locator('html').getAttribute('lang'),
    headings: await page.locator('main :is(h1, h2)').allInnerTexts(),
  };
}

const ENGLISH = /\b(the|of|your|you|and|with|for|from|to|sign|log|create|edit|page|site|lots?|my)\b/giu;
const FRENCH =
  /\b(le|la|les|de|du|des|un|une|votre|vos|vous|et|à|en|pour|sur|par|page|site|lots?)\b|[éèêàçôîœ’]/giu;
const looksEnglish = (text: string) =>
  (text.match(ENGLISH) ?? []).length > 1 &&
  (text.match(ENGLISH) ?? []).length > (text.match(FRENCH) ?? []).length;

/** Nothing may force a sideways scroll; names the widest culprits. */
async function overflow(page: Page, width: number): Promise<string[]> {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => one.getBoundingClientRect().right > room + 1)
      .slice(0, 4)
      .map((one) => `${one.tagName.toLowerCase()}.${one.className}`.slice(0, 120));
  });
  return wide.length > 0 ? [`sideways scroll at ${width} px: ${wide.join(' | ')}`] : [];
}
