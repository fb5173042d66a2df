import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handedOver } from '#tests/ledger/world.ts';
import { makeLot, makeMember, makeOrganisation, makeReservation } from '#tests/support/factories.ts';
import { readAtOnce } from '#tests/support/mail-rhythm.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** Months later: the taker says by the link of the letter what became of it, signed out; the holder reads it. */
let world: FieldWorld;
let browser: Browser;
let taker: Watched;
let holder: Watched;

beforeAll(async () => {
  world = await openFieldWorld({ JOBS: 'inline' });
  browser = await openBrowser();
  taker = await newPerson(browser, { viewport: { width: 390, height: 844 } });
  holder = await newPerson(browser, { viewport: { width: 1280, height: 900 } });
  await holder.context.addCookies([await world.signedIn(world.anne)]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(holder.page, 'failed-outcome-holder');
  await picture(taker.page, 'failed-outcome-taker');
});

const go = (page: Page, path: string) => page.goto(world.origin + path);
async function lookAt(page: Page, name: string): Promise<void> {
  await picture(page, `outcome-${name}`);
  expect(await seriousFaults(page), name).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
    `${name} scrolls sideways`,
  ).toBe(false);
}

test('asked by mail, answered in one press, then in parts: what was thrown away leaves the lot’s tonnes', async () => {
  const organisation = await makeOrganisation(world.sql, 'association');
  await world.sql`update organisation set name = 'Les Ateliers du Thabor' where id = ${organisation.id}`;
  const person = await makeMember(world.sql, organisation, 'administrator');
  const theirs = { organisation: organisation.id, person: person.id };
  const lot = await makeLot(world.sql, world.holder, { site: world.site, units: 20 });
  await world.sql`update lot set title = 'Portes de chêne' where id = ${lot.id}`;
  const { id, publicId } = await makeReservation(world.sql, lot, theirs, {
    units: 5,
    acceptedBy: world.holder,
  });
  await handedOver(world.sql, world.holder, theirs, id, 5000, 100_000);
  await readAtOnce(world.sql);
  await world.sql`insert into ledger.outcome_ask values (${id}, ledger.clock())`;
  await world.sql`insert into event (kind, payload) values ('outcome.asked', jsonb_build_object('reservation', ${id}::bigint, 'nth', 1))`;
  const link = async () => {
    const [mail] =
      await world.sql`select body_text from mail where kind = 'outcome.asked' and to_person_id = ${person.id}`;
    return /\/outcomes\/[\w-]{43}/.exec(String(mail?.body_text ?? ''))?.[0];
  };
  await expect.poll(link, { timeout: 20_000 }).toBeTruthy();

  const { page } = taker;
  await go(page, String(await link()));
  await lookAt(page, 'question-390');
  await page.getByRole('button', { name: 'C’est posé ou utilisé' }).click();
  await page.getByText('Merci, c’est noté.').first().waitFor();
  await page.getByText('Une partie seulement').click();
  await page.getByLabel('Posé ou utilisé').fill('3');
  await page.getByLabel('Jeté', { exact: false }).first().fill('1');
  await page.getByRole('button', { name: 'Enregistrer ces quantités' }).click();
  await page.getByText('le total ne correspond pas').first().waitFor();
  await lookAt(page, 'refused-390');
  await page.getByLabel('Jeté', { exact: false }).first().fill('2');
  await page.getByRole('button', { name: 'Enregistrer ces quantités' }).click();
  await page.getByText('40 kg retirés des tonnes détournées').waitFor();
  await lookAt(page, 'answered-390');
  const [stock] = await world.sql`select collected, landfilled from ledger.stock where lot_id = ${lot.id}`;
  expect(stock).toEqual({ collected: 3000, landfilled: 2000 });

  await go(holder.page, `/reservations/${publicId}`);
  await holder.page.getByText('Réponse de Les Ateliers du Thabor').waitFor();
  await holder.page.getByText('40 kg retirés des tonnes détournées').waitFor();
  await lookAt(holder.page, 'holder-1280');
  await go(holder.page, `/lots/${lot.publicId}/history`);
  await holder.page.getByText('Jeté ensuite').first().waitFor();
  await picture(holder.page, 'outcome-history-1280');

  const english = await newPerson(browser, {
    ...{ viewport: { width: 1280, height: 900 }, colorScheme: 'dark', locale: 'en-GB' },
  });
  await go(english.page, String(await link()));
  await english.page.getByText('Your answer').first().waitFor();
  await lookAt(english.page, 'dark-english-1280');
  await english.context.close();
});
