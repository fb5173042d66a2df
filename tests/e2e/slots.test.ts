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

/** A site opens its hours; two people in two browsers want the last place of one; one of them without any script. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let manager: Watched;
let lea: Watched;
let sam: Watched;
let site: string;
let leas: Made[];
let sams: Made;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  site = `/sites/${world.site.publicId}`;
  const { sql, holder } = world;
  const windows = await makeLot(sql, holder, { site: world.site, units: 12 });
  await sql`update lot set title = 'Fenêtres PVC double vitrage' where id = ${windows.id}`;
  await sql`update site set address = '5 rue des Bois', access_note = 'Par la cour' where id = ${world.site.id}`;
  const [one, two] = [await makeOrganisation(sql, 'association'), await makeOrganisation(sql, 'firm')];
  await sql`update organisation set name = 'Atelier de la Rance' where id = ${one.id}`;
  await sql`update organisation set name = 'Menuiserie Le Goff' where id = ${two.id}`;
  const [first, second] = [
    await makeMember(sql, one, 'administrator'),
    await makeMember(sql, two, 'administrator'),
  ];
  const forLea = { organisation: one.id, person: first.id };
  leas = [
    await makeReservation(sql, windows, forLea, { units: 4, acceptedBy: holder }),
    await makeReservation(sql, world.doors, forLea, { units: 2, acceptedBy: holder }),
  ];
  sams = await makeReservation(
    sql,
    windows,
    { organisation: two.id, person: second.id },
    { acceptedBy: holder },
  );
  manager = await signedIn(world.anne);
  lea = await signedIn(first, one);
  sam = await signedIn(second, two, { javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(manager.page, 'failed-slots-manager');
  await picture(lea.page, 'failed-slots-lea');
  await picture(sam.page, 'failed-slots-sam');
});

async function signedIn(person: MadePerson, organisation = world.armor, options = {}): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}
const at = (path: string) => world.origin + path;
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click();
/** Days from today by the clock of the site. */
const inDays = (days: number) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format(
    new Date(Date.now() + days * 86_400_000),
  );

/** Wide, dark, at 390 px; no fault of access, nothing that scrolls sideways. */
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
async function inEnglish(page: Page, name: string): Promise<void> {
  const language = { name: 'lang', url: world.origin };
  await page.context().addCookies([{ ...language, value: 'en' }]);
  await page.reload();
  await picture(page, `${name}-en`);
  await page.context().addCookies([{ ...language, value: 'fr' }]);
  await page.reload();
}

test('the manager opens one hour with one place, then the same two days of each week', async () => {
  const { page } = manager;
  await page.goto(at(site));
  await page.getByRole('link', { name: 'Créneaux', exact: true }).click();
  await page.getByText('Aucun créneau ouvert').first().waitFor();
  await page.getByLabel('Jour', { exact: true }).fill(inDays(3));
  await page.getByLabel('Places').fill('1');
  await press(page, 'Ouvrir');
  await page.getByText('Créneau ouvert.').first().waitFor();
  await page.getByRole('radio', { name: /Chaque semaine/ }).check();
  await page.getByLabel('Jour', { exact: true }).fill(inDays(4));
  await page.getByLabel('De', { exact: true }).fill('14:00');
  await page.getByLabel('À', { exact: true }).fill('13:00');
  await press(page, 'Ouvrir');
  await page.getByText('L’heure de fin doit venir après').first().waitFor();
  await expect.poll(() => page.getByLabel('De', { exact: true }).inputValue()).toBe('14:00');
  await lookAt(page, 'slots-open-refused');
  await page.getByLabel('À', { exact: true }).fill('17:30');
  await page.getByRole('checkbox', { name: 'mardi' }).check();
  await page.getByRole('checkbox', { name: 'jeudi' }).check();
  await page.getByLabel('Dernier jour', { exact: true }).fill(inDays(30));
  await press(page, 'Ouvrir');
  await page
    .getByText(/\d créneaux ouverts/)
    .first()
    .waitFor();
  await page.goto(at(`${site}/slots`));
  await lookAt(page, 'slots-site');
  await inEnglish(page, 'slots-site');
});

test('two want the last place: one gets it, the other is told, keeps what was ticked, and takes another', async () => {
  await lea.page.goto(at(`/reservations/${leas[0]?.publicId}`));
  await lookAt(lea.page, 'slots-reservation-none');
  await lea.page.getByRole('link', { name: 'Choisir un créneau' }).click();
  await lea.page.getByRole('heading', { name: 'Choisir un créneau' }).waitFor();
  await lea.page.getByRole('checkbox', { name: /Portes en chêne/ }).check();
  await lea.page.getByRole('radio').first().check();
  await lookAt(lea.page, 'slots-choose');
  await inEnglish(lea.page, 'slots-choose');
  await lea.page.getByRole('checkbox', { name: /Portes en chêne/ }).check();
  await lea.page.getByRole('radio').first().check();

  // meanwhile, without any script
  await sam.page.goto(at(`/reservations/${sams.publicId}/slot`));
  await press(sam.page, 'Réserver ce créneau');
  await sam.page.locator('main form [role=alert]').waitFor();
  await sam.page.getByRole('radio').first().check();
  await press(sam.page, 'Réserver ce créneau');
  await sam.page
    .getByText(/^C’est noté/)
    .first()
    .waitFor();
  await picture(sam.page, 'slots-booked-plain');

  await press(lea.page, 'Réserver ce créneau');
  await lea.page.getByText('Ce créneau vient d’être pris').first().waitFor();
  await lea.page.getByText('Complet', { exact: true }).first().waitFor();
  await expect.poll(() => lea.page.getByRole('checkbox', { name: /Portes en chêne/ }).isChecked()).toBe(true);
  await expect.poll(() => lea.page.getByRole('radio').first().isDisabled()).toBe(true);
  await lookAt(lea.page, 'slots-lost');
  await lea.page.getByRole('radio').nth(1).check();
  await press(lea.page, 'Réserver ce créneau');
  await lea.page
    .getByText(/^C’est noté/)
    .first()
    .waitFor();
  await lookAt(lea.page, 'slots-booked');
  await inEnglish(lea.page, 'slots-booked');
  const booked = await world.sql`
    select state, slot_id from ledger.reservation where id = any (${leas.map(({ id }) => id)})`;
  expect(new Set(booked.map(({ slot_id }) => slot_id)).size).toBe(1);
  expect(booked.map(({ state }) => state)).toEqual(['scheduled', 'scheduled']);
});

test('the appointment goes into a calendar, as a file and by a private address that can be changed', async () => {
  const { page } = lea;
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Ajouter à mon agenda' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('gisement.ics');
  await page.goto(at('/reservations'));
  await page.getByRole('link', { name: 'Voir mes retraits dans mon agenda' }).click();
  await press(page, 'Obtenir mon adresse');
  await page.getByText('Votre adresse est prête').first().waitFor();
  await lookAt(page, 'slots-calendar');
  const read = async () => {
    const { pathname } = new URL(await page.getByLabel('Adresse de l’agenda').inputValue());
    const answer = await fetch(at(pathname));
    return { pathname, status: answer.status, text: await answer.text() };
  };
  const first = await read();
  expect(first.text).toContain('STATUS:CONFIRMED');
  expect(first.text).toContain('5 rue des Bois');
  await page.locator('summary', { hasText: 'Changer d’adresse' }).click();
  await page.locator('main form button[type=submit]').click();
  await page.getByText('L’ancienne adresse ne répond plus').first().waitFor();
  expect((await fetch(at(first.pathname))).status).toBe(404);
  await expect.poll(async () => (await read()).status).toBe(200);
});

test('one moves and gives back; the manager reads who comes, gives more room, calls a day off; they are put back', async () => {
  const { page } = sam;
  await page.goto(at(`/reservations/${sams.publicId}/slot`));
  await page.getByRole('radio').nth(1).check();
  await press(page, 'Passer à ce créneau');
  await page
    .getByText(/^Nouveau créneau/)
    .first()
    .waitFor();
  await manager.page.goto(at(`${site}/slots`));
  await manager.page.getByText('Menuiserie Le Goff').first().waitFor();
  await manager.page.getByText('Atelier de la Rance').first().waitFor();
  await lookAt(manager.page, 'slots-who-comes');
  await manager.page.getByText('2 sur 2 places prises').first().waitFor();
  await manager.page
    .getByRole('link', { name: /Modifier le créneau/ })
    .nth(1)
    .click();
  await manager.page.getByText('Changer le nombre de places').click();
  await manager.page.getByLabel('Places').fill('1');
  await press(manager.page, 'Enregistrer');
  await manager.page.getByText('Des preneurs ont déjà réservé ce créneau').first().waitFor();
  await manager.page.getByLabel('Places').fill('3');
  await press(manager.page, 'Enregistrer');
  await manager.page.getByText('Le créneau a maintenant 3 places').first().waitFor();
  await lookAt(manager.page, 'slots-one');
  await page.goto(at(`/reservations/${sams.publicId}/slot`));
  await page.locator('summary', { hasText: 'Libérer le créneau' }).click();
  await press(page, 'Libérer le créneau');
  await page
    .getByText(/Créneau libéré\. La réservation tient jusqu’au/)
    .first()
    .waitFor();
  await manager.page.locator('summary', { hasText: 'Annuler ce créneau' }).click();
  await manager.page.getByLabel('Pourquoi').selectOption('weather');
  await press(manager.page, 'Annuler le créneau');
  await manager.page.getByText('Un preneur est prévenu').first().waitFor();
  await manager.page.getByText('Annulé (intempéries)').first().waitFor();
  await lea.page.goto(at(`/reservations/${leas[0]?.publicId}`));
  await lea.page.getByText('Aucun créneau n’est encore choisi').first().waitFor();
  await lea.page.getByRole('link', { name: 'Choisir un créneau' }).waitFor();
  const left = await world.sql`
    select state, held > 0 as held from ledger.reservation where id = any (${leas.map(({ id }) => id)})`;
  expect(left.every(({ state, held }) => state === 'accepted' && held)).toBe(true);
});
