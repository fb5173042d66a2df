import type { Locator, Page } from 'playwright-core';
import { alive } from './steps.ts';

/** Opens an address and waits until the page is alive, the focus where a browser puts it. */
export async function arrive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await alive(page);
}

/** Presses Tab until this is focused, as somebody without a pointer must; fails where it cannot be reached. */
export async function tabTo(
  page: Page,
  target: Locator,
  way: 'forward' | 'backward' = 'forward',
): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((one) => one === document.activeElement)) return;
    await page.keyboard.press(way === 'forward' ? 'Tab' : 'Shift+Tab');
  }
  throw new Error(`150 presses of Tab do not reach ${target}`);
}

/** Reaches a field by Tab and writes in it, over what it held. */
export async function type(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text, { delay: 10 });
}

/** Whether what has the focus can be seen: on screen, with an outline around it or around the label it sits in. */
export function visiblyFocused(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const one = document.activeElement;
    if (!one || one === document.body) return true;
    const box = one.getBoundingClientRect();
    const onScreen = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
    const outlined = [one, one.closest('label'), one.parentElement].some((each) => {
      if (!each) return false;
      const style = getComputedStyle(each);
      return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    });
    return onScreen && outlined;
  });
}
