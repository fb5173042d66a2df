import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newPerson, type Watched } from './support/browser.ts';
import { inspect } from './support/inspect.ts';
import { enter, holderSights, openSights, type Sight, takerSights } from './support/pages.ts';
import { picture } from './support/pictures.ts';
import { openWorld, type World } from './support/world.ts';

/**
 * Every page of the demonstration, for who may open it: nothing serious for axe, nothing in the console, no sideways
 * scroll, its title and its words in the reader's language. Pictures are left for people to look at.
 */
let world: World;

beforeAll(async () => {
  // an empty address of a mail server: mails stay readable in the pages
  world = await openWorld({ DEMO: '1', SMTP_URL: '' });
  await played(world);
}, 180_000);
afterAll(() => world?.close());

async function played({ server }: World): Promise<void> {
  for (let waited = 0; waited < 170_000; waited += 500) {
    if (server.log.some((line) => line.includes('Demonstration played'))) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`The demonstration did not end:\n${server.log.slice(-10).join('\n')}`);
}

/** One person walks through a list of pages; all that is wrong comes out at once. */
async function walk(
  email: string | null,
  sightsOf: (page: Watched['page'], origin: string) => Promise<Sight[]>,
) {
  const person = await newPerson(world.browser, { viewport: { width: 1280, height: 800 } });
  if (email) await (await enter(person.context, world.origin, email)).close();
  const faults: string[] = [];
  for (const sight of await sightsOf(person.page, world.origin)) {
    for (const fault of await inspect(person, world.origin, sight)) faults.push(`${sight[0]}: ${fault}`);
  }
  await person.context.close();
  return faults;
}

describe('the pages', () => {
  test('open to anyone', async () => {
    expect(await walk(null, openSights)).toEqual([]);
  }, 600_000);

  test('of somebody who offers materials', async () => {
    expect(await walk('holder@demo.example', holderSights)).toEqual([]);
  }, 600_000);

  test('of somebody who comes to collect', async () => {
    expect(await walk('taker@demo.example', takerSights)).toEqual([]);
  }, 600_000);
});

test('a page whose data could not be fetched says so and offers to try again', async () => {
  const { page } = await newPerson(world.browser);
  await page.goto(`${world.origin}/`);
  await page.waitForLoadState('networkidle');
  await page.route('**/territories.data*', (route) => route.fulfill({ status: 500, body: 'broken' }));
  await page.locator('header').getByRole('link', { name: 'Territoires' }).last().click();
  await page.getByRole('heading', { name: 'Une erreur est survenue de notre côté' }).waitFor();
  await picture(page, 'error-1280');
});
