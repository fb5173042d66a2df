import type { CDPSession, Page } from 'playwright-core';

/** What a page costs and how it feels, as the browser itself counts it. Times are milliseconds since the navigation. */
export interface PageFigures {
  /** scripts as they travelled, before the first byte of the map's code is asked for */
  scriptBytes: number;
  scripts: { name: string; bytes: number }[];
  /** everything as it travelled, pictures of the first screen included */
  totalBytes: number;
  htmlBytes: number;
  /** the first card is laid out and painted */
  readable: number;
  largestPaint: number;
  layoutShift: number;
  /** what moved, and by how much */
  shifts: string[];
}

const MAP_CODE = /\/LotsMap\.client-/;

/** Put in every page before its own scripts: the browser's own counters, and the first frame that shows a card. */
const COUNTERS = `(() => {
  const seen = { shift: 0, largest: 0, readable: 0, slowest: 0, shifts: [] };
  window.__figures = seen;
  const watch = (type, each, more = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...more });
  watch('layout-shift', (e) => {
    if (e.hadRecentInput) return;
    seen.shift += e.value;
    seen.shifts.push(e.value.toFixed(4) + ' ' + e.sources.map((s) => s.node?.nodeName + '.' + (s.node?.className ?? '')).join(' | ').slice(0, 200));
  });
  watch('largest-contentful-paint', (e) => { seen.largest = e.startTime; });
  watch('event', (e) => { if (e.interactionId) seen.slowest = Math.max(seen.slowest, e.duration); }, { durationThreshold: 16 });
  const look = () => {
    const card = document.querySelector('main article h3');
    const box = card?.getBoundingClientRect();
    const painted = performance.getEntriesByName('first-contentful-paint')[0];
    if (painted && box && box.height > 0) seen.readable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();`;

interface Seen {
  shift: number;
  shifts: string[];
  largest: number;
  readable: number;
  slowest: number;
}

export const seenBy = (page: Page): Promise<Seen> =>
  page.evaluate(() => (window as unknown as { __figures: Seen }).__figures);

/** A phone of the middle of the range on a slow network: a quarter of this processor, 1.6 Mbit/s, 150 ms there and back. */
async function slowPhone(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
}

/** Counts what travels from now on. */
export async function watchPage(page: Page, options: { slow: boolean }) {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  if (options.slow) await slowPhone(session);
  await page.addInitScript(COUNTERS);
  const names = new Map<string, string>();
  const sizes: { url: string; bytes: number; beforeMap: boolean }[] = [];
  let mapAsked = false;
  const late = new Set<string>();
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (MAP_CODE.test(request.url)) mapAsked = true;
    names.set(requestId, request.url);
    if (mapAsked) late.add(requestId);
  });
  // what travelled of a body, without its headers
  const bodies = new Map<string, number>();
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) => {
    bodies.set(requestId, (bodies.get(requestId) ?? 0) + encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const url = names.get(requestId);
    const bytes = bodies.get(requestId) || encodedDataLength;
    if (url) sizes.push({ url, bytes, beforeMap: !late.has(requestId) });
  });
  const isScript = (url: string) => /\.m?js(\?|$)/.test(url);
  return {
    session,
    async figures(): Promise<PageFigures> {
      const seen = await seenBy(page);
      const scripts = sizes
        .filter(({ url, beforeMap }) => isScript(url) && beforeMap)
        .map(({ url, bytes }) => ({ name: url.replace(/^.*\//, ''), bytes }));
      return {
        scripts,
        scriptBytes: scripts.reduce((sum, one) => sum + one.bytes, 0),
        totalBytes: sizes.reduce((sum, one) => sum + one.bytes, 0),
        htmlBytes: sizes.find(({ url }) => new URL(url).pathname === '/lots')?.bytes ?? 0,
        readable: seen.readable,
        largestPaint: seen.largest,
        layoutShift: seen.shift,
        shifts: seen.shifts,
      };
    },
  };
}
