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

/** The works are put off, a day is called off, the site closes: its manager, one of its takers, and the same without any script. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let manager: Watched;
let plain: Watched;
let taker: Watched;
let site: string;
let windows: Made;
let held: Made;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  site = `/sites/${world.site.publicId}`;
  const { sql, holder } = world;
  const taking = await makeOrganisation(sql, 'association');
  const lea = await makeMember(sql, taking, 'administrator');
  await sql`update organisation set name = 'Atelier de la Rance' where id = ${taking.id}`;
  windows = await makeLot(sql, holder, { site: world.site, units: 12 });
  await sql`update lot set title = 'Fenêtres PVC double vitrage' where id = ${windows.id}`;
  await sql`update lot set available_from = current_date + 2, available_until = current_date + 20 where site_id = ${world.site.id}`;
  held = await makeReservation(
    sql,
    windows,
    { organisation: taking.id, person: lea.id },
    { units: 4, acceptedBy: holder },
  );
  await sql`insert into site_slot (site_id, starts_at, ends_at, capacity)
    select ${world.site.id}, (current_date + d + time '09:00') at time zone 'Europe/Paris', (current_date + d + time '11:00') at time zone 'Europe/Paris', 3
      from unnest(array[3, 5]) d`;
  manager = await signedIn(world.anne);
  plain = await signedIn(world.yann, world.armor, { javaScriptEnabled: false });
  taker = await signedIn(lea, taking);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(manager.page, 'failed-moves-manager');
  await picture(plain.page, 'failed-moves-plain');
  await picture(taker.page, 'failed-moves-taker');
});

async function signedIn(person: MadePerson, organisation = world.armor, options = {}): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}
const at = (path: string) => world.origin + path;
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click();

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
async function inEnglish(page: Page, name: string): Promise<void> {
  const language = { name: 'lang', url: world.origin };
  await page.context().addCookies([{ ...language, value: 'en' }]);
  await page.reload();
  await picture(page, `${name}-en`);
  await page.context().addCookies([{ ...language, value: 'fr' }]);
  await page.reload();
}

test('the works are put off by four days: seen first, then done in one press, and said', async () => {
  const { page } = manager;
  await page.goto(at(site));
  await page.getByRole('link', { name: 'Décaler ou annuler une journée' }).click();
  await page.getByLabel('Nombre de jours').fill('quatre');
  await press(page, 'Voir ce que cela change');
  await page.getByText('Écrivez un nombre entier').first().waitFor();
  await expect.poll(() => page.getByLabel('Nombre de jours').inputValue()).toBe('quatre');
  await page.getByLabel('Nombre de jours').fill('4');
  await press(page, 'Voir ce que cela change');
  await page.getByRole('heading', { name: '4 jours plus tard' }).waitFor();
  await page.getByText('Atelier de la Rance').waitFor();
  await lookAt(page, 'moves-preview');
  await inEnglish(page, 'moves-preview');
  // meanwhile somebody gives up: the new state is shown, what was typed stays
  const other = await makeReservation(world.sql, windows, world.taker, { units: 1 });
  await press(page, /^Décaler de 4 jours et prévenir 2 preneurs$/);
  await page.getByText(/a modifié cette fiche entre-temps/).waitFor();
  await expect.poll(() => page.getByLabel('Nombre de jours').inputValue()).toBe('4');
  await page.locator(`a[href$="${other.publicId}"]`).waitFor();
  await lookAt(page, 'moves-changed');
  await press(page, /^Décaler de 4 jours/);
  await page.getByText(/3 réservations restent à leurs 2 preneurs/).waitFor();
  await lookAt(page, 'moves-done');
  await page.reload();
  await page.getByText(/3 réservations restent à leurs 2 preneurs/).waitFor();
  const asks =
    await world.sql`select count(*)::int as n from ledger.ask where kind = 'moved' and answer is null`;
  expect(asks[0]?.n).toBe(3);
});

test('the taker reads the old and the new date, and says that they suit', async () => {
  const { page } = taker;
  await page.goto(at(`/reservations/${held.publicId}`));
  await lookAt(page, 'moves-taker');
  await inEnglish(page, 'moves-taker');
  await press(page, /^Oui/);
  await page.locator('main').getByText('Nouvelles dates acceptées.').waitFor();
  const [ask] =
    await world.sql`select answer from ledger.ask where reservation_id = ${held.id} and kind = 'moved'`;
  expect(ask?.answer).toBe('yes');
});

test('a day is called off without any script: who is expected, why, done', async () => {
  const [slot] =
    await world.sql`select id from site_slot where site_id = ${world.site.id} order by starts_at limit 1`;
  const [row] =
    await world.sql`select taker_organisation_id as organisation, taker_person_id as person from ledger.reservation where id = ${held.id}`;
  await world.sql`select ledger.book_slot(${row?.organisation}, ${row?.person}, gen_random_uuid(), array[${held.id}]::bigint[], ${slot?.id})`;
  const { page } = plain;
  await page.goto(at(`${site}/postpone`));
  await page.locator('#day').getByRole('radio').first().check();
  await press(page, 'Voir qui est attendu');
  await page.getByText(/Attendu.: Atelier de la Rance/).waitFor();
  await picture(page, 'moves-day');
  await press(page, /^Annuler cette journée/);
  await page
    .getByText(/saisie|choix|Choisissez|obligatoire/i)
    .first()
    .waitFor();
  await page.getByRole('radio', { name: 'La météo' }).check();
  await press(page, /^Annuler cette journée et prévenir 1 preneur$/);
  await page.getByText(/est annulée\. 1 preneur est prévenu/).waitFor();
  await picture(page, 'moves-day-done');
});

test('the site closes without any script: a collection begun first, then one fate for all but one, looked at, done', async () => {
  const { page } = plain;
  await world.sql`update lot set available_from = null where site_id = ${world.site.id}`;
  const { taker: party } = world;
  await world.sql`select ledger.confirm_handover(${party.organisation}, ${party.person}, gen_random_uuid(), ${world.asked.id},
    5000, 100000, 98000, 102000, 'A')`;
  await page.goto(at(`${site}/close`));
  await page.getByText('Des enlèvements sont à confirmer d’abord').waitFor();
  await picture(page, 'close-begun');
  expect(await page.getByRole('button', { name: 'Vérifier avant de clore' }).count()).toBe(0);
  await world.sql`select ledger.confirm_handover(${world.holder.organisation}, ${world.holder.person}, gen_random_uuid(), ${world.asked.id},
    5000, null, null, null, null)`;
  await page.goto(at(`${site}/close`));
  await press(page, 'Vérifier avant de clore');
  await page.locator('main form [role=alert]').first().waitFor();
  await page.getByRole('radio', { name: 'Recyclé' }).check();
  await page.getByLabel('Devenir de Fenêtres PVC double vitrage').selectOption('kept');
  await page.getByRole('radio', { name: 'Supprimer' }).check();
  await press(page, 'Vérifier avant de clore');
  await page.getByRole('heading', { name: 'Avant de clore' }).waitFor();
  await expect
    .poll(() => page.getByLabel('Devenir de Fenêtres PVC double vitrage').inputValue())
    .toBe('kept');
  await page.getByText('Gardé\u202f: 1 lot').waitFor();
  await picture(page, 'close-review');
  await page.getByRole('button', { name: 'Clore le chantier' }).click();
  await page.getByText(/^Le chantier est clos\. 2 lots ont reçu leur devenir\./).waitFor();
  await picture(page, 'close-done');
  const kept =
    await world.sql`select s.kept, s.recycled from ledger.stock s join lot l on l.id = s.lot_id where l.site_id = ${world.site.id} order by l.id`;
  expect(kept).toEqual([
    { kept: 0, recycled: 15_000 },
    { kept: 12_000, recycled: 0 },
  ]);
});

test('a closed site says so, keeps its closing statement, and can be reopened', async () => {
  const { page } = manager;
  await page.goto(at(site));
  await page.getByText('Ce chantier est clos').waitFor();
  await lookAt(page, 'closed-site');
  await page.getByRole('link', { name: 'Voir le récolement' }).click();
  await page.getByRole('heading', { level: 1, name: /écolement/ }).waitFor();
  await page.goto(at(`${site}/close`));
  await lookAt(page, 'close-closed');
  await press(page, 'Rouvrir le chantier');
  await page.getByText('Le chantier est rouvert.').first().waitFor();
  await page.goto(at(`${site}/close`));
  await lookAt(page, 'close-nothing');
  await inEnglish(page, 'close-nothing');
  for (const { complaints } of [manager, plain, taker]) expect(complaints).toEqual([]);
});
