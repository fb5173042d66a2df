import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call, expectOk } from '#tests/ledger/world.ts';
import {
  type Made,
  type MadePerson,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
  makeSlot,
} from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** Somebody did not come, somebody found the site closed, somebody nobody knows reserves at once: two browsers, one without any script. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let manager: Watched;
let lea: Watched;
let late: Made;
let shut: Made;
let atOnce: Made;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  const { sql, holder, site } = world;
  // the middle of the next morning there: people may be called, and what was made a moment ago is past
  await sql`update ledger.setting set clock_offset =
    ((clock_timestamp() at time zone 'Europe/Paris')::date + 1 + time '10:30') at time zone 'Europe/Paris' - clock_timestamp()`;
  await sql`update site set address = '5 rue des Bois', contact_name = 'Anne', contact_phone = '0299112233' where id = ${site.id}`;
  const one = await makeOrganisation(sql, 'association');
  await sql`update organisation set name = 'Atelier de la Rance' where id = ${one.id}`;
  const first = await makeMember(sql, one, 'administrator');
  await sql`update person set phone = '0612345678' where id = ${first.id}`;
  const forLea = { organisation: one.id, person: first.id };
  // calls are allowed at whatever hour this runs
  await sql`update ledger.delay set day_starts = '00:00', day_ends = '23:59:59'`;
  const windows = await makeLot(sql, holder, { site, units: 12 });
  await sql`update lot set title = 'Fenêtres PVC double vitrage' where id = ${windows.id}`;
  late = await makeReservation(sql, windows, forLea, { units: 4, acceptedBy: holder });
  shut = await makeReservation(sql, world.doors, forLea, { units: 2, acceptedBy: holder });
  const sinks = await makeLot(sql, holder, { site, publish: false });
  await sql`update lot set title = 'Éviers en grès', accept_mode = 'at_once' where id = ${sinks.id}`;
  expectOk(await call(sql, 'publish', holder, sinks.id));
  atOnce = await makeReservation(sql, sinks, forLea, { units: 1 });
  for (const [reservation, inHours] of [
    [late, -1],
    [shut, -2],
    [atOnce, 30],
  ] as const) {
    const slot = await makeSlot(sql, site, { inHours, lasts: 5 });
    expectOk(await call(sql, 'book_slot', forLea, `{${reservation.id}}`, slot.id));
  }
  manager = await signedIn(world.anne);
  lea = await signedIn(first, one, { javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(manager.page, 'failed-attendance-manager');
  await picture(lea.page, 'failed-attendance-lea');
});

async function signedIn(person: MadePerson, organisation = world.armor, options = {}): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}
const open = (page: Page, { publicId }: Made) => page.goto(`${world.origin}/reservations/${publicId}`);
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click();
const follow = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('link', { name }).first().click();
const reads = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();

/** At 390 px first, wide, dark; no fault of access, nothing that scrolls sideways. */
async function lookAt(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, `${name}-390`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), name).toBe(false);
  await page.setViewportSize({ width: 1280, height: 720 });
  await picture(page, name);
  expect(await seriousFaults(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture(page, `${name}-dark`);
  expect(await seriousFaults(page, ['color-contrast']), `${name}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('accepted at once: the holder calls, and the address appears', async () => {
  await open(lea.page, atOnce);
  await reads(lea.page, /votre numéro de téléphone a été vérifié/);
  expect(await lea.page.content()).not.toContain('5 rue des Bois');
  await picture(lea.page, 'attendance-hidden');
  await open(manager.page, atOnce);
  await manager.page.locator('main a[href="tel:0612345678"]').first().waitFor();
  await lookAt(manager.page, 'attendance-reach');
  await press(manager.page, 'Je l’ai jointe à ce numéro');
  await manager.page.getByText('ce numéro est vérifié').first().waitFor();
  await open(lea.page, atOnce);
  await reads(lea.page, '5 rue des Bois');
  await lea.page.locator('main a[href="tel:0299112233"]').first().waitFor();
});

test('nobody came: said by the holder, contested without any script', async () => {
  const { page } = manager;
  await open(page, late);
  await reads(page, 'Atelier de la Rance, sur 12 mois');
  await lookAt(page, 'attendance-reservation');
  await follow(page, /Personne n’est venu/);
  await page.getByRole('heading', { name: 'Rendez-vous manqué', level: 1 }).waitFor();
  await lookAt(page, 'attendance-declare');
  await press(page, 'Signaler que personne n’est venu');
  await page.getByText('Ce qui était réservé est de nouveau libre').first().waitFor();
  await reads(page, '1 rendez-vous manqué');
  await open(lea.page, late);
  await reads(lea.page, /il est dit que personne n’est venu/);
  await follow(lea.page, 'Contester');
  await reads(lea.page, /Si vous êtes venu, contestez/);
  await picture(lea.page, 'attendance-contest');
  await press(lea.page, 'Contester ce signalement');
  await reads(lea.page, /cela ne compte pas/);
  await open(page, late);
  await reads(page, 'aucun rendez-vous manqué');
  await lookAt(page, 'attendance-contested');
});

test('the site was closed: the hold stays, and another hour is asked for', async () => {
  await open(lea.page, shut);
  await follow(lea.page, /Le site était fermé/);
  await press(lea.page, 'Signaler que le site était fermé');
  await reads(lea.page, /site trouvé fermé 1 fois/);
  await reads(lea.page, 'Choisir un créneau');
  await lea.page.goto(`${world.origin}/organisations/${world.armor.slug}`);
  await reads(lea.page, /site trouvé fermé 1 fois/);
  await picture(lea.page, 'attendance-organisation');
});
