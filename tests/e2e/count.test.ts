import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  type Made,
  type MadePerson,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
} from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** 42 doors, all reserved by three takers; only 30 are there. One keeps what is left, another leaves. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let manager: Watched;
let plain: Watched;
let takers: Watched[];
let doors: Made;
let held: Made[];

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  const { sql, holder } = world;
  doors = await makeLot(sql, holder, { site: world.site, units: 42 });
  await sql`update lot set title = 'Bloc-portes à âme pleine' where id = ${doors.id}`;
  [takers, held] = [[], []];
  for (const [name, units] of [
    ['Les Ateliers de la Vilaine, coopérative d’habitants et de bâtisseurs', 18],
    ['Menuiserie Kerbrat', 14],
    ['Maison des associations', 10],
  ] as const) {
    const organisation = await makeOrganisation(sql, 'association');
    const person = await makeMember(sql, organisation, 'administrator');
    await sql`update organisation set name = ${name} where id = ${organisation.id}`;
    const party = { organisation: organisation.id, person: person.id };
    held.push(await makeReservation(sql, doors, party, { units, acceptedBy: holder }));
    takers.push(
      await signedIn(person, organisation, takers.length === 0 ? { javaScriptEnabled: false } : {}),
    );
  }
  manager = await signedIn(world.anne);
  plain = await signedIn(world.yann, world.armor, { javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(manager.page, 'failed-count-manager');
  await picture(plain.page, 'failed-count-plain');
  for (const [index, taker] of takers.entries()) await picture(taker.page, `failed-count-taker-${index}`);
});

async function signedIn(
  person: MadePerson,
  organisation: Made = world.armor,
  options = {},
): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}
const at = (path: string) => world.origin + path;
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click();
const keeps = (page: Page, name: RegExp) => page.getByLabel(name);
const holds = async () =>
  (await world.sql`select held from ledger.reservation where lot_id = ${doors.id} order by id`).map(
    (row) => Number(row.held) / 1000,
  );
const onSite = async () =>
  Number((await world.sql`select available + held as n from ledger.stock where lot_id = ${doors.id}`)[0]?.n) /
  1000;

/** As the taker of this reservation has chosen on its account. */
const inLanguage = (locale: 'fr' | 'en', reservation?: Made) =>
  world.sql`update person set locale = ${locale} where id =
    (select taker_person_id from ledger.reservation where id = ${Number(reservation?.id)})`;

/** Wide, dark, at 390 px, in English; no fault of access, nothing that scrolls sideways. */
async function lookAt(page: Page, name: string): Promise<void> {
  await picture(page, name);
  expect(await seriousFaults(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture(page, `${name}-dark`);
  expect(await seriousFaults(page, ['color-contrast']), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, `${name}-390`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), name).toBe(false);
  await page.setViewportSize({ width: 1280, height: 720 });
}

test('a slip of the finger is asked about, and nothing is written', async () => {
  const { page } = manager;
  await page.goto(at(`/lots/${doors.publicId}`));
  await page.getByRole('link', { name: 'Corriger le compte' }).click();
  await page.getByText('Menuiserie Kerbrat').waitFor();
  await lookAt(page, 'count');
  await page.getByLabel(/^Quantité comptée/).fill('420');
  await press(page, 'Voir ce que cela change');
  await page.getByText(/Vous avez saisi 420\sunités\s; il y en avait 42\sunités\. Est-ce exact/).waitFor();
  await press(page, /^Enregistrer 420/);
  await page.getByText('cochez la case si elle est exacte').first().waitFor();
  await lookAt(page, 'count-doubt');
  expect(await onSite()).toBe(42);
});

test('thirty are there: the proposal is changed line by line, the sum is checked, three takers are told', async () => {
  const { page } = manager;
  await page.goto(at(`/lots/${doors.publicId}/count`));
  await page.getByLabel(/^Quantité comptée/).fill('30');
  await page.getByLabel('Casse').check();
  await press(page, 'Voir ce que cela change');
  await page.getByText('Le compte y est.').waitFor();
  await expect.poll(() => keeps(page, /Maison des associations garde/).inputValue()).toBe('0');
  await expect.poll(() => keeps(page, /Kerbrat garde/).inputValue()).toBe('12');
  await page.getByText(/Maison des associations\s: 10\sunités → rien/).waitFor();
  await keeps(page, /Maison des associations garde/).fill('4');
  await page.getByText(/Il reste 4\sunités à répartir/).waitFor();
  await lookAt(page, 'count-review-short');
  await press(page, /^Enregistrer 30/);
  await page.getByText('n’est pas exactement ce qui manque').first().waitFor();
  expect(await holds()).toEqual([18, 14, 10]);
  await keeps(page, /Ateliers de la Vilaine.*garde/).fill('14');
  await page.getByText('Le compte y est.').waitFor();
  await lookAt(page, 'count-review');
  await press(page, /^Enregistrer 30/);
  await page
    .getByText(/30\sunités sur place\. 3 preneurs sont prévenus/)
    .first()
    .waitFor();
  expect(await holds()).toEqual([14, 12, 4]);
  expect(manager.complaints).toEqual([]);
});

test('the first taker, without any script, keeps what is left; the last leaves; the holder reads both', async () => {
  const [first, , last] = takers.map(({ page }) => page) as [Page, Page, Page];
  await first.goto(at(`/reservations/${held[0]?.publicId}`));
  await first.getByText(/Votre réservation change\s: 18\sunités → 14\sunités/).waitFor();
  await first.getByText(/Répondez avant le .+ à .+\. Sans réponse, vous gardez 14\sunités/).waitFor();
  await picture(first, 'count-asked-plain');
  await press(first, /^Garder 14/);
  await first.getByText('votre réservation continue').first().waitFor();
  await first.getByText(/18\sunités → 14\sunités\s: réduction acceptée/).waitFor();
  await last.goto(at(`/reservations/${held[2]?.publicId}`));
  await lookAt(last, 'count-asked');
  await inLanguage('en', held[2]);
  await last.reload();
  await last.getByText(/Your reservation changes: 10\sunits → 4\sunits/).waitFor();
  await picture(last, 'count-asked-en');
  await inLanguage('fr', held[2]);
  await last.reload();
  await press(last, 'Renoncer à la réservation');
  await last.getByText('Vous avez renoncé').first().waitFor();
  expect(await holds()).toEqual([14, 12, 0]);
  const { page } = manager;
  await page.goto(at(`/reservations/${held[1]?.publicId}`));
  await page.getByText(/Réservation réduite\s: 14\sunités → 12\sunités/).waitFor();
  await lookAt(page, 'count-asked-holder');
});

test('without any script: a count of a third more is asked about, then gives back to whoever has not answered', async () => {
  const { page } = plain;
  await page.goto(at(`/lots/${doors.publicId}/count`));
  await page.getByLabel(/^Quantité comptée/).fill('un peu');
  await press(page, 'Voir ce que cela change');
  await page
    .getByText(/quantité/i)
    .first()
    .waitFor();
  await expect.poll(() => page.getByLabel(/^Quantité comptée/).inputValue()).toBe('un peu');
  await page.getByLabel(/^Quantité comptée/).fill('42');
  await press(page, 'Voir ce que cela change');
  await page.getByText(/Vous avez saisi 42\sunités\s; il y en avait 30\sunités/).waitFor();
  await press(page, /^Enregistrer 42/);
  await page.getByText('cochez la case si elle est exacte').first().waitFor();
  await picture(page, 'count-doubt-plain');
  expect(await onSite()).toBe(30);
  await page.getByLabel(/^Oui, il y en a bien 42/).check();
  await press(page, /^Enregistrer 42/);
  await page
    .getByText(/42\sunités sur place\. S’il en manquait/)
    .first()
    .waitFor();
  // who said yes keeps what it then had; who had not answered is whole again
  expect(await holds()).toEqual([14, 14, 0]);
  const second = takers[1]?.page as Page;
  await second.goto(at(`/reservations/${held[1]?.publicId}`));
  await second.getByText(/Les pièces qui manquaient sont revenues\s: 14\sunités/).waitFor();
  await picture(second, 'count-restored');
});
