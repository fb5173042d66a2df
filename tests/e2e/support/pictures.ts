import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const FOLDER = join('tests', 'e2e', 'pictures');

/** A picture of the whole page for people to look at; the folder is not kept in git. The map beside the list is drawn for its window only. */
export async function picture(page: Page, name: string): Promise<void> {
  const fullPage = (await page.locator('aside [data-map-idle]').count()) === 0;
  mkdirSync(FOLDER, { recursive: true });
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage, animations: 'disabled' });
}
