import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call } from '#tests/ledger/world.ts';
import { seriousFaults } from './support/axe.ts';
import { openProfile, type Watched } from './support/browser.ts';
import {
  type FieldWorld,
  killBrowser,
  openFieldWorld,
  PASSWORD,
  profileFolder,
} from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** A day on site with a phone that loses its signal, its power and its session; one story, in order. */
let world: FieldWorld;
let phone: Watched;
const profile = profileFolder();

const open = async () => {
  phone = await openProfile(profile.folder, { viewport: { width: 390, height: 844 }, hasTouch: true });
};
beforeAll(async () => {
  world = await openFieldWorld();
  await open();
  await phone.context.addCookies([await world.signedIn(world.anne)]);
});
afterAll(async () => {
  await phone?.context.close().catch(() => {});
  await world?.close();
  profile.remove();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(phone.page, 'failed-field');
  console.info(phone.complaints.join('\n'));
});

async function signal(on: boolean): Promise<void> {
  if (on) world.line.mend();
  else world.line.cut();
  await phone.context.setOffline(!on);
}
const home = () => phone.page.goto(`${world.origin}/field`);
const waiting = (text: string | RegExp) =>
  phone.page.getByRole('region', { name: 'Connexion et envois' }).getByText(text).first().waitFor();
const tap = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).first().click();

async function count(lot: string, quantity: string): Promise<void> {
  const { page } = phone;
  await home();
  await follow(page, /Résidence des Tilleuls/);
  await follow(page, new RegExp(lot));
  await page.getByLabel(/^Quantité comptée/).fill(quantity);
  await tap(page, 'Garder ce compte');
  // a count that looks like a slip is asked about first
  const sure = page.getByRole('button', { name: 'Oui, c’est exact' });
  await sure.or(page.getByText('Compte gardé')).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await page.getByText('Compte gardé').waitFor();
}
async function stock(): Promise<number> {
  const [row] =
    await world.sql`select available + held as n from ledger.stock where lot_id = ${world.doors.id}`;
  return Number(row?.n) / 1000;
}
/** What was carried out for the organisation since the beginning of the story, in order. */
async function carriedOut(): Promise<string[]> {
  const rows = await world.sql`select name from command where organisation_id = ${world.armor.id}
    and name in ('create-lot', 'add-photo', 'count-lot', 'lot.count-stock', 'reservation.confirm-handover') order by at`;
  return rows.map(({ name }) => String(name));
}
async function lookAt(name: string): Promise<void> {
  const { page } = phone;
  await picture(page, `field-${name}-390`);
  expect(await seriousFaults(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture(page, `field-${name}-dark`);
  expect(await seriousFaults(page, ['color-contrast']), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  expect(wide, `${name} scrolls sideways`).toBe(false);
}

test('one visit with signal is enough for the page to open without', async () => {
  const { page } = phone;
  await home();
  await page.getByText('Cette page s’ouvre maintenant sans réseau.').waitFor();
  await page.getByText('Les Compagnons de la Vilaine').waitFor();
  await lookAt('home');
  await signal(false);
  await home();
  await waiting('Sans réseau');
  await page.getByText('Les Compagnons de la Vilaine').waitFor();
  await page.goto(`${world.origin}/lots`);
  expect(new URL(page.url()).pathname).toBe('/field');
});

test('without signal: a lot with a photo, two counts and a hand-over are kept on the phone', async () => {
  const { page } = phone;
  await follow(page, /Résidence des Tilleuls/);
  await lookAt('site');
  await follow(page, 'Nouveau lot');
  await tap(page, 'Garder ce lot');
  await page.getByText('Choisissez un matériau.').waitFor();
  await page.getByLabel('Matériau').fill('radiateur');
  await page
    .getByRole('listitem')
    .getByRole('button', { name: /radiateur/i })
    .first()
    .click();
  await page.getByLabel('Titre').fill('Radiateurs en fonte du hall');
  await page.getByLabel('Quantité').fill('7');
  await page.getByLabel('Niveau').fill('R+1');
  await page.setInputFiles('input[multiple]', {
    name: 'IMG_0042.JPG',
    mimeType: 'image/jpeg',
    buffer: await sharp({ create: { width: 4600, height: 3000, channels: 3, background: '#8a5a3c' } })
      .jpeg()
      .toBuffer(),
  });
  await page.getByAltText('Photo prise sur place').waitFor();
  await lookAt('new');
  await tap(page, 'Garder ce lot');
  await page.getByRole('heading', { name: 'Radiateurs en fonte du hall' }).waitFor();
  await lookAt('lot');
  await count('Portes en chêne', '19');
  await count('Portes en chêne', '18');
  await home();
  await follow(page, /Portes en chêne/);
  await page.getByLabel(/^Quantité vraiment prise/).fill('4');
  await lookAt('hand-over');
  await tap(page, 'Garder cette confirmation');
  await page.getByText('Dans la file d’envoi').waitFor();
  await waiting('5 saisies à envoyer');
});

test('the phone is switched off and on again, still without signal: nothing is lost', async () => {
  await killBrowser(profile.folder);
  await open();
  // Chromium writes a cookie down only half a minute after it was set: this one was older
  await phone.context.addCookies([await world.signedIn(world.anne)]);
  await signal(false);
  await home();
  await waiting('5 saisies à envoyer');
  await phone.page.goto(`${world.origin}/field#queue`);
  await phone.page.getByRole('heading', { name: 'Compte : 18 unités, Portes en chêne' }).waitFor();
  await lookAt('queue');
  expect(await carriedOut()).toEqual([]);
});

test('signal returns: everything arrives, once and in order, though an answer is lost on the way', async () => {
  const { page, context } = phone;
  let lost = 0;
  await context.route('**/field/send', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await signal(true);
  await waiting('Rien à envoyer');
  expect(lost).toBe(6);
  await context.unroute('**/field/send');
  expect(await carriedOut()).toEqual([
    ...['create-lot', 'add-photo', 'lot.count-stock', 'lot.count-stock', 'reservation.confirm-handover'],
  ]);
  const lots =
    await world.sql`select l.unit, l.quantity_milli, l.status, l.level, (select count(*) from lot_photo p
    where p.lot_id = l.id) as photos from lot l where title = 'Radiateurs en fonte du hall'`;
  expect(lots).toMatchObject([{ quantity_milli: 7000, status: 'draft', level: 'R+1', photos: 1 }]);
  expect(await stock()).toBe(18);
  const [handover] =
    await world.sql`select state, holder_qty from ledger.handover where lot_id = ${world.doors.id}`;
  expect(handover).toMatchObject({ state: 'waiting', holder_qty: 4000 });
  await home();
  await page.getByText('Vous avez dit : 4 unités').waitFor();
});

test('what somebody else changed meanwhile is shown beside one’s own; both stay until one chooses', async () => {
  const { page } = phone;
  await signal(false);
  await count('Portes en chêne', '17');
  await call(world.sql, 'change_stock', world.holder, world.doors.id, 'remove', 3000);
  await signal(true);
  await waiting('1 à revoir');
  await page.goto(`${world.origin}/field#queue`);
  await page.getByText('Quelqu’un d’autre a changé ceci').waitFor();
  await expect.poll(() => page.getByRole('alert').innerText()).toMatch(/17\sunités[\s\S]*15\sunités/);
  await lookAt('conflict');
  await tap(page, 'Garder l’autre');
  await page.getByRole('heading', { name: 'Mises de côté' }).waitFor();
  expect(await stock()).toBe(15);
  await tap(page, 'Reprendre');
  await expect.poll(stock, { timeout: 10_000 }).toBe(17);
});

test('a refusal is said and can be mended; a new version of the count then leaves', async () => {
  const { page } = phone;
  await signal(false);
  // five are reserved: fewer cannot be there without saying who gets less
  await count('Portes en chêne', '2');
  await signal(true);
  await waiting('1 à revoir');
  await page.goto(`${world.origin}/field#queue`);
  await page.getByText('Refusé', { exact: true }).waitFor();
  await lookAt('refused');
  await follow(page, 'Modifier');
  await page.getByLabel(/^Quantité comptée/).fill('16');
  await tap(page, 'Garder la modification');
  await expect.poll(stock, { timeout: 10_000 }).toBe(16);
  // the answer must be back before the line is cut again: lost, the entry would rightly wait and leave once more
  await waiting('Rien à envoyer');
});

test('a session that ended keeps the queue; another account on the phone sends nothing of it; its owner does', async () => {
  const { page, context } = phone;
  await signal(false);
  await count('Briques pleines', '12');
  await world.sql`delete from session where person_id = ${world.anne.id}`;
  await signal(true);
  await page.getByText('Votre session est terminée').waitFor();
  await waiting('1 saisie à envoyer');
  await lookAt('signed-out');
  await context.clearCookies();
  await context.addCookies([await world.signedIn(world.yann)]);
  await home();
  await page.getByText('1 saisie d’un autre compte attend dans ce téléphone').waitFor();
  await waiting('Rien à envoyer');
  expect((await carriedOut()).at(-1)).not.toBe('count-lot');
  await context.clearCookies();
  await home();
  await follow(page, 'Se connecter');
  await page.locator('input[name=email]').fill(world.anne.email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL(/\/field#home$/);
  await page.getByText('Les Compagnons de la Vilaine').waitFor();
  await expect.poll(async () => (await carriedOut()).at(-1), { timeout: 10_000 }).toBe('count-lot');
  await waiting('Rien à envoyer');
});

test('the page kept on the phone speaks the language of whoever uses it, without signal too', async () => {
  const { page, context } = phone;
  const speak = async (lang: 'fr' | 'en', heading: string) => {
    await context.addCookies([{ name: 'lang', value: lang, url: world.origin }]);
    await home();
    await page.getByRole('heading', { name: heading }).waitFor();
    await expect.poll(() => page.locator('html').getAttribute('lang')).toBe(lang);
  };
  const before = phone.complaints.length;
  for (let turn = 0; turn < 3; turn++) {
    await speak('en', 'What leaves');
    if (turn < 2) await speak('fr', 'Ce qui part');
  }
  await lookAt('home-en');
  // none of what was only for the moment may be missing from what the phone keeps
  expect(phone.complaints.slice(before)).toEqual([]);
  await signal(false);
  await home();
  await page.getByRole('heading', { name: 'What leaves' }).waitFor();
  await expect.poll(() => page.locator('html').getAttribute('lang')).toBe('en');
  await follow(page, /Résidence des Tilleuls/);
  await follow(page, /Briques pleines/);
  await page.getByLabel(/^Counted quantity/).fill('11');
  await tap(page, 'Keep this count');
  await page.getByText('Count kept').waitFor();
  const status = page.getByRole('region', { name: 'Connection and sending' });
  await status.getByText('1 entry to send').first().waitFor();
  await lookAt('lot-en');
  await signal(true);
  await status.getByText('Nothing to send').first().waitFor();
  await speak('fr', 'Ce qui part');
});

test('signing out takes what was read off the phone; the page keeps nothing of anybody’s', async () => {
  const { page } = phone;
  await page.goto(`${world.origin}/logout`);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === '/');
  await signal(false);
  await home();
  await page.getByText('Rien à afficher sans réseau').waitFor();
  expect(await page.locator('body').innerText()).not.toContain('Compagnons');
  const kept = await page.evaluate(async () => {
    const all = await Promise.all(
      (await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => url),
      ),
    );
    return all.flat().map((url) => new URL(url).pathname);
  });
  expect(kept.filter((path) => !/^\/(assets\/|field$|language-of)/.test(path))).toEqual([]);
  await signal(true);
  const lacksSignal =
    /ERR_INTERNET_DISCONNECTED|ERR_SOCKET_NOT_CONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_FAILED|ERR_NETWORK/;
  expect(phone.complaints.filter((one) => !lacksSignal.test(one))).toEqual([]);
});
