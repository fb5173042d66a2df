import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type Made,
  type MadeOrganisation,
  type MadePerson,
  makeLot,
  makeMember,
  makeOrganisation,
} from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** Several lots of one site in one form: a taker, the holder, and the same without any script. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let taker: Watched;
let manager: Watched;
let plain: Watched;
let english: Watched;
let lots: [Made, Made, Made, Made];
let visit: string;

const TITLES = ['Portes intérieures', 'Radiateurs fonte', 'Lavabos', 'Luminaires'] as const;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  const { sql, holder } = world;
  const made: Made[] = [];
  for (const title of TITLES) {
    const lot = await makeLot(sql, holder, { site: world.site, units: 10 });
    await sql`update lot set title = ${title} where id = ${lot.id}`;
    made.push(lot);
  }
  lots = made as typeof lots;
  await sql`update lot set length_mm = 2040, width_mm = 830, thickness_mm = 40 where id = ${lots[0].id}`;
  await sql`update lot set length_mm = 900, width_mm = 200, thickness_mm = 600 where id = ${lots[1].id}`;
  const taking = await makeOrganisation(sql, 'association');
  await sql`update organisation set name = 'Atelier de la Rance' where id = ${taking.id}`;
  const lea = await makeMember(sql, taking, 'administrator');
  taker = await signedIn(lea, taking);
  english = await signedIn(lea, taking, {
    locale: 'en-GB',
    colorScheme: 'dark',
    viewport: { width: 390, height: 844 },
  });
  manager = await signedIn(world.anne);
  const other = await makeOrganisation(sql, 'firm');
  plain = await signedIn(await makeMember(sql, other, 'administrator'), other, { javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [name, who] of Object.entries({ taker, manager, plain }))
    await picture(who.page, `failed-visit-${name}`);
});

async function signedIn(
  person: MadePerson,
  organisation?: MadeOrganisation,
  options: Parameters<typeof newPerson>[1] = {},
): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}

const at = (path: string) => world.origin + path;
const site = () => `/sites/${world.site.publicId}/visit`;
const box = (page: Page, lot: Made) => page.locator(`[name="quantity.${lot.publicId}"]`);
const holds = async () =>
  (
    await world.sql`select held from ledger.stock where lot_id = any(${lots.map(({ id }) => id)}) order by lot_id`
  ).map(({ held }) => Number(held));

test('from a lot to the form of several; what it weighs and takes up is said while one types', async () => {
  const { page } = taker;
  await page.goto(at(`/lots/${lots[0].publicId}`));
  await page.getByRole('link', { name: 'Demander plusieurs lots de ce site en une fois' }).click();
  await page.getByRole('heading', { level: 1, name: 'Ma visite' }).waitFor();
  await box(page, lots[0]).fill('2');
  await page.getByText('Tient dans une camionnette de 12 m³.').waitFor();
  await box(page, lots[1]).fill('11');
  await box(page, lots[2]).fill('3');
  await page.getByText('3 lots · 320 kg').waitFor();
  await page.getByText('Sans le volume d’un lot, inconnu.').waitFor();
  // seen on the way, a lot leads back to the form with all that was chosen
  await page.getByRole('link', { name: TITLES[3] }).click();
  await page.getByRole('link', { name: 'Ajouter à ma visite (3 autres lots choisis)' }).click();
  await box(page, lots[1]).waitFor();
  await expect.poll(() => box(page, lots[1]).inputValue()).toBe('11');
  await picture(page, 'visit-form');
  expect(await seriousFaults(page)).toEqual([]);
});

test('one too much is told beside its line, nothing is held; corrected, it is all held in one request', async () => {
  const { page } = taker;
  await page.getByLabel('Pour quel usage ?').selectOption('association_project');
  await page.getByLabel('Un mot pour le détenteur').fill('Samedi matin avec un fourgon');
  await page.getByRole('button', { name: 'Demander 3 lots' }).click();
  await page.locator(`[id="visit-quantity.${lots[1].publicId}-error"]`).getByText(/10/).waitFor();
  await expect.poll(() => box(page, lots[0]).inputValue()).toBe('2');
  await expect
    .poll(() => page.getByLabel('Un mot pour le détenteur').inputValue())
    .toBe('Samedi matin avec un fourgon');
  expect(await holds()).toEqual([0, 0, 0, 0]);
  await picture(page, 'visit-refused');
  expect(await seriousFaults(page)).toEqual([]);
  await box(page, lots[1]).fill('4');
  await page.getByRole('button', { name: 'Demander 3 lots' }).click();
  await page.waitForURL(/\/visits\/[0-9a-f-]{36}$/);
  visit = new URL(page.url()).pathname;
  await page.getByRole('heading', { level: 1, name: /^Ma visite/ }).waitFor();
  expect(await holds()).toEqual([2000, 4000, 3000, 0]);
  await page.getByText('L’adresse exacte et les contacts').waitFor();
  await picture(page, 'visit-requested');
  await page.goto(at('/reservations'));
  await page.getByRole('link', { name: /^Visite.*3 lots/ }).waitFor();
  await picture(page, 'visit-in-list');
});

test('the holder accepts two lines and refuses one in one form; both see it', async () => {
  const { page } = manager;
  await page.goto(at(visit));
  await page.getByText('3 lots attendent votre réponse.').waitFor();
  const line = (title: string) => page.getByRole('group', { name: new RegExp(title) });
  await line(TITLES[0]).getByLabel('Accepter').check();
  await line(TITLES[1]).getByLabel('Refuser').check();
  await line(TITLES[2]).getByLabel('Accepter').check();
  await page.getByLabel(/^Un mot pour/).fill('Sonnez au portail');
  await picture(page, 'visit-answer');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Envoyer la réponse' }).click();
  await page.getByText('Réponse envoyée : 2 lots acceptés, 1 refusé.').first().waitFor();
  expect(await holds()).toEqual([2000, 0, 3000, 0]);
  await taker.page.goto(at(visit));
  const states = taker.page.locator('main');
  await expect.poll(() => states.getByText('Acceptée', { exact: true }).count()).toBe(2);
  await expect.poll(() => states.getByText('Refusée', { exact: true }).count()).toBe(1);
  await taker.page.getByText('Sonnez au portail').first().waitFor();
  await taker.page.getByText('Point exact', { exact: true }).waitFor();
  await picture(taker.page, 'visit-answered');
  await english.context.addCookies([{ name: 'lang', value: 'en', url: world.origin }]);
  await english.page.goto(at(visit));
  await english.page.getByRole('heading', { level: 1, name: /^My visit/ }).waitFor();
  await picture(english.page, 'visit-390-dark-en');
  await english.page.goto(at(site()));
  await english.page.getByRole('heading', { level: 1, name: 'My visit' }).waitFor();
  await box(english.page, lots[0]).fill('60');
  await picture(english.page, 'visit-form-390-dark-en');
  expect(await english.page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  expect(await seriousFaults(english.page)).toEqual([]);
});

test('its slip is one A4 sheet in both languages, with a code a line', async () => {
  const { page } = taker;
  await page.getByRole('link', { name: 'Bon de visite à imprimer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bon de visite / Visit slip' }).waitFor();
  await expect.poll(() => page.getByRole('row').count()).toBe(4);
  await expect.poll(() => page.getByText(/^[0-9A-F]{4}-[0-9A-F]{4}$/).count()).toBe(2);
  await page.locator('[lang=en]').getByText('Collected by').waitFor();
  const paper = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(paper.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.emulateMedia({ media: 'print' });
  await picture(page, 'visit-slip-print');
  await page.emulateMedia({ media: 'screen' });
  expect(await seriousFaults(page)).toEqual([]);
});

test('the taker gives up one line; its stock is free again', async () => {
  const { page } = taker;
  await page.goto(at(visit));
  await page.getByText('Annuler des lots de cette visite').click();
  await page.getByRole('checkbox', { name: new RegExp(TITLES[2]) }).check();
  await page.getByRole('button', { name: 'Annuler les lots cochés' }).click();
  await page.getByText('Un lot annulé. La quantité est de nouveau libre.').first().waitFor();
  expect(await holds()).toEqual([2000, 0, 0, 0]);
  expect(taker.complaints.concat(manager.complaints, english.complaints)).toEqual([]);
});

test('without any script: the total worked out, a line refused and corrected, the request sent', async () => {
  const { page } = plain;
  await page.goto(at(site()));
  await box(page, lots[1]).fill('2');
  await box(page, lots[3]).fill('30');
  await page.getByRole('button', { name: 'Calculer le total' }).click();
  await page.getByText('2 lots · 640 kg').waitFor();
  await expect.poll(() => box(page, lots[3]).inputValue()).toBe('30');
  await page.getByLabel('Pour quel usage ?').selectOption('own_home');
  await page.getByRole('button', { name: 'Demander 2 lots' }).click();
  await page.locator(`[id="visit-quantity.${lots[3].publicId}-error"]`).getByText(/10/).waitFor();
  await expect.poll(() => box(page, lots[1]).inputValue()).toBe('2');
  await box(page, lots[3]).fill('3');
  await page.getByRole('button', { name: /^Demander/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Ma visite/ }).waitFor();
  expect(await holds()).toEqual([2000, 2000, 0, 3000]);
  await picture(page, 'visit-no-script');
});
