import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call, expectOk, lot as lotOf } from '#tests/ledger/world.ts';
import { makeMember, makeOrganisation } from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** A works site in La Réunion, its holder there, a taker in Rennes; each in a browser. */
let world: FieldWorld;
let browser: Browser;
let anne: Watched;
let malo: Watched;
let taker: { organisation: number; person: number };
let reunion: string;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  reunion = String(
    (await world.sql`select code from commune where departement_code = '974' limit 1`)[0]?.code,
  );
  await world.sql`update ledger.delay set open_unproven = 100`;
  await world.sql`update organisation set commune_code = ${reunion} where id = ${world.armor.id}`;
  const organisation = await makeOrganisation(world.sql, 'association');
  const person = await makeMember(world.sql, organisation, 'administrator');
  taker = { organisation: organisation.id, person: person.id };
  anne = await newPerson(browser);
  await anne.context.addCookies([await world.signedIn(world.anne)]);
  malo = await newPerson(browser, { viewport: { width: 390, height: 844 } });
  await malo.context.addCookies([await world.signedIn(person, organisation)]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(anne.page, 'failed-life-holder');
  await picture(malo.page, 'failed-life-taker');
});

async function asked() {
  const lotId = await lotOf(world.sql, world.holder, { commune: reunion });
  const made = expectOk(await call(world.sql, 'reserve', taker, lotId, 2000, 'own_home', 'partly', '35278'));
  // a deadline that the clocks of Rennes and of the site show differently, far from any change of day
  const [row] = await world.sql`
    update ledger.reservation set expires_at = ((ledger.clock() + interval '5 days')::date + time '14:00') at time zone 'Indian/Reunion'
     where id = ${Number(made.reservation)} returning public_id`;
  return String(row?.public_id);
}

test('a deadline is told by the clock of the site, named for who lives by another; the holder gives more time', async () => {
  const id = await asked();
  const { page } = malo;
  await page.goto(`${world.origin}/reservations/${id}`);
  const next = page.getByRole('status').or(page.locator('main')).first();
  await next.waitFor();
  const shown = (await page.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(shown).toMatch(/14:00 \(heure de La Réunion\)/);
  await picture(page, 'reservation-reunion-390');

  await anne.page.goto(`${world.origin}/reservations/${id}`);
  const there = (await anne.page.locator('main').innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');
  expect(there).toMatch(/14:00/);
  expect(there).not.toMatch(/heure de/);
  // what it is for, where it goes, whether new would have been bought
  for (const said of ['Mes propres travaux', 'Saint-Grégoire', 'En partie']) expect(there).toContain(said);

  await anne.page.getByText('Donner plus de temps').click();
  const later = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
  await anne.page.getByLabel('Nouvelle date limite').fill(later);
  await anne.page.getByRole('button', { name: 'Repousser la date limite' }).click();
  await anne.page.getByText('Date limite repoussée').first().waitFor();
  expect([...anne.complaints, ...malo.complaints]).toEqual([]);
});

test('from the reservation to the table that says what may happen, in words', async () => {
  const id = await asked();
  const { page } = malo;
  await page.goto(`${world.origin}/reservations/${id}`);
  await page.getByRole('link', { name: 'Comment vit une réservation' }).click();
  await page.waitForURL(/\/help\/reservations#requested$/);
  await page.getByText('Réponse sous 72 heures').waitFor();
  const table = page.getByRole('table', { name: 'Réservation Demandée' });
  expect((await table.getByRole('row').allInnerTexts()).map((row) => row.replaceAll(/\s+/g, ' '))).toEqual([
    'Ce qui peut arriver Qui Ce que cela devient Qui reçoit un courriel',
    'Accepter Le détenteur Acceptée Le preneur',
    'Refuser Le détenteur Refusée Le preneur',
    'Renoncer L’un ou l’autre Annulée L’autre',
    'Donner plus de temps Le détenteur Toujours Demandée, avec une date plus tardive Le preneur',
    'La date limite passe Personne : l’heure Expirée Les deux',
  ]);
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, 'help-reservations-390');
  expect(await seriousFaults(page)).toEqual([]);
});

test('the list: what awaits me, of one site, sorted, counted, shared by its address, taken away as CSV; no script needed', async () => {
  await asked();
  const quiet = await newPerson(browser, { javaScriptEnabled: false });
  await quiet.context.addCookies([await world.signedIn(world.anne)]);
  const { page } = quiet;
  await page.goto(`${world.origin}/reservations`);
  await page.getByRole('link', { name: /^À faire/ }).click();
  await page.waitForURL(/show=todo/);
  const lines = page.locator('main ul li a[href^="/reservations/"]');
  const all = await lines.count();
  expect(all).toBeGreaterThan(1);
  await expect.poll(() => page.getByRole('link', { name: /^À faire/ }).innerText()).toContain(String(all));
  await page.getByLabel('Site').selectOption({ index: 1 });
  await page.getByLabel('Ordre').selectOption('recent');
  await page.getByRole('button', { name: 'Afficher' }).click();
  await page.waitForURL(/show=todo.*site=.*sort=recent/);
  await expect.poll(() => lines.count()).toBeLessThan(all);
  await picture(page, 'reservations-todo');
  const address = page.url();
  await anne.page.goto(address);
  await expect.poll(() => anne.page.getByLabel('Ordre').inputValue()).toBe('recent');
  expect(await seriousFaults(anne.page)).toEqual([]);

  await anne.page.goto(`${world.origin}/reservations?show=todo`);
  const download = anne.page.waitForEvent('download');
  await anne.page.getByRole('link', { name: 'Télécharger en CSV' }).click();
  const file = await readFile(await (await download).path(), 'utf8');
  expect(file.trim().split('\r\n').length).toBe(all + 1);
  expect(file).toContain('Répondez à la demande');

  await malo.page.goto(`${world.origin}/reservations?show=todo`);
  await malo.page.getByText('Rien ne vous attend.').waitFor();
  await picture(malo.page, 'reservations-empty-390');
  expect([...anne.complaints, ...malo.complaints, ...quiet.complaints]).toEqual([]);
});

test('what for, where to and "would you have bought new" are asked, explained, kept when the form comes back, and told to the holder', async () => {
  const lotId = await lotOf(world.sql, world.holder, { milli: 3000 });
  const [lot] = await world.sql`select public_id from lot where id = ${lotId}`;
  const { page } = malo;
  await page.goto(`${world.origin}/lots/${lot?.public_id}/reserve`);
  await page.getByText('Cela sert à estimer prudemment les émissions évitées.').waitFor();
  await page.getByLabel(/^Quantité/).fill('2,5');
  await page.getByLabel('Pour quel usage ?').selectOption('social_housing');
  await page.getByLabel('Sans ce lot, auriez-vous acheté du neuf ?').selectOption('no');
  const submit = page.getByRole('button', { name: /^(Réserver|Envoyer la demande)/ });
  await submit.click();
  await page.locator('[aria-invalid=true]').first().waitFor();
  await expect.poll(() => page.getByLabel('Pour quel usage ?').inputValue()).toBe('social_housing');
  await expect
    .poll(() => page.getByLabel('Sans ce lot, auriez-vous acheté du neuf ?').inputValue())
    .toBe('no');
  await page.getByLabel(/^Quantité/).fill('2');
  await submit.click();
  await page.waitForURL(/\/reservations\/[0-9a-f-]{36}$/);
  await anne.page.goto(page.url());
  const read = await anne.page.locator('main').innerText();
  for (const said of ['Du logement social', 'Sans ce lot, achat de neuf', 'Non'])
    expect(read).toContain(said);
});
