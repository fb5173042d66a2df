import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call } from '#tests/ledger/world.ts';
import {
  type Made,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
} from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, openProfile, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld, profileFolder } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** At the gate: a taker without phone confirms on the holder's; then two phones, one of them without signal. */
let world: FieldWorld;
let browser: Browser;
let holder: Watched;
let taker: Watched;
const profile = profileFolder();

beforeAll(async () => {
  world = await openFieldWorld({ JOBS: 'inline' });
  browser = await openBrowser();
  // the holder's phone keeps its page for when it has no signal
  holder = await openProfile(profile.folder, { viewport: { width: 390, height: 844 }, hasTouch: true });
  taker = await newPerson(browser, { viewport: { width: 390, height: 844 } });
  const organisation = await makeOrganisation(world.sql, 'association');
  await world.sql`update organisation set name = 'Les Ateliers du Thabor' where id = ${organisation.id}`;
  const person = await makeMember(world.sql, organisation, 'administrator');
  theirs = { organisation: organisation.id, person: person.id };
  await holder.context.addCookies([await world.signedIn(world.anne)]);
  await taker.context.addCookies([await world.signedIn(person, organisation)]);
});
let theirs = { organisation: 0, person: 0 };
afterAll(async () => {
  await holder?.context.close().catch(() => {});
  await browser?.close();
  await world?.close();
  profile.remove();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(holder.page, 'failed-hand-over-holder');
  await picture(taker.page, 'failed-hand-over-taker');
});

async function agreed(units = 5, lotUnits = 20): Promise<{ lot: Made; reservation: Made }> {
  const lot = await makeLot(world.sql, world.holder, { site: world.site, units: lotUnits });
  await world.sql`update lot set title = 'Portes de chêne', condition = 'good' where id = ${lot.id}`;
  return {
    lot,
    reservation: await makeReservation(world.sql, lot, theirs, { units, acceptedBy: world.holder }),
  };
}
const go = (page: Page, path: string) => page.goto(world.origin + path);
const stock = async ({ id }: Made) =>
  (await world.sql`select available, held, collected, recycled from ledger.stock where lot_id = ${id}`)[0];
const stateOf = async ({ id }: Made) =>
  String((await world.sql`select state from ledger.reservation where id = ${id}`)[0]?.state);
async function lookAt(page: Page, name: string): Promise<void> {
  await picture(page, `hand-over-${name}-390`);
  expect(await seriousFaults(page), name).toEqual([]);
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
    `${name} scrolls sideways`,
  ).toBe(false);
}

test('by the code: the taker reads it, the holder types it; what was refused on the spot is in the same act', async () => {
  const { lot, reservation } = await agreed();
  await go(taker.page, `/reservations/${reservation.publicId}`);
  const code = await taker.page.getByText(/^\d{4} \d{4}$/).innerText();
  await lookAt(taker.page, 'code');
  const { page } = holder;
  await go(page, `/reservations/${reservation.publicId}`);
  // the holder never reads the code
  expect(await page.content()).not.toContain(code);
  expect(await page.content()).not.toContain(code.replace(' ', ''));
  await page.getByRole('link', { name: 'Le preneur confirme sur cet appareil' }).click();
  await page.getByRole('heading', { name: 'Remettre à Les Ateliers du Thabor' }).waitFor();
  await page.getByLabel(/^Quantité vraiment prise/).fill('4');
  await page.getByText('Des unités ont été refusées sur place').click();
  await page.getByLabel(/^Quantité refusée/).fill('1');
  await page.getByLabel('Pourquoi ?').selectOption('damaged');
  await page.getByLabel('Que deviennent-elles ?').selectOption('recycled');
  await page.getByLabel('Code du bon').fill('0000 0001');
  await lookAt(page, 'device');
  await page.getByRole('button', { name: 'Enregistrer la remise' }).click();
  await page.getByText('Ce code n’est pas celui du bon').first().waitFor();
  expect(await stock(lot)).toMatchObject({ held: 5000, collected: 0 });
  await page.getByLabel('Code du bon').fill(code);
  await page.getByRole('button', { name: 'Enregistrer la remise' }).click();
  await page.getByText('La remise est enregistrée').first().waitFor();
  await page.getByText('par le code de son bon, sur l’appareil du détenteur').waitFor();
  await lookAt(page, 'done');
  expect(await stock(lot)).toMatchObject({ held: 0, collected: 4000, recycled: 1000, available: 15_000 });
});

test('five wrong codes in an hour, and no more is tried', async () => {
  const { reservation } = await agreed();
  const { page } = holder;
  await go(page, `/reservations/${reservation.publicId}/on-device`);
  for (let turn = 1; turn <= 6; turn++) {
    await page.getByLabel('Code du bon').fill(`0000 000${turn}`);
    const answered = page.waitForResponse((answer) => answer.request().method() === 'POST');
    await page.getByRole('button', { name: 'Enregistrer la remise' }).click();
    expect((await answered).status()).toBe(turn <= 5 ? 422 : 429);
  }
  expect(await stateOf(reservation)).toBe('accepted');
});

test('by a signature drawn with a finger; the taker is written to, says that it was not them, and both read it', async () => {
  const { lot, reservation } = await agreed();
  const { page } = holder;
  await go(page, `/reservations/${reservation.publicId}/on-device`);
  await page.getByText('Par sa signature').click();
  await page.getByLabel('Nom de qui emporte le matériau').fill('Nolwenn Tanguy');
  const pad = page.getByRole('img', { name: 'Signature au doigt ou à la souris' });
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 1; step <= 12; step++)
    await page.mouse.move(box.x + 40 + step * 18, box.y + 60 + (step % 2 ? 25 : -20), { steps: 3 });
  await page.mouse.up();
  await page.getByText('Signature tracée').waitFor();
  await lookAt(page, 'signed');
  await page.getByRole('button', { name: 'Enregistrer la remise' }).click();
  await page.getByText('La remise est enregistrée').first().waitFor();
  await page.getByRole('img', { name: 'Signature de Nolwenn Tanguy' }).waitFor();
  await lookAt(page, 'signature-kept');

  const link = async () => {
    const [mail] =
      await world.sql`select body_text from mail where kind = 'handover.on-device' order by id desc limit 1`;
    return /\/handovers\/not-me\/[\w-]{43}/.exec(String(mail?.body_text ?? ''))?.[0];
  };
  await expect.poll(link, { timeout: 20_000 }).toBeTruthy();
  // from any device, signed out
  const anyone = await newPerson(browser, { viewport: { width: 390, height: 844 } });
  await go(anyone.page, String(await link()));
  await lookAt(anyone.page, 'not-me');
  await anyone.page.getByRole('button', { name: 'Ce n’était pas moi' }).click();
  await anyone.page.getByText('vous contestez cette remise').waitFor();
  await anyone.context.close();
  await go(page, `/reservations/${reservation.publicId}`);
  await page.getByText('Remise contestée').waitFor();
  await lookAt(page, 'contested');
  await go(taker.page, `/reservations/${reservation.publicId}`);
  await taker.page.getByText('vous avez dit que ce n’était pas vous').waitFor();
  // the ledger takes nothing back by itself
  expect(await stock(lot)).toMatchObject({ collected: 5000 });
});

/** The holder's phone loses its signal, notes a hand-over of all 5, and the deadline passes meanwhile. */
async function saidOffline(reservation: Made): Promise<void> {
  const { page, context } = holder;
  await go(page, '/field');
  const line = page.locator(`a[href="#hand-over/${reservation.publicId}"]`);
  await line.waitFor();
  world.line.cut();
  await context.setOffline(true);
  await line.click();
  await page.getByRole('button', { name: 'Garder cette confirmation' }).click();
  await page.getByText('Dans la file d’envoi').waitFor();
  await world.sql`update ledger.reservation set expires_at = ledger.clock() where id = ${reservation.id}`;
  await world.sql`select ledger.expire_due(200)`;
  expect(await stateOf(reservation)).toBe('not_collected');
}
async function signalReturns(): Promise<void> {
  world.line.mend();
  await holder.context.setOffline(false);
}

test('said without signal before the deadline, it is honoured when it arrives after it; the other phone then confirms', async () => {
  const { lot, reservation } = await agreed();
  await saidOffline(reservation);
  await signalReturns();
  await expect.poll(() => stateOf(reservation), { timeout: 20_000 }).toBe('accepted');
  expect(await stock(lot)).toMatchObject({ held: 5000, collected: 0 });
  await go(taker.page, `/reservations/${reservation.publicId}`);
  await taker.page.getByText(/On attend votre confirmation/).waitFor();
  await lookAt(taker.page, 'awaited');
  await taker.page.getByRole('button', { name: 'Confirmer la même chose' }).click();
  await expect.poll(() => stateOf(reservation), { timeout: 20_000 }).toBe('handed_over');
  expect(await stock(lot)).toMatchObject({ held: 0, collected: 5000 });
});

test('promised to somebody else meanwhile, it goes to the conflict screen and nothing is promised twice', async () => {
  const { lot, reservation } = await agreed(5, 5);
  await saidOffline(reservation);
  const other = await makeOrganisation(world.sql, 'association');
  const next = { organisation: other.id, person: (await makeMember(world.sql, other, 'administrator')).id };
  expect(await call(world.sql, 'reserve', next, lot.id, 4000, 'own_home', 'yes', '35278')).toMatchObject({
    outcome: 'ok',
  });
  await signalReturns();
  const { page } = holder;
  await page.getByRole('region', { name: 'Connexion et envois' }).getByText('1 à revoir').first().waitFor();
  await go(page, '/field#queue');
  await page
    .getByText(/promises à quelqu’un d’autre|Quelqu’un d’autre a changé ceci/)
    .first()
    .waitFor();
  await lookAt(page, 'conflict');
  expect(await stock(lot)).toMatchObject({ available: 1000, held: 4000, collected: 0 });
  expect(await stateOf(reservation)).toBe('not_collected');
  const lacksSignal =
    /ERR_INTERNET_DISCONNECTED|ERR_SOCKET_NOT_CONNECTED|ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_FAILED|ERR_NETWORK|Failed to fetch/;
  expect([...holder.complaints, ...taker.complaints].filter((one) => !lacksSignal.test(one))).toEqual([]);
});
