import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newPerson, type Watched } from './support/browser.ts';
import { picture } from './support/pictures.ts';
import { signUp } from './support/steps.ts';
import { openWorld, type World } from './support/world.ts';

/** The main job once more in browsers that run no script at all: plain pages, plain forms, plain links. */
let world: World;
let holder: Watched;
let taker: Watched;
let lot: string;
let reservation: string;

beforeAll(async () => {
  world = await openWorld();
  holder = await newPerson(world.browser, { javaScriptEnabled: false });
  taker = await newPerson(world.browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
});
afterAll(() => world?.close());
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(holder.page, 'failed-no-script-holder');
  await picture(taker.page, 'failed-no-script-taker');
});

const at = (path: string) => world.origin + path;
const title = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();
/** The sentence on top of a form that was refused. */
const refused = (page: Page) => page.locator('main form [role=alert]').first().innerText();
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click();

test('a person signs up; a refused form keeps what was typed, but the password', async () => {
  const { page } = holder;
  await page.goto(at('/signup'));
  await page.getByLabel('Votre nom').fill('Gwenn Talbot');
  await page.locator('main form').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
  await page.getByLabel('Adresse électronique').fill('gwenn sans arobase');
  await page.getByLabel('Mot de passe').fill('court');
  await press(page, 'Créer mon compte');
  expect(await refused(page)).toMatch(/Adresse électronique.*\n.*Mot de passe/s);
  await expect.poll(() => page.getByLabel('Votre nom').inputValue()).toBe('Gwenn Talbot');
  await expect.poll(() => page.getByLabel('Adresse électronique').inputValue()).toBe('gwenn sans arobase');
  await expect.poll(() => page.getByLabel('Mot de passe').inputValue()).toBe('');
  await picture(page, 'no-script-signup-refused');
  await signUp(page, world.mailbox, {
    origin: world.origin,
    name: 'Gwenn Talbot',
    email: 'gwenn@depose.example',
    password: 'un mot de passe long',
    profile: 'professional',
  });
});

test('the organisation: a commune shared by several is settled by radio buttons, nothing typed is lost', async () => {
  const { page } = holder;
  await page.getByRole('radio', { name: /^Entreprise/ }).check();
  await page.getByLabel('Nom de l’organisation').fill('Dépose Talbot');
  await page
    .getByRole('textbox', { name: /^Commune/ })
    .first()
    .fill('Saint-Denis');
  await press(page, 'Créer l’organisation');
  await page.getByRole('group', { name: 'Lequel choisissez-vous ?' }).waitFor();
  await expect.poll(() => page.getByLabel('Nom de l’organisation').inputValue()).toBe('Dépose Talbot');
  await picture(page, 'no-script-which-commune');
  await page.getByRole('radio', { name: /Seine-Saint-Denis/ }).check();
  await press(page, 'Créer l’organisation');
  await page.waitForURL((url) => url.pathname !== '/organisations/new');
});

test('a site from a commune that does not exist is refused, from one that does is created', async () => {
  const { page } = holder;
  await page.goto(at('/sites/new'));
  await page.getByRole('radio', { name: /^Chantier/ }).check();
  await page.getByLabel('Nom', { exact: true }).fill('Gymnase des Ormes');
  await page.getByRole('textbox', { name: /^Commune/ }).fill('Villeneuve-les-Nuages');
  await page.getByRole('textbox', { name: /^Adresse/ }).fill('3 rue du Test');
  await press(page, /^(Enregistrer|Créer|Ajouter)/);
  expect(await refused(page)).toContain('Commune');
  await expect.poll(() => page.getByLabel('Nom', { exact: true }).inputValue()).toBe('Gymnase des Ormes');
  await expect.poll(() => page.getByRole('textbox', { name: /^Adresse/ }).inputValue()).toBe('3 rue du Test');
  await page.getByRole('textbox', { name: /^Commune/ }).fill('Rennes');
  await press(page, /^(Enregistrer|Créer|Ajouter)/);
  await page.waitForURL(/\/sites\/[0-9a-f-]{36}/);
});

test('a lot from the plain list of types; without quantity it is refused and kept; then a photo, then published', async () => {
  const { page } = holder;
  await page
    .getByRole('link', { name: /Ajouter un (premier )?lot/ })
    .first()
    .click();
  const type = page.locator('select[name=typeCode] option', { hasText: /bloc-porte/i }).first();
  await page.getByLabel('Type de matériau').selectOption(await type.getAttribute('value'));
  await page.getByRole('textbox', { name: /^Titre de l’annonce/ }).fill('Portes du gymnase');
  await page.getByLabel('Unité', { exact: true }).selectOption('u');
  await page.getByRole('radio', { name: /^Je le donne/ }).check();
  await page.locator('main form').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
  await press(page, 'Enregistrer et publier');
  expect(await refused(page)).toContain('Quantité');
  await expect
    .poll(() => page.getByRole('textbox', { name: /^Titre de l’annonce/ }).inputValue())
    .toBe('Portes du gymnase');
  await expect.poll(() => page.getByRole('radio', { name: /^Je le donne/ }).isChecked()).toBe(true);
  await picture(page, 'no-script-lot-refused');
  await page.getByRole('textbox', { name: /^Quantité/ }).fill('42');
  await press(page, /brouillon/);
  await page.waitForURL(/\/lots\/[0-9a-f-]{36}/);
  lot = /\/lots\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
  await page.goto(at(`/lots/${lot}/photos`));
  const buffer = await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#8a5a3c' } })
    .png()
    .toBuffer();
  await page.setInputFiles('input[type=file]', { name: 'portes.png', mimeType: 'image/png', buffer });
  await press(page, 'Envoyer');
  await page.getByText('Photo principale').waitFor();
  await page.goto(at(`/lots/${lot}`));
  await page.getByRole('link', { name: 'Publier' }).click();
  await press(page, 'Publier');
  await page.getByText('Un lot publié.').first().waitFor();
});

test('a holder who wants to hear of requests without waiting for the morning says so', async () => {
  const { page } = holder;
  await page.goto(at('/notifications'));
  await page.getByRole('radio', { name: 'Tout de suite' }).check();
  await press(page, 'Enregistrer');
  await page.getByText('un e-mail à chaque nouvelle').first().waitFor();
});

test('the list answers alone: filters by family and place, no empty frame where the map would be', async () => {
  const { page } = taker;
  await page.goto(at('/lots'));
  await page.locator('main summary', { hasText: 'Filtres' }).click();
  await page.getByRole('checkbox', { name: /^Menuiseries intérieures/ }).check();
  await page.getByRole('textbox', { name: /^Autour de/ }).fill('Rennes');
  await page.getByLabel('Dans un rayon de').selectOption('20');
  await press(page, 'Voir les lots');
  expect(new URL(page.url()).searchParams.get('around')).toBe('35238');
  await page.getByRole('link', { name: 'Portes du gymnase' }).waitFor();
  await picture(page, 'no-script-lots-390');
  await page.setViewportSize({ width: 1280, height: 800 });
  expect(await page.getByText('La carte arrive').count()).toBe(0);
  await picture(page, 'no-script-lots-1280');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('main summary', { hasText: 'Filtres' }).click();
  await page.getByRole('checkbox', { name: /^Menuiseries intérieures/ }).uncheck();
  await page.locator('main li', { hasText: 'Sanitaires et plomberie' }).locator('summary').click();
  await page.getByRole('checkbox', { name: /^Lavabo/ }).check();
  await press(page, 'Voir les lots');
  expect(new URL(page.url()).searchParams.get('type')).toMatch(/^SAN-/);
  await page.getByRole('heading', { name: 'Aucun lot ne répond à ces critères' }).waitFor();
  await page.goto(at('/lots?around=35238&radius_km=20'));
  await page.getByRole('link', { name: 'Portes du gymnase' }).click();
  expect(await title(page)).toContain('Portes du gymnase');
  await expect.poll(() => page.getByText('La carte arrive').isVisible()).toBe(false);
});

test('a visitor asks for too many, is told how many are left, then reserves six by one mail link', async () => {
  const { page } = taker;
  await page.getByRole('link', { name: 'Réserver' }).click();
  await page.getByLabel(/^Quantité/).fill('60');
  await page.getByLabel('Pour quel usage ?').selectOption('own_home');
  await page.getByRole('textbox', { name: /^Commune/ }).fill('Betton');
  await page.getByLabel('Votre nom').fill('Nora Vidal');
  await page.getByLabel('Votre adresse électronique').fill('nora@vidal.example');
  await page.getByLabel('Votre téléphone').fill('06 12 34 56 78');
  await press(page, /^(Réserver|Envoyer la demande)/);
  expect(await refused(page)).toContain('42');
  await expect.poll(() => page.getByLabel('Votre nom').inputValue()).toBe('Nora Vidal');
  await expect.poll(() => page.getByLabel('Pour quel usage ?').inputValue()).toBe('own_home');
  await picture(page, 'no-script-reserve-refused-390');
  await page.getByLabel(/^Quantité/).fill('6');
  await press(page, /^(Réserver|Envoyer la demande)/);
  await page.getByRole('heading', { name: 'Regardez vos courriels' }).waitFor();
  const { link } = await world.mailbox.waitFor('nora@vidal.example');
  await page.goto(link);
  await press(page, 'Confirmer et envoyer la demande');
  await page.waitForURL(/\/reservations\//);
  reservation = new URL(page.url()).pathname;
});

test('the holder accepts, both confirm, the tonnes reach the commune and the country', async () => {
  await world.mailbox.waitFor('gwenn@depose.example', /Nora Vidal/);
  await holder.page.goto(at(reservation));
  await press(holder.page, 'Accepter la demande');
  await holder.page.getByText('Acceptée', { exact: true }).first().waitFor();
  const { page } = taker;
  await page.goto(at(reservation));
  await page.getByText('3 rue du Test').waitFor();
  await page.getByLabel(/^Quantité vraiment prise/).fill('5');
  await picture(page, 'no-script-handover-390');
  await press(page, 'Confirmer l’enlèvement');
  await page.getByText('Nous attendons la confirmation de l’autre partie').waitFor();
  await holder.page.goto(at(reservation));
  await press(holder.page, 'Confirmer la même chose');
  await holder.page.getByText('Récupérée en partie', { exact: true }).first().waitFor();
  await page.goto(at(`/lots/${lot}`));
  await expect.poll(() => page.locator('main').innerText()).toMatch(/37\s+unités/);
  await page.goto(at('/territories'));
  await page.getByRole('searchbox', { name: 'Votre territoire' }).fill('Rennes');
  await press(page, 'Trouver');
  await page
    .locator('main')
    .getByRole('link', { name: /^Rennes/ })
    .first()
    .click();
  const shown: string[] = [];
  for (const path of [new URL(page.url()).pathname, '/territories/france/fr']) {
    await page.goto(at(path));
    shown.push(
      ((await page.locator('main').innerText()).match(/\d[\d\s,.\u202f\u00a0]*(kg|t)\b/) ?? [''])[0],
    );
  }
  expect(shown[0]).not.toBe('');
  expect(shown[1]).toBe(shown[0]);
});

test('menus, language and appearance work without a script', async () => {
  const { page } = taker;
  await page.goto(at('/'));
  await page.locator('header summary:visible').click();
  await page.locator('header').getByRole('link', { name: 'Mes réservations' }).click();
  expect(await title(page)).toBe('Mes réservations');
  await page.getByRole('button', { name: 'English' }).click();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  expect(new URL(page.url()).pathname).toBe('/reservations');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark');
  expect([...holder.complaints, ...taker.complaints]).toEqual([]);
});
