import type { Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newPerson, type Watched } from './support/browser.ts';
import { arrive, tabTo, type as typeIn, visiblyFocused } from './support/keys.ts';
import { picture } from './support/pictures.ts';
import { alive } from './support/steps.ts';
import { openWorld, type World } from './support/world.ts';

/** The main job with Tab, Enter, Space and the arrows: no pointer is ever used here. */
let world: World;
let holder: Watched;
let taker: Watched;
let lot: string;
let reservation: string;

beforeAll(async () => {
  world = await openWorld();
  holder = await newPerson(world.browser, { viewport: { width: 1280, height: 800 } });
  taker = await newPerson(world.browser, { viewport: { width: 1280, height: 800 } });
});
afterAll(() => world?.close());
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(holder.page, 'failed-keyboard-holder');
  await picture(taker.page, 'failed-keyboard-taker');
});

const at = (path: string) => world.origin + path;
const button = (page: Page, name: string | RegExp): Locator =>
  page.locator('main').getByRole('button', { name });

/** A combobox: letters, an arrow to the first proposal for all of them, Enter. */
async function choose(page: Page, name: RegExp, text: string): Promise<void> {
  const box = page.getByRole('combobox', { name }).first();
  await box.waitFor();
  const answer = page.waitForResponse((one) => new URL(one.url()).searchParams.get('q') === text);
  await typeIn(page, box, text);
  await answer;
  await page.getByRole('listbox').getByRole('option').first().waitFor();
  await page.waitForTimeout(200);
  await page.keyboard.press('ArrowDown');
  await page.locator('[role=option][data-focused]').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
}

async function select(page: Page, box: Locator, value: string): Promise<void> {
  await tabTo(page, box);
  for (let presses = 0; presses < 60 && (await box.inputValue()) !== value; presses += 1)
    await page.keyboard.press('ArrowDown');
  await expect.poll(() => box.inputValue()).toBe(value);
}

test('the first Tab offers to skip to the content, every stop shows where it is', async () => {
  const { page } = taker;
  await arrive(page, at('/'));
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Aller au contenu' });
  expect(await visiblyFocused(page)).toBe(true);
  expect(await skip.evaluate((link) => link === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.locator('main').evaluate((main) => main.contains(document.activeElement))).toBe(true);
  const hidden: string[] = [];
  for (let stop = 0; stop < 40; stop += 1) {
    if (!(await visiblyFocused(page)))
      hidden.push(await page.evaluate(() => document.activeElement?.outerHTML ?? ''));
    await page.keyboard.press('Tab');
  }
  expect(hidden).toEqual([]);
});

test('an empty form is refused and the focus goes to its summary, whose links go to the fields', async () => {
  const { page } = holder;
  await arrive(page, at('/signup'));
  await tabTo(page, button(page, 'Créer mon compte'));
  await page.keyboard.press('Enter');
  const summary = page.locator('main form [role=alert]');
  await summary.waitFor();
  expect(await summary.evaluate((box) => box === document.activeElement)).toBe(true);
  await picture(page, 'keyboard-summary');
  const field = await summary.getByRole('link').first().getAttribute('href');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(`#${await page.evaluate(() => document.activeElement?.id)}`).toBe(field);
});

test('signs up: radio buttons by arrows, text by letters', async () => {
  const { page } = holder;
  await arrive(page, at('/signup'));
  await tabTo(page, page.locator('input[name=profile]').first());
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByLabel('Pour une organisation').isChecked()).toBe(true);
  await typeIn(page, page.getByLabel('Votre nom'), 'Maud Keraval');
  await typeIn(page, page.getByLabel('Adresse électronique'), 'maud@granit.example');
  await typeIn(page, page.getByLabel('Mot de passe'), 'un mot de passe long');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ouvrez votre messagerie' }).waitFor();
  const { link } = await world.mailbox.waitFor('maud@granit.example');
  await arrive(page, link);
  await tabTo(page, button(page, 'Confirmer mon adresse'));
  await page.keyboard.press('Enter');
  await page.waitForURL('**/organisations/new**');
  await alive(page);
  await tabTo(page, page.locator('input[name=kind]').first());
  await page.keyboard.press('Space');
  await expect.poll(() => page.getByRole('radio', { name: /^Entreprise/ }).isChecked()).toBe(true);
  await typeIn(page, page.getByLabel('Nom de l’organisation'), 'Granit Keraval');
  await choose(page, /^Commune/, 'Rennes');
  await tabTo(page, button(page, 'Créer l’organisation'));
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/organisations/new');
});

test('a site, a lot, its publication', async () => {
  const { page } = holder;
  await arrive(page, at('/sites/new'));
  await tabTo(page, page.locator('input[name=kind]').first());
  await page.keyboard.press('Space');
  await typeIn(page, page.getByLabel('Nom', { exact: true }), 'Maison des Ajoncs');
  await choose(page, /^Commune/, 'Rennes');
  await typeIn(page, page.getByRole('textbox', { name: /^Adresse/ }), '9 rue du Test');
  await tabTo(page, button(page, /^(Enregistrer|Créer|Ajouter)/).last());
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/sites\/[0-9a-f-]{36}$/);
  await alive(page);
  await tabTo(page, page.getByRole('link', { name: /Ajouter un (premier )?lot/ }).first());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/lots/new');
  await alive(page);
  await choose(page, /^Type de matériau/, 'bloc-porte');
  await typeIn(page, page.getByRole('textbox', { name: /^Titre de l’annonce/ }), 'Portes des Ajoncs');
  await typeIn(page, page.getByRole('textbox', { name: /^Quantité/ }), '42');
  await tabTo(page, page.locator('input[name=pricing]').first());
  await page.keyboard.press('Space');
  await tabTo(page, button(page, 'Enregistrer et publier'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lots\/[0-9a-f-]{36}\/publish/);
  await alive(page);
  await tabTo(page, button(page, 'Publier'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/lots\/[0-9a-f-]{36}$/);
  lot = /\/lots\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
});

test('the account menu opens with Enter, closes with Escape and gives the focus back', async () => {
  const { page } = holder;
  await arrive(page, at('/'));
  const menu = page.locator('header details:visible > summary');
  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Mes réservations' }).first().waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  expect(await menu.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Space');
  await tabTo(page, page.locator('header').getByRole('link', { name: 'Mes réservations' }).first());
  await page.keyboard.press('Enter');
  await page.waitForURL('**/reservations');
});

test('the list is filtered; the map is reached, moved and left', async () => {
  const { page } = taker;
  await arrive(page, at('/lots'));
  await page.locator('[data-map-idle]').first().waitFor({ timeout: 30_000 });
  await choose(page, /^Autour de/, 'Rennes');
  await tabTo(page, page.locator('main summary', { hasText: 'Filtres' }));
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('checkbox', { name: /^Menuiseries intérieures/ }));
  await page.keyboard.press('Space');
  await tabTo(page, button(page, /^Voir (un|\d+) lots?$/));
  await page.keyboard.press('Enter');
  await page.waitForURL(/around=35238.*family=MIN|family=MIN.*around=35238/);
  await page.getByRole('link', { name: 'Portes des Ajoncs' }).waitFor();
  await tabTo(page, page.locator('.gisement-map canvas'));
  expect(await visiblyFocused(page)).toBe(true);
  await picture(page, 'keyboard-map');
  await page.keyboard.press('ArrowRight');
  await button(page, 'Chercher dans cette zone').waitFor();
  await tabTo(page, page.locator('footer a').first());
  await tabTo(page, page.getByRole('link', { name: 'Portes des Ajoncs' }), 'backward');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/lots/${lot}`);
});

test('a visitor reserves, the holder accepts, both confirm', async () => {
  const { page } = taker;
  await alive(page);
  await tabTo(
    page,
    page
      .locator('main')
      .getByRole('link', { name: /^Réserver/ })
      .first(),
  );
  await page.keyboard.press('Enter');
  await page.waitForURL('**/reserve');
  await alive(page);
  await typeIn(page, page.getByLabel(/^Quantité/), '6');
  await select(page, page.getByLabel('Pour quel usage ?'), 'own_home');
  await choose(page, /^Commune/, 'Betton');
  await typeIn(page, page.getByLabel('Votre nom'), 'Paul Adam');
  await typeIn(page, page.getByLabel('Votre adresse électronique'), 'paul@adam.example');
  await typeIn(page, page.getByLabel('Votre téléphone'), '06 12 34 56 78');
  await tabTo(page, button(page, /^Réserver 6/));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Regardez vos courriels' }).waitFor();
  await arrive(page, (await world.mailbox.waitFor('paul@adam.example')).link);
  await tabTo(page, button(page, 'Confirmer et envoyer la demande'));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/reservations\//);
  reservation = new URL(page.url()).pathname;

  await arrive(holder.page, at(reservation));
  await tabTo(holder.page, button(holder.page, 'Accepter la demande'));
  await holder.page.keyboard.press('Enter');
  await holder.page.getByText('Acceptée', { exact: true }).first().waitFor();
  await arrive(page, at(reservation));
  await tabTo(page, button(page, 'Confirmer l’enlèvement'));
  await page.keyboard.press('Enter');
  await page.getByText('Nous attendons la confirmation de l’autre partie').waitFor();
  await arrive(holder.page, at(reservation));
  await tabTo(holder.page, button(holder.page, 'Confirmer la même chose'));
  await holder.page.keyboard.press('Enter');
  await holder.page.getByText('Récupérée', { exact: true }).first().waitFor();
});

test('the territories: the search by keyboard', async () => {
  const { page } = taker;
  await arrive(page, at('/territories'));
  await typeIn(page, page.locator('main').locator('input:visible').first(), 'Rennes');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/territories(\?q=|\/)/);
  expect([...holder.complaints, ...taker.complaints]).toEqual([]);
});
