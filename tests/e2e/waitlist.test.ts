import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { makeLot, makeMember, makeOrganisation, makeReservation } from '#tests/support/factories.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** Two people, each in a browser of their own, at a lot of which nothing is left. */
let world: FieldWorld;
let browsers: Browser[];
let malo: Watched;
let nina: Watched & { person: number };
let holds: { organisation: number; person: number };

beforeAll(async () => {
  world = await openFieldWorld();
  browsers = await Promise.all([openBrowser(), openBrowser()]);
  const [first, second] = browsers as [Browser, Browser];
  const { watched, party } = await signedIn(first, true);
  malo = watched;
  holds = party;
  const other = await signedIn(second, true);
  nina = { ...other.watched, person: other.party.person };
});
afterAll(async () => {
  await Promise.all((browsers ?? []).map((browser) => browser.close()));
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(malo.page, 'failed-waitlist-malo');
  await picture(nina.page, 'failed-waitlist-nina');
});

async function signedIn(browser: Browser, javaScriptEnabled: boolean) {
  const organisation = await makeOrganisation(world.sql, 'association');
  const person = await makeMember(world.sql, organisation, 'administrator');
  const watched = await newPerson(browser, { viewport: { width: 390, height: 844 }, javaScriptEnabled });
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return { watched, party: { organisation: organisation.id, person: person.id } };
}

const isPlace = /\/waitlist\/[0-9a-f-]{36}$/;

test('one has all of it, the other waits; the first cancels, what comes back is offered, the other takes it', async () => {
  const lot = await makeLot(world.sql, world.holder, { units: 6 });
  const { publicId } = await makeReservation(world.sql, lot, holds, { units: 6 });
  const { page } = nina;
  await page.goto(`${world.origin}/lots/${lot.publicId}`);
  await page.getByRole('link', { name: 'S’inscrire sur la liste d’attente' }).click();
  await page.getByRole('heading', { name: 'Liste d’attente' }).waitFor();
  await picture(page, 'waitlist-join-390');
  await page.getByLabel(/^Ce qu’il vous faut/).fill('4');
  await page.getByLabel('Pour quel usage ?').selectOption('own_home');
  await page.getByRole('button', { name: 'M’inscrire sur la liste' }).click();
  await page.waitForURL(isPlace);
  await page.getByText('Vous êtes en tête de liste').waitFor();
  await picture(page, 'waitlist-place-390');
  const place = page.url();

  await malo.page.goto(`${world.origin}/reservations/${publicId}`);
  await malo.page.getByText('Annuler la réservation').click();
  await malo.page.getByRole('button', { name: 'Annuler cette réservation' }).click();
  await malo.page
    .getByText(/Réservation annulée/)
    .first()
    .waitFor();
  // a newcomer finds what the line leaves
  await malo.page.goto(`${world.origin}/lots/${lot.publicId}/reserve`);
  await malo.page
    .getByText(/Il reste 2/)
    .first()
    .waitFor();

  await page.goto(`${world.origin}/reservations`);
  await page.getByText('On vous le propose').waitFor();
  await picture(page, 'waitlist-mine-390');
  await page.goto(place);
  await page.getByText(/On vous propose 4/).waitFor();
  await picture(page, 'waitlist-offer-390');
  await pictures(page, place);
  await page.getByRole('button', { name: /^Prendre 4/ }).click();
  await page.waitForURL(/\/reservations\/[0-9a-f-]{36}$/);
  await page
    .getByText(/C’est pris/)
    .first()
    .waitFor();
  const [row] = await world.sql`
    select s.available, s.held, r.state, r.qty from ledger.stock s join ledger.reservation r on r.lot_id = s.lot_id and r.held > 0
     where s.lot_id = ${lot.id}`;
  expect(row).toEqual({ available: 2000, held: 4000, state: 'requested', qty: 4000 });
  expect([...malo.complaints, ...nina.complaints]).toEqual([]);
});

/** The offer wide, in the dark and in English; the list as the holder reads it. */
async function pictures(page: Page, place: string): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'waitlist-offer-dark-wide');
  await world.sql`update person set locale = 'en' where id = ${nina.person}`;
  await page.goto(place);
  await page.getByText(/You are offered 4/).waitFor();
  await picture(page, 'waitlist-offer-en-dark-wide');
  await world.sql`update person set locale = 'fr' where id = ${nina.person}`;
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(place);
}

test('the holder reads the line on the page of the lot, with names; a newcomer only how many wait', async () => {
  const lot = await makeLot(world.sql, world.holder, { units: 2 });
  await makeReservation(world.sql, lot, holds, { units: 2 });
  const { page } = nina;
  await page.goto(`${world.origin}/lots/${lot.publicId}/waitlist`);
  await page.getByLabel(/^Ce qu’il vous faut/).fill('2');
  await page.getByLabel('Pour quel usage ?').selectOption('resale');
  await page.getByRole('button', { name: 'M’inscrire sur la liste' }).click();
  await page.waitForURL(isPlace);
  const anne = await newPerson(browsers[0] as Browser, { viewport: { width: 1280, height: 900 } });
  await anne.context.addCookies([await world.signedIn(world.anne)]);
  await anne.page.goto(`${world.origin}/lots/${lot.publicId}`);
  await anne.page.getByText(/Une demande attend 2/).waitFor();
  await picture(anne.page, 'waitlist-holder-wide');
  await malo.page.goto(`${world.origin}/lots/${lot.publicId}`);
  await malo.page
    .getByText(/Une demande attend déjà/)
    .first()
    .waitFor();
  await picture(malo.page, 'waitlist-lot-390');
  expect([...anne.complaints, ...malo.complaints]).toEqual([]);
});

test('too little is left: the same page proposes what is left, or the list, and no script is needed for either', async () => {
  const lot = await makeLot(world.sql, world.holder, { units: 6 });
  const { watched } = await signedIn(browsers[0] as Browser, false);
  const { page } = watched;
  await page.goto(`${world.origin}/lots/${lot.publicId}/reserve`);
  await page.getByLabel(/^Quantité/).fill('5');
  await page.getByLabel('Pour quel usage ?').selectOption('own_home');
  await makeReservation(world.sql, lot, holds, { units: 4 });
  await page.getByRole('button', { name: /^(Réserver|Envoyer la demande)/ }).click();
  await page
    .getByText(/n’en reste que 2/)
    .first()
    .waitFor();
  await expect.poll(() => page.getByLabel(/^Quantité/).inputValue()).toBe('2');
  await expect.poll(() => page.getByLabel(/^Ce qu’il vous faut/).inputValue()).toBe('5');
  await picture(page, 'waitlist-short-390');
  await page.getByRole('button', { name: 'M’inscrire sur la liste' }).click();
  await page.waitForURL(isPlace);
  await page.getByRole('button', { name: 'Quitter la liste d’attente' }).click();
  await page.getByText('Vous avez quitté la liste d’attente.').first().waitFor();
  expect(watched.complaints).toEqual([]);
});
