import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium: the one named by CHROMIUM_PATH, the system's, Playwright's own, else the one npm installed. */
async function executable(): Promise<string> {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  const found = [...SYSTEM, chromium.executablePath()].find((path) => path && existsSync(path));
  return found ?? sparticuz.executablePath();
}

const ARGS = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  // WebGL in software, for the map
  '--use-gl=angle',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // pages themselves are painted by the processor: pictures come six times sooner
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
];

export async function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await executable(), args: ARGS });
}

/** A browser on a profile kept in a folder, as a phone has one: what it stores is there again after it was killed. */
export async function openProfile(folder: string, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await executable(),
    args: ARGS,
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    ...options,
  });
  return watched(context, context.pages()[0] ?? (await context.newPage()));
}

/** What must never happen on any page: an error in the console, an exception, a violation of the CSP. */
export interface Watched {
  context: BrowserContext;
  page: Page;
  /** complaints since the beginning; empty when all is well */
  complaints: string[];
}

/** Answers that a test provokes on purpose: the browser logs them as errors though the page deals with them. */
const EXPECTED = /the server responded with a status of (4\d\d|503)/;

export async function newPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ locale: 'fr-FR', timezoneId: 'Europe/Paris', ...options });
  return watched(context, await context.newPage());
}

function watched(context: BrowserContext, page: Page): Watched {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  return { context, page, complaints };
}
