import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newPerson, type Watched } from './support/browser.ts';
import { picture } from './support/pictures.ts';
import { chooseCommune, createFirm, createLot, createSite, signUp } from './support/steps.ts';
import { openWorld, type World } from './support/world.ts';

/** The main job, end to end, in one browser for the holder and another for the renovator. */
let world: World;
let holder: Watched;
let taker: Watched;
let lot: string;
let reservation: string;

beforeAll(async () => {
  world = await openWorld();
  holder = await newPerson(world.browser);
  taker = await newPerson(world.browser, { viewport: { width: 390, height: 844 } });
});
afterAll(() => world?.close());
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(holder.page, 'failed-holder');
  await picture(taker.page, 'failed-taker');
});

const at = (path: string) => world.origin + path;
const title = (page: Page) => page.getByRole('heading', { level: 1 }).innerText();

/** A 12-megapixel picture as a phone takes it: lying on its side, with its position inside. */
const phonePhoto = () =>
  sharp({ create: { width: 4032, height: 3024, channels: 3, background: '#8a5a3c' } })
    .withExif({ IFD0: { Orientation: '6' }, IFD3: { GPSLatitude: '48/1 7/1 2/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toBuffer();

test('a person signs up, confirms the address, creates an organisation and invites a colleague', async () => {
  const { page } = holder;
  await signUp(page, world.mailbox, {
    origin: world.origin,
    name: 'Anne Le Goff',
    email: 'anne@armor.example',
    password: 'un mot de passe long',
    profile: 'professional',
  });
  await createFirm(page, { name: 'Démolition Armor', commune: 'Rennes' });
  await page.getByRole('link', { name: 'Inviter un collègue' }).click();
  await page.getByLabel('Adresse électronique').fill('yann@armor.example');
  await page.getByRole('radio', { name: /^Responsable de chantier/ }).check();
  await page.getByRole('button', { name: /Envoyer|Inviter/ }).click();
  const { link } = await world.mailbox.waitFor('yann@armor.example');
  const { page: colleague, context } = await newPerson(world.browser);
  await colleague.goto(link);
  expect(await title(colleague)).toContain('Démolition Armor');
  await context.close();
});

test('a site manager creates a site placed on a map, then a lot with a photo taken by a phone, and publishes it', async () => {
  const { page } = holder;
  await page.goto(at('/sites/new'));
  await createSite(page, { name: 'Résidence des Tilleuls', commune: 'Rennes', address: '12 rue du Test' });
  await picture(page, 'site-empty');
  lot = await createLot(page, { type: 'bloc-porte', title: 'Portes intérieures en chêne', quantity: '42' });
  await page.goto(at(`/lots/${lot}/photos`));
  await page.setInputFiles('input[type=file]', {
    name: 'IMG_0042.JPG',
    mimeType: 'image/jpeg',
    buffer: await phonePhoto(),
  });
  const send = page.getByRole('button', { name: 'Envoyer' });
  if (await send.isVisible()) await send.click();
  await page.getByText('Photo principale').waitFor();
  await picture(page, 'photos');
  await page.goto(at(`/lots/${lot}`));
  await page.getByRole('link', { name: 'Publier' }).click();
  await page.getByRole('button', { name: 'Publier' }).click();
  await page.getByText('Un lot publié.').last().waitFor();
  await picture(page, 'lot-holder');
});

test('a holder who wants to hear of requests without waiting for the morning says so', async () => {
  const { page } = holder;
  await page.goto(at('/notifications'));
  await page.getByRole('radio', { name: 'Tout de suite' }).check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('un e-mail à chaque nouvelle').first().waitFor();
});

test('anyone sees the lot on the map and in the list, filters by family and distance, and opens it', async () => {
  const { page } = taker;
  await page.goto(at('/lots?around=35238&radius_km=20&family=MIN'));
  await page.getByRole('link', { name: 'Portes intérieures en chêne' }).waitFor();
  await page.getByRole('button', { name: 'Voir la carte' }).click();
  await page.locator('[data-map-idle]').first().waitFor({ timeout: 30_000 });
  await picture(page, 'lots-map-390');
  await page.getByRole('button', { name: 'Voir la liste' }).click();
  await page.goto(at('/lots?around=35238&radius_km=20&family=SAN'));
  expect(await page.getByRole('link', { name: 'Portes intérieures en chêne' }).count()).toBe(0);
  await page.goto(at(`/lots/${lot}`));
  await picture(page, 'lot-390');
  expect(await page.content()).not.toContain('12 rue du Test');
});

test('a visitor reserves six doors with a name, an address, a phone and a commune: one mail link and the request leaves', async () => {
  const { page } = taker;
  await page.getByRole('link', { name: 'Réserver' }).click();
  await page.getByLabel(/^Quantité/).fill('6');
  await page.getByLabel('Pour quel usage ?').selectOption('own_home');
  await chooseCommune(page, 'Commune', 'Betton');
  await page.getByLabel('Votre nom').fill('Malo Renaud');
  await page.getByLabel('Votre adresse électronique').fill('malo@renaud.example');
  await page.getByLabel('Votre téléphone').fill('06 12 34 56 78');
  await picture(page, 'reserve-390');
  await page.getByRole('button', { name: 'Réserver 6 unités' }).click();
  await page.getByRole('heading', { name: 'Regardez vos courriels' }).waitFor();
  const { link } = await world.mailbox.waitFor('malo@renaud.example');
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirmer et envoyer la demande' }).click();
  await page.waitForURL(/\/reservations\//);
  reservation = new URL(page.url()).pathname;
  await picture(page, 'reservation-requested-390');
  expect(await page.content()).not.toContain('12 rue du Test');
});

test('the holder accepts, both confirm what was really taken, the rest returns to stock', async () => {
  const { link } = await world.mailbox.waitFor('anne@armor.example', /Malo Renaud/);
  expect(link).toContain(reservation);
  await holder.page.goto(at(reservation));
  await picture(holder.page, 'reservation-holder');
  await holder.page.getByRole('button', { name: 'Accepter la demande' }).click();
  await holder.page.getByText('Acceptée').first().waitFor();
  await world.mailbox.waitFor('malo@renaud.example', /accept/i);
  await taker.page.goto(at(reservation));
  await taker.page.getByText('12 rue du Test').waitFor();
  await taker.page.getByLabel(/^Quantité vraiment prise/).fill('5');
  await picture(taker.page, 'handover-390');
  await taker.page.getByRole('button', { name: 'Confirmer l’enlèvement' }).click();
  await taker.page.getByText('Nous attendons la confirmation de l’autre partie').waitFor();
  await holder.page.goto(at(reservation));
  await holder.page.getByRole('button', { name: 'Confirmer la même chose' }).click();
  await holder.page.getByText('Récupérée').first().waitFor();
  await picture(holder.page, 'reservation-done');
  await taker.page.goto(at(`/lots/${lot}`));
  await expect.poll(() => taker.page.locator('main').innerText()).toMatch(/37\s(unités|u)\b/);
});

test('the commune, its EPCI, its département and its région each show the tonnes, once', async () => {
  const { page } = taker;
  const shown: string[] = [];
  for (const path of ['commune/35238', 'epci/243500139', 'departement/35', 'region/53', 'france/fr']) {
    await page.goto(at(`/territories/${path}`));
    shown.push(
      ((await page.locator('main').innerText()).match(/\d[\d\s,.\u202f\u00a0]*(kg|t)\b/) ?? [''])[0],
    );
  }
  expect(new Set(shown).size, shown.join(' | ')).toBe(1);
  expect(shown[0]).not.toBe('');
  await picture(page, 'territory-france-390');
});

test('nothing was said in the console: no error, no violation of the content security policy', () => {
  expect([...holder.complaints, ...taker.complaints]).toEqual([]);
});
