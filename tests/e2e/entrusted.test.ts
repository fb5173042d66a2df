import jsQR from 'jsqr';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type MadeOrganisation,
  type MadePerson,
  makeMember,
  makeOrganisation,
} from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, openProfile, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld, profileFolder } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** Who acts on a site besides its organisation: a consultant by a mandate, a crew by a code at the gate. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let owner: Watched;
let consultant: Watched;
let phone: Watched;
let consulting: MadeOrganisation;
const profile = profileFolder();
let site: string;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  site = `/sites/${world.site.publicId}`;
  consulting = await makeOrganisation(world.sql);
  await world.sql`update organisation set name = 'Réemploi Conseil' where id = ${consulting.id}`;
  const jeanne = await makeMember(world.sql, consulting, 'site_manager');
  owner = await signedIn(world.anne);
  consultant = await signedIn(jeanne, consulting);
  phone = await openProfile(profile.folder, { viewport: { width: 390, height: 844 }, hasTouch: true });
});
afterAll(async () => {
  await phone?.context.close().catch(() => {});
  await browser?.close();
  await world?.close();
  profile.remove();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(owner.page, 'failed-entrusted-owner');
  await picture(consultant.page, 'failed-entrusted-consultant');
  await picture(phone.page, 'failed-entrusted-phone');
});

async function signedIn(person: MadePerson, organisation?: MadeOrganisation): Promise<Watched> {
  const watched = await newPerson(browser);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}
const at = (path: string) => world.origin + path;
const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();
async function lookAt(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await seriousFaults(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture(page, `${name}-dark`);
  expect(await seriousFaults(page, ['color-contrast']), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide, `${name} scrolls sideways`).toBe(false);
}
const bricks = () => `/lots/${world.bricks.publicId}`;

test('an owner entrusts a consultant with listing on one site', async () => {
  const { page } = owner;
  await page.goto(at(`${site}/mandates`));
  await page.getByText('Aucun mandat. Vous seul agissez sur ce chantier.').waitFor();
  await page.getByRole('textbox', { name: /^À qui/ }).fill('Réemploi Conseil');
  await tap(page, 'Donner ce mandat');
  await page.getByText('Pour quoi faire ?').first().waitFor();
  await expect
    .poll(() => page.getByRole('textbox', { name: /^À qui/ }).inputValue())
    .toBe('Réemploi Conseil');
  await page.getByRole('checkbox', { name: /^Proposer des lots/ }).check();
  await tap(page, 'Donner ce mandat');
  await page.getByText('Réemploi Conseil peut agir sur ce chantier.').first().waitFor();
  await lookAt(page, 'mandates-given');
});

test('the consultant publishes a lot there, and reads "B for A"', async () => {
  const { page } = consultant;
  await page.goto(at('/sites'));
  await page.getByText('Pour Démolition Armor').waitFor();
  await follow(page, 'Résidence des Tilleuls');
  await page.getByText('Vous agissez pour Démolition Armor.').waitFor();
  await page.goto(at(`${bricks()}/publish`));
  await tap(page, 'Publier');
  await page.getByText('Un lot publié.').first().waitFor();
  await page.goto(at(bricks()));
  await page.getByText('Réemploi Conseil pour Démolition Armor').first().waitFor();
  await lookAt(page, 'lot-entrusted');
  // a mandate to list shows no taker and answers nothing
  const doors = `/lots/${world.doors.publicId}`;
  await page.goto(at(doors));
  expect(await page.locator('main').innerText()).not.toContain('Compagnons');
});

test('the owner reads who did it; strangers see the lot and none of that', async () => {
  const { page } = owner;
  for (const path of [bricks(), `${site}/mandates`]) {
    await page.goto(at(path));
    await page.getByText('Réemploi Conseil pour Démolition Armor').first().waitFor();
  }
  const stranger = await newPerson(browser);
  await stranger.page.goto(at(bricks()));
  await stranger.page.getByRole('heading', { name: 'Briques pleines' }).waitFor();
  expect(await stranger.page.locator('main').innerText()).not.toContain('Réemploi Conseil');
  await stranger.context.close();
});

test('the mandate ends: access is gone at once, in a page that was open too, and nothing is changed', async () => {
  const { page } = consultant;
  await page.goto(at(`${bricks()}/edit`));
  await page.getByRole('textbox', { name: /^Titre de l’annonce/ }).fill('Briques changées');
  const table = await consultant.context.newPage();
  await table.goto(at(`${site}/lots`));
  await table.getByRole('checkbox', { name: /Briques pleines/ }).check();

  await owner.page.goto(at(`${site}/mandates`));
  await tap(owner.page, 'Mettre fin au mandat avec Réemploi Conseil');
  await owner.page.getByText('Le mandat a pris fin. L’accès est coupé.').first().waitFor();

  await tap(page, /^Enregistrer/);
  await page.getByRole('heading', { level: 1, name: 'Cette page n’existe pas' }).waitFor();
  await lookAt(page, 'mandate-over');
  await tap(table, 'Voir avant de publier');
  await table.getByText('Ce mandat a pris fin, ou ne couvre pas cette action.').first().waitFor();
  const [lot] = await world.sql`select title, status from lot where id = ${world.bricks.id}`;
  expect(lot).toMatchObject({ title: 'Briques pleines', status: 'published' });
  for (const path of [`${site}/lots`, `${site}/recolement`, `${bricks()}/edit`, `${bricks()}/photos`]) {
    const answer = await page.goto(at(path));
    expect([403, 404], path).toContain(answer?.status());
  }
  await page.goto(at('/sites'));
  expect(await page.locator('main').innerText()).not.toContain('Tilleuls');
});

/** What a phone's camera reads on the sheet: the address in the code. */
async function scan(page: Page): Promise<string> {
  const shot = await page.locator('main svg[role=img]').screenshot();
  const { data, info } = await sharp(shot).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const code = jsQR(new Uint8ClampedArray(data), info.width, info.height);
  return new URL(code?.data ?? '').pathname;
}

async function newLink(name: string): Promise<string> {
  const { page } = owner;
  await page.goto(at(`${site}/crew`));
  await page.getByRole('textbox', { name: /^Nom du lien/ }).fill(name);
  await tap(page, 'Créer le lien');
  await page.getByText('Le lien est prêt.').first().waitFor();
  return scan(page);
}

async function enter(code: string): Promise<void> {
  const { page } = phone;
  await page.goto(at(code));
  await page.getByText('Vous travaillez sur Résidence des Tilleuls').waitFor();
}

test('a crew scans the code at the gate and enters without account', async () => {
  const code = await newLink('Portail nord');
  await lookAt(owner.page, 'crew-sheet');
  await enter(code);
  const { page } = phone;
  await lookAt(page, 'crew-open-390');
  await tap(page, 'Entrer');
  await page.getByRole('heading', { level: 1, name: 'Résidence des Tilleuls' }).waitFor();
  await lookAt(page, 'crew-home-390');
  const home = await page.locator('main').innerText();
  expect(home).toContain('Les Compagnons de la Vilaine');
  // the crew has the site and nothing else of its organisation
  const answer = await page.goto(at(`${site}/mandates`));
  expect(new URL(answer?.url() ?? '').pathname).toBe('/login');
});

test('it photographs, counts and hands over', async () => {
  const { page } = phone;
  await page.goto(at('/crew'));
  await follow(page, 'Portes en chêne');
  await page.getByRole('heading', { level: 1, name: 'Portes en chêne' }).waitFor();
  const buffer = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#8a5a3c' } })
    .jpeg()
    .toBuffer();
  await page.setInputFiles('input[type=file]', { name: 'IMG_1.JPG', mimeType: 'image/jpeg', buffer });
  await tap(page, 'Envoyer les photos');
  await page.getByText('Photos envoyées. Merci.').first().waitFor();
  await lookAt(page, 'crew-lot-390');
  await page.getByRole('textbox', { name: /^Combien en voyez-vous/ }).fill('18');
  await tap(page, 'Proposer ce comptage');
  await page.getByText('Comptage transmis au responsable. Merci.').first().waitFor();
  await page.goto(at('/crew'));
  await follow(page, /Confirmer l’enlèvement/);
  await page.getByRole('textbox', { name: /^Quantité vraiment prise/ }).fill('4');
  await lookAt(page, 'crew-handover-390');
  await tap(page, 'Confirmer l’enlèvement');
  await page.getByText('C’est noté. L’autre partie confirme de son côté.').first().waitFor();
  const [done] = await world.sql`
    select (select count(*)::int from lot_photo where lot_id = ${world.doors.id}) as photos,
           (select counted_milli::int from crew_count where lot_id = ${world.doors.id}) as counted,
           (select holder_qty::int from ledger.handover where lot_id = ${world.doors.id}) as taken`;
  expect(done).toEqual({ photos: 1, counted: 18_000, taken: 4000 });
});

test('a link revoked while work waits on the phone: nothing of it is lost, and it is said', async () => {
  const { page, context } = phone;
  await page.goto(at('/crew'));
  await follow(page, 'Travailler sans réseau');
  await page.getByText('Cette page s’ouvre maintenant sans réseau.').waitFor();
  await page
    .getByRole('link', { name: /Briques pleines|Résidence des Tilleuls/ })
    .first()
    .waitFor();
  world.line.cut();
  await context.setOffline(true);
  await page.goto(at('/field'));
  await follow(page, /Résidence des Tilleuls/);
  await follow(page, /Briques pleines/);
  await page.getByLabel(/^Quantité comptée/).fill('13');
  await tap(page, 'Garder ce compte');
  await page.getByText('Compte gardé').waitFor();

  world.line.mend();
  await owner.page.goto(at(`${site}/crew`));
  await tap(owner.page, 'Révoquer le lien Portail nord');
  await owner.page.getByText('Le lien est révoqué.').first().waitFor();
  await context.setOffline(false);
  await page.goto(at('/field'));
  await page.getByText('Le code du chantier n’est plus ouvert sur ce téléphone').waitFor();
  const status = page.getByRole('region', { name: 'Connexion et envois' });
  await status.getByText('1 saisie à envoyer').first().waitFor();
  await lookAt(page, 'crew-revoked-390');
  const counts = () =>
    world.sql`select counted_milli::int as n from crew_count where lot_id = ${world.bricks.id}`;
  expect(await counts()).toEqual([]);
  const gone = await page.goto(at('/crew'));
  expect(gone?.status()).toBe(410);
  await lookAt(page, 'crew-over-390');

  await enter(await newLink('Portail sud'));
  await tap(page, 'Entrer');
  await page.getByRole('heading', { level: 1, name: 'Résidence des Tilleuls' }).waitFor();
  await page.goto(at('/field'));
  await status.getByText('Rien à envoyer').first().waitFor();
  await expect.poll(counts, { timeout: 10_000 }).toEqual([{ n: 13_000 }]);
});

test('the manager sees what the crew counted and takes it over', async () => {
  const { page } = owner;
  await page.goto(at(`${site}/crew`));
  await page.getByRole('heading', { name: 'Comptages de l’équipe' }).waitFor();
  await lookAt(page, 'crew-counts');
  await tap(page, /^Reprendre 13/);
  await page.getByText('La quantité est corrigée.').first().waitFor();
  const [stock] =
    await world.sql`select (available + held)::int as n from ledger.stock where lot_id = ${world.bricks.id}`;
  expect(stock?.n).toBe(13_000);
  const lacksSignal = /ERR_INTERNET_DISCONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_FAILED|ERR_NETWORK/;
  const complaints = [owner, consultant, phone].flatMap((one) => one.complaints);
  expect(complaints.filter((one) => !lacksSignal.test(one))).toEqual([]);
});
