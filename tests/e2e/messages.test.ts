import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** The two sides of a reservation write to each other: a holder on a wide screen, a taker on a phone without any script. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let holder: Watched;
let phone: Watched;
let english: Watched;
let thread: string;

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

beforeAll(async () => {
  world = await openFieldWorld({ JOBS: 'inline' });
  browser = await openBrowser();
  const { sql, taker } = world;
  thread = `/reservations/${world.asked.publicId}/messages`;
  const [row] =
    await sql`select id, public_id as "publicId", email, name from person where id = ${taker.person}`;
  const person = row as unknown as Parameters<FieldWorld['signedIn']>[0];
  const [organisation] =
    await sql`select id, public_id as "publicId" from organisation where id = ${taker.organisation}`;
  const taking = organisation as unknown as Parameters<FieldWorld['signedIn']>[1];
  const small = { viewport: { width: 390, height: 844 } };
  holder = await newPerson(browser);
  await holder.context.addCookies([await world.signedIn(world.anne)]);
  phone = await newPerson(browser, { ...small, javaScriptEnabled: false });
  await phone.context.addCookies([await world.signedIn(person, taking)]);
  english = await newPerson(browser, { ...small, locale: 'en-GB', colorScheme: 'dark' });
  await english.context.addCookies([
    await world.signedIn(person, taking),
    { name: 'lang', value: 'en', url: world.origin },
  ]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    for (const [name, who] of Object.entries({ holder, phone }))
      await picture(who.page, `failed-messages-${name}`);
});

const at = (path: string) => world.origin + path;
const main = (page: Page) => page.locator('main');

test('from a phone without script: a message with a photo, from the page of the reservation', async () => {
  const { page } = phone;
  await page.goto(at(thread.replace('/messages', '')));
  await page.getByRole('link', { name: 'Écrire à Démolition Armor' }).click();
  await main(page).getByText('Aucun message pour le moment').waitFor();
  await picture(page, 'messages-empty-390');
  await page.getByLabel('Votre message').fill('Les gonds sont-ils avec ?\nVoici les miens.');
  await page.getByLabel('Photos').setInputFiles({ name: 'gonds.png', mimeType: 'image/png', buffer: PNG });
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await main(page).getByText('Les gonds sont-ils avec ?').waitFor();
  await expect.poll(() => page.getByRole('img', { name: /Photo 1 sur 1/ }).count()).toBe(1);
  await picture(page, 'messages-390');
});

test('the holder sees what is new, answers, and is told when its address fails', async () => {
  const { page } = holder;
  await page.goto(at(thread.replace('/messages', '')));
  await main(page).getByText('1 nouveau').waitFor();
  await page.getByRole('link', { name: 'Lire le message' }).click();
  await main(page).getByText('Nouveau', { exact: true }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await main(page).getByText('Écrivez un message ou joignez une photo.').first().waitFor();
  await picture(page, 'messages-refused');
  await page.getByLabel('Votre message').fill('Oui, dans un seau à côté.');
  await page.getByRole('button', { name: 'Envoyer' }).click();
  await main(page).getByText('Oui, dans un seau à côté.').waitFor();
  await expect.poll(() => page.getByLabel('Votre message').inputValue()).toBe('');
  await picture(page, 'messages');
  await world.sql`update person set email_failed_at = ledger.clock(), email_failure = '550' where id = ${world.taker.person}`;
  await page.reload();
  await main(page)
    .getByText(/n’a pas reçu votre message/)
    .waitFor();
  await picture(page, 'messages-unreceived');
});

test('the taker finds on every page that the address fails, in English and in the dark, and says that it works', async () => {
  const { page } = english;
  await page.goto(at(thread));
  await page.getByText('Your e-mail address no longer works').waitFor();
  await main(page).getByText('Oui, dans un seau à côté.').waitFor();
  await picture(page, 'messages-dark-en-390');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'It works, try again' }).click();
  await page.waitForURL(/\/notifications$/);
  await expect.poll(() => page.getByText('Your e-mail address no longer works').count()).toBe(0);
});

test('notifications: counted in the header, led to their subject, read from then on; their rhythm is chosen without script', async () => {
  const { page } = phone;
  await page.goto(at('/notifications'));
  await main(page).getByText('Nouveau', { exact: true }).first().waitFor();
  await page
    .getByRole('link', { name: /^Notifications, \d+ nouvelle/ })
    .first()
    .waitFor();
  await picture(page, 'notifications-390');
  await main(page)
    .getByRole('link', { name: /Portes en chêne/ })
    .first()
    .click();
  await page.waitForURL(/\/reservations\//);
  await page.goto(at('/notifications'));
  await page.getByRole('button', { name: 'Tout marquer comme lu' }).click();
  await expect.poll(() => main(page).getByText('Nouveau', { exact: true }).count()).toBe(0);
  await page.getByRole('radio', { name: 'Un résumé le lundi' }).check();
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await page.getByText('un résumé le lundi, s’il y a du nouveau').waitFor();
  await expect.poll(() => page.getByRole('radio', { name: 'Un résumé le lundi' }).isChecked()).toBe(true);
  await holder.page.goto(at('/notifications'));
  expect(await seriousFaults(holder.page)).toEqual([]);
  await picture(holder.page, 'notifications');
});

test('nothing was said in the console', () => {
  expect([...holder.complaints, ...english.complaints]).toEqual([]);
});
