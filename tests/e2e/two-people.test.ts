import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Made, makeLot, makeMember, makeOrganisation } from '#tests/support/factories.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** Two people, each in a browser of their own, at the last units of a lot. */
let world: FieldWorld;
let browsers: Browser[];
let malo: Watched;
let nina: Watched;

beforeAll(async () => {
  world = await openFieldWorld();
  browsers = await Promise.all([openBrowser(), openBrowser()]);
  [malo, nina] = (await Promise.all(browsers.map(signedIn))) as [Watched, Watched];
});
afterAll(async () => {
  await Promise.all((browsers ?? []).map((browser) => browser.close()));
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(malo.page, 'failed-two-people-malo');
  await picture(nina.page, 'failed-two-people-nina');
});

async function signedIn(browser: Browser): Promise<Watched> {
  const organisation = await makeOrganisation(world.sql, 'association');
  const person = await makeMember(world.sql, organisation, 'administrator');
  const watched = await newPerson(browser, { viewport: { width: 390, height: 844 } });
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}

const isReservation = /\/reservations\/[0-9a-f-]{36}/;
const send = (page: Page) => page.getByRole('button', { name: /^(Réserver|Envoyer la demande)/ });

async function open(page: Page, lot: Made, units: string): Promise<void> {
  await page.goto(`${world.origin}/lots/${lot.publicId}/reserve`);
  await page.locator('#reserve-quantity').fill(units);
  await page.locator('#reserve-purpose').selectOption('own_home');
}

const stock = async (lot: Made) => {
  const [row] = await world.sql`
    select available, held, (select count(*)::int from ledger.reservation r where r.lot_id = s.lot_id) as reservations
      from ledger.stock s where lot_id = ${lot.id}`;
  return row;
};

test('both read "5 left" and ask for 4 at the same instant: one has them, the other is told that 1 is left and takes it', async () => {
  const lot = await makeLot(world.sql, world.holder, { units: 5 });
  const pages = [malo.page, nina.page];
  for (const page of pages) {
    await open(page, lot, '4');
    await page
      .getByText(/Il reste 5/)
      .first()
      .waitFor();
  }
  await Promise.all(pages.map((page) => send(page).click()));
  const arrived = () => pages.filter((page) => isReservation.test(page.url()));
  await expect.poll(() => arrived().length, { timeout: 20_000 }).toBe(1);
  const late = pages.find((page) => !arrived().includes(page)) as Page;
  await late
    .getByText(/Il n’en reste que 1/)
    .first()
    .waitFor();
  expect(await stock(lot)).toEqual({ available: 1000, held: 4000, reservations: 1 });
  await picture(late, 'two-people-told-390');
  await late.locator('#reserve-quantity').fill('1');
  await send(late).click();
  await late.waitForURL(isReservation);
  expect(await stock(lot)).toEqual({ available: 0, held: 5000, reservations: 2 });
  expect([...malo.complaints, ...nina.complaints]).toEqual([]);
});

test('one reads the page, the other takes everything: said when the form is sent, and nothing is promised twice', async () => {
  const lot = await makeLot(world.sql, world.holder, { units: 3 });
  await open(malo.page, lot, '3');
  await open(nina.page, lot, '3');
  await send(nina.page).click();
  await nina.page.waitForURL(isReservation);
  await send(malo.page).click();
  await malo.page.getByText('tout est réservé ou parti').first().waitFor();
  await expect.poll(() => stock(lot)).toEqual({ available: 0, held: 3000, reservations: 1 });
  expect(isReservation.test(malo.page.url())).toBe(false);
});
