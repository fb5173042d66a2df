import type { Page } from 'playwright-core';
import readExcel from 'read-excel-file/node';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handedOver } from '#tests/ledger/world.ts';
import { type MadePerson, makeMember, makeOrganisation } from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** A price in words, from the announcement to the list of the year: the taker on a phone and without any script. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let anne: Watched;
let lea: Watched;
let leas: { organisation: number; person: number };
let reservation: string;

const phone = { viewport: { width: 390, height: 844 } };

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  const association = await makeOrganisation(world.sql, 'association');
  await world.sql`update organisation set name = '=Atelier de la Rance' where id = ${association.id}`;
  const person = await makeMember(world.sql, association, 'administrator');
  leas = { organisation: association.id, person: person.id };
  anne = await signedIn(world.anne);
  lea = await signedIn(person, association, { ...phone, javaScriptEnabled: false });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(anne.page, 'failed-price-anne');
  await picture(lea.page, 'failed-price-lea');
});

async function signedIn(person: MadePerson, organisation = world.armor, options = {}): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person, organisation)]);
  return watched;
}
const at = (path: string) => world.origin + path;
const press = (page: Page, name: string | RegExp) =>
  page.locator('main').getByRole('button', { name }).first().click();
const sees = (page: Page, text: string | RegExp) => page.locator('main').getByText(text).first().waitFor();

/** Wide, dark and at 390 px; no fault of access, nothing that scrolls sideways. */
async function lookAt(page: Page, name: string): Promise<void> {
  expect(await seriousFaults(page), name).toEqual([]);
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(phone.viewport);
  await picture(page, `${name}-390`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), name).toBe(false);
  await page.setViewportSize({ width: 1280, height: 720 });
}
/** At 390 px, without script. */
async function lookSmall(page: Page, name: string): Promise<void> {
  await picture(page, `${name}-390`);
}

test('the holder announces a price without VAT, open to discussion; both figures are shown', async () => {
  const { page } = anne;
  await page.goto(at(`/lots/${world.doors.publicId}/edit`));
  await page.getByRole('radio', { name: 'Je le vends' }).check();
  await page.getByLabel('Montant', { exact: true }).fill('10');
  await page.getByRole('radio', { name: /hors taxes/ }).check();
  await page.getByLabel('Taux de TVA').selectOption({ label: '20 %' });
  await page.getByRole('checkbox', { name: 'Prix à discuter' }).check();
  await lookAt(page, 'price-lot-form');
  await press(page, /Enregistrer/);
  await page.waitForURL(at(`/lots/${world.doors.publicId}`));
  await sees(page, '10 € HT / pièce (12 € TTC) · prix à discuter');
  await lookAt(page, 'price-lot-page');
});

test('the taker proposes with the request; what looks like a slip is asked about', async () => {
  const { page } = lea;
  await page.goto(at(`/lots/${world.doors.publicId}/reserve`));
  await page
    .getByLabel(/Quantité|Combien/)
    .first()
    .fill('4');
  await page
    .getByLabel('Pour quel usage')
    .or(page.locator('select[name=purpose]'))
    .first()
    .selectOption({ index: 1 });
  await page.getByLabel(/Proposer un prix/).fill('0,90');
  await press(page, /Envoyer la demande|Réserver/);
  await sees(page, 'Ce prix surprend');
  await lookSmall(page, 'price-reserve-doubted');
  await page.getByLabel(/Proposer un prix/).fill('9');
  await press(page, /Envoyer la demande|Réserver/);
  await page.waitForURL(/\/reservations\//);
  reservation = new URL(page.url()).pathname;
  await sees(page, '7,50 € HT / pièce (9 € TTC), en attente de réponse');
  await lookSmall(page, 'price-reservation-taker');
});

test('the holder must say at which price it accepts; the price is then both’s, and no longer moves', async () => {
  const { page } = anne;
  await page.goto(at(reservation));
  await sees(page, 'À quel prix acceptez-vous');
  await lookAt(page, 'price-reservation-holder');
  await press(page, 'Accepter');
  await sees(page, 'dites d’abord à quel prix vous acceptez');
  await page.getByRole('radio', { name: /Au prix proposé/ }).check();
  await press(page, 'Accepter');
  await sees(page, 'Ce prix est celui de l’accord');
  await sees(page, '36 €');
  await lea.page.goto(at(reservation));
  await sees(lea.page, '7,50 € HT / pièce (9 € TTC)');
  await sees(lea.page, 'Ceci n’est pas une facture');
  await lookSmall(lea.page, 'price-concluded-taker');
  await lea.page.goto(at(`${reservation}/price`));
  await sees(lea.page, 'Il n’y a rien à proposer ni à répondre');
});

test('the seller notes the payment, the taker reads it, the list of the year has it in two files', async () => {
  const { page } = anne;
  await page.goto(at(reservation));
  await page.getByRole('link', { name: 'Noter le règlement' }).click();
  await page.getByRole('combobox', { name: /^Comment/ }).selectOption({ label: 'Par chèque' });
  await page.getByLabel('Numéro de votre facture').fill('F-2026-12');
  await lookAt(page, 'price-settlement');
  await press(page, 'Enregistrer');
  await sees(page, /Réglé par chèque le .*, facture du vendeur n° F-2026-12/);
  await lea.page.goto(at(`${reservation}/settlement`));
  await sees(lea.page, /Réglé par chèque/);
  await lookSmall(lea.page, 'price-settlement-taker');
  const [row] =
    await world.sql`select id from ledger.reservation where public_id = ${reservation.split('/').at(-1) ?? ''}`;
  await handedOver(world.sql, world.holder, leas, Number(row?.id), 4000, 80_000);
  await page.goto(at('/sales'));
  await sees(page, 'Totaux par année');
  await sees(page, '36 €');
  await lookAt(page, 'price-sales');
  const csv = await page
    .context()
    .request.get(at((await page.getByRole('link', { name: /CSV/ }).getAttribute('href')) ?? ''));
  const text = await csv.text();
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(text).toContain(";'=Atelier de la Rance;4;");
  expect(text).toMatch(/;9,00;une unité;annoncé hors taxes;20;36,00;30,00;oui;chèque;/);
  const xlsx = await page
    .context()
    .request.get(at((await page.getByRole('link', { name: /Excel/ }).getAttribute('href')) ?? ''));
  const [sheet] = (await readExcel(await xlsx.body())) as unknown as { data: unknown[][] }[];
  const [head, line] = sheet?.data ?? [];
  expect(head).toContain('Réservation');
  expect(line).toEqual(expect.arrayContaining(["'=Atelier de la Rance", 4, 9, 36, 30]));
  await lea.page.goto(at('/sales'));
  await sees(lea.page, 'Aucune vente remise');
});

test('no page complained', () => {
  expect([...anne.complaints, ...lea.complaints]).toEqual([]);
});
