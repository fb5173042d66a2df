import type { Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Party } from '#tests/ledger/world.ts';
import {
  type Made,
  makeLot,
  makeMember,
  makeOrganisation,
  makeReservation,
  makeSite,
  makeSlot,
} from '#tests/support/factories.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** What is sent twice is done once: two presses, "back", a line cut before the answer, a second tab. (Of forms sent without script: tests/http/keys.test.ts.) */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let holder: Watched;
let taker: Watched;
let taking: Party;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  await world.sql`update ledger.delay set open_unproven = 1000`;
  const association = await makeOrganisation(world.sql, 'association');
  const malo = await makeMember(world.sql, association, 'administrator');
  taking = { organisation: association.id, person: malo.id };
  const signedIn = async (cookie: Awaited<ReturnType<FieldWorld['signedIn']>>) => {
    const person = await newPerson(browser);
    await person.context.addCookies([cookie]);
    return person;
  };
  holder = await signedIn(await world.signedIn(world.anne));
  taker = await signedIn(await world.signedIn(malo, association));
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(taker.page, 'failed-twice-taker');
  await picture(holder.page, 'failed-twice-holder');
});

const at = (path: string) => world.origin + path;
const lotOf = (units = 20) => makeLot(world.sql, world.holder, { units });
const asked = async (lot: Made, acceptedBy?: Party) =>
  makeReservation(world.sql, lot, taking, { units: 2, ...(acceptedBy ? { acceptedBy } : {}) });

/** How many reservations the lot has, how much they hold, how often each thing was told. */
async function traces(lot: Made) {
  const [row] = await world.sql`
    select count(*)::int as reservations, coalesce(sum(held), 0)::int as held from ledger.reservation where lot_id = ${lot.id}`;
  const told = await world.sql`
    select kind, count(*)::int as n from event where payload ->> 'lot' = ${String(lot.id)} group by kind having count(*) > 1`;
  return { ...(row as { reservations: number; held: number }), toldTwice: told.map(({ kind }) => kind) };
}

async function fillRequest(page: Page, lot: Made, units = '2'): Promise<void> {
  await page.locator('#reserve-quantity').waitFor();
  if (!page.url().includes(lot.publicId)) throw new Error(`not at the lot: ${page.url()}`);
  await page.locator('#reserve-quantity').fill(units);
  await page.locator('#reserve-purpose').selectOption('own_home');
}
const send = (page: Page) => page.getByRole('button', { name: /^(Réserver|Envoyer la demande)/ });
const isReservation = /\/reservations\/[0-9a-f-]{36}/;

/** The server does what is asked; its answer never arrives. */
async function cutBeforeTheAnswer(page: Page, press: () => Promise<void>): Promise<void> {
  let done = () => {};
  const carriedOut = new Promise<void>((resolve) => {
    done = resolve;
  });
  const cut = async (route: Route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
    done();
  };
  await page.route('**/*', cut);
  await press();
  await carriedOut;
  await page.unroute('**/*', cut);
}

describe('a request', () => {
  test('pressed twice is made once', async () => {
    const lot = await lotOf();
    const { page } = taker;
    await page.goto(at(`/lots/${lot.publicId}/reserve`));
    await fillRequest(page, lot);
    await send(page).dblclick();
    await page.waitForURL(isReservation);
    expect(await traces(lot)).toEqual({ reservations: 1, held: 2000, toldTwice: [] });
  });

  test('sent again after "back" is the same one', async () => {
    const lot = await lotOf();
    const { page } = taker;
    await page.goto(at(`/lots/${lot.publicId}/reserve`));
    await fillRequest(page, lot);
    await send(page).click();
    await page.waitForURL(isReservation);
    const first = new URL(page.url()).pathname;
    await page.goBack();
    await page.waitForURL(/\/reserve$/);
    await fillRequest(page, lot);
    await send(page).click();
    await page.waitForURL(isReservation);
    expect(new URL(page.url()).pathname).toBe(first);
    expect(await traces(lot)).toEqual({ reservations: 1, held: 2000, toldTwice: [] });
  });

  test('sent again after "back" with something else is not taken for it; the page loaded anew makes another', async () => {
    const lot = await lotOf();
    const { page } = taker;
    await page.goto(at(`/lots/${lot.publicId}/reserve`));
    await fillRequest(page, lot);
    await send(page).click();
    await page.waitForURL(isReservation);
    await page.goBack();
    await page.waitForURL(/\/reserve$/);
    await fillRequest(page, lot, '5');
    await send(page).click();
    await page.getByText('Ce formulaire a déjà été envoyé avec un autre contenu').first().waitFor();
    expect(await traces(lot)).toMatchObject({ reservations: 1, held: 2000 });
    await page.reload();
    // loaded anew, its form is another request: what was already asked for is said above it
    await page.getByText('Vous avez déjà une demande sur ce lot').waitFor();
    await page.getByRole('link', { name: /^2\s.*demande du/ }).waitFor();
    await picture(page, 'already-held');
    await fillRequest(page, lot, '5');
    await send(page).click();
    await page.waitForURL(isReservation);
    expect(await traces(lot)).toMatchObject({ reservations: 2, held: 7000 });
  });

  test('from two tabs for the last units: one gets them, the other is told what is left', async () => {
    const lot = await lotOf(2);
    const { page, context } = taker;
    const second = await context.newPage();
    for (const tab of [page, second]) {
      await tab.goto(at(`/lots/${lot.publicId}/reserve`));
      await fillRequest(tab, lot);
    }
    await Promise.all([page, second].map((tab) => send(tab).click()));
    await expect.poll(async () => (await traces(lot)).reservations).toBe(1);
    await expect
      .poll(() => [page, second].filter((tab) => isReservation.test(tab.url())).length, { timeout: 15_000 })
      .toBe(1);
    expect(await traces(lot)).toEqual({ reservations: 1, held: 2000, toldTwice: [] });
    await second.close();
  });
});

/** An answer on the page of a reservation: where it is unfolded, and the button that sends it. */
const ANSWERS = [
  {
    act: 'accept',
    unfold: null,
    button: 'Accepter la demande',
    before: 'requested',
    after: 'accepted',
    held: 2000,
  },
  {
    act: 'refuse',
    unfold: 'Refuser',
    button: 'Refuser cette demande',
    before: 'requested',
    after: 'refused',
    held: 0,
  },
  {
    act: 'cancel',
    unfold: 'Annuler la réservation',
    button: 'Annuler cette réservation',
    before: 'accepted',
    after: 'cancelled',
    held: 0,
  },
] as const;

describe.each(ANSWERS)('$act', ({ unfold, button, before, after, held }) => {
  async function open(page: Page) {
    const lot = await lotOf();
    const { publicId } = await asked(lot, before === 'accepted' ? world.holder : undefined);
    await page.goto(at(`/reservations/${publicId}`));
    await shown(page);
    return { lot, publicId };
  }
  async function shown(page: Page) {
    if (unfold) await page.locator('summary', { hasText: unfold }).click();
    await page.getByRole('button', { name: button }).waitFor();
  }
  const press = (page: Page) => page.getByRole('button', { name: button });
  const stateOf = async (publicId: string) =>
    (await world.sql`select state from ledger.reservation where public_id = ${publicId}`)[0]?.state;

  test('pressed twice is done once', async () => {
    const { lot, publicId } = await open(holder.page);
    await press(holder.page).dblclick();
    await expect.poll(() => stateOf(publicId)).toBe(after);
    await press(holder.page).waitFor({ state: 'detached' });
    expect(await traces(lot)).toEqual({ reservations: 1, held, toldTwice: [] });
  });

  test('sent again after the line was cut: done once, the page says how it stands', async () => {
    const { page } = holder;
    const { lot, publicId } = await open(page);
    await cutBeforeTheAnswer(page, () => press(page).click({ noWaitAfter: true }));
    expect(await stateOf(publicId)).toBe(after);
    await page.getByRole('link', { name: 'Recharger la page' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await press(page).waitFor({ state: 'detached' });
    expect(await traces(lot)).toEqual({ reservations: 1, held, toldTwice: [] });
  });

  test('from a second tab opened before: said, and nothing is done again', async () => {
    const { page, context } = holder;
    const { lot, publicId } = await open(page);
    const second = await context.newPage();
    await second.goto(page.url());
    await shown(second);
    await press(page).click();
    await expect.poll(() => stateOf(publicId)).toBe(after);
    await press(second).click();
    await second.getByRole('alert').first().waitFor();
    expect(await traces(lot)).toEqual({ reservations: 1, held, toldTwice: [] });
    await second.close();
  });
});

/** Other forms of a reservation's life: where each is, what is filled in, which button, and what must be there once. */
const FORMS: {
  what: string;
  open: (page: Page) => Promise<{ lot: Made; press: string | RegExp; once: () => Promise<unknown> }>;
  by: () => Page;
}[] = [
  {
    what: 'more time',
    by: () => holder.page,
    async open(page) {
      const lot = await lotOf();
      const { publicId } = await asked(lot, world.holder);
      await page.goto(at(`/reservations/${publicId}`));
      await page.locator('summary', { hasText: 'Donner plus de temps' }).click();
      const until = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel('Nouvelle date limite').fill(until);
      return { lot, press: 'Repousser la date limite', once: () => told(lot, 'reservation.extended') };
    },
  },
  {
    what: 'what was taken',
    by: () => taker.page,
    async open(page) {
      const lot = await lotOf();
      const { publicId } = await asked(lot, world.holder);
      await page.goto(at(`/reservations/${publicId}`));
      await page.getByLabel(/^Quantité vraiment prise/).fill('2');
      return { lot, press: 'Confirmer l’enlèvement', once: () => told(lot, 'handover.waiting') };
    },
  },
  {
    what: 'a publication',
    by: () => holder.page,
    async open(page) {
      const lot = await makeLot(world.sql, world.holder, { publish: false });
      await page.goto(at(`/lots/${lot.publicId}/publish`));
      return { lot, press: 'Publier', once: () => told(lot, 'lot.published') };
    },
  },
  {
    what: 'a place in the waitlist',
    by: () => taker.page,
    async open(page) {
      const lot = await lotOf(2);
      await makeReservation(world.sql, lot, world.taker, { units: 2 });
      await page.goto(at(`/lots/${lot.publicId}/waitlist`));
      await page.locator('#join-quantity').fill('2');
      await page.locator('#join-purpose').selectOption('own_home');
      const places = async () =>
        (await world.sql`select count(*)::int as n from ledger.waiting where lot_id = ${lot.id}`)[0]?.n;
      return { lot, press: 'M’inscrire sur la liste', once: places };
    },
  },
  {
    what: 'a visit',
    by: () => taker.page,
    async open(page) {
      const site = await makeSite(world.sql, world.holder);
      const lot = await makeLot(world.sql, world.holder, { site, units: 20 });
      await page.goto(at(`/sites/${site.publicId}/visit`));
      await page.locator(`[name="quantity.${lot.publicId}"]`).fill('2');
      await page.getByLabel('Pour quel usage ?').selectOption('own_home');
      const visits = count('ledger.visit', 'site_id', site);
      return { lot, press: /^Demander/, once: visits };
    },
  },
  {
    what: 'a count',
    by: () => holder.page,
    async open(page) {
      const lot = await lotOf();
      await page.goto(at(`/lots/${lot.publicId}/count?counted=18&cause=breakage`));
      const removed = async () =>
        (
          await world.sql`select count(*)::int as n from ledger.movement where lot_id = ${lot.id} and kind = 'remove'`
        )[0]?.n;
      return { lot, press: /^Enregistrer 18/, once: removed };
    },
  },
  {
    what: 'works put off',
    by: () => holder.page,
    async open(page) {
      const site = await makeSite(world.sql, world.holder);
      const lot = await makeLot(world.sql, world.holder, { site, units: 20 });
      await makeReservation(world.sql, lot, taking, { units: 2, acceptedBy: world.holder });
      await page.goto(at(`/sites/${site.publicId}/postpone?days=4&way=later`));
      return { lot, press: /^Décaler de 4 jours/, once: () => toldOfSite(site, 'site.moved') };
    },
  },
  {
    what: 'an hour',
    by: () => taker.page,
    async open(page) {
      const site = await makeSite(world.sql, world.holder);
      const lot = await makeLot(world.sql, world.holder, { site, units: 20 });
      const slot = await makeSlot(world.sql, site);
      const { publicId } = await asked(lot, world.holder);
      await page.goto(at(`/reservations/${publicId}/slot`));
      await page.getByRole('radio').first().check();
      return { lot, press: 'Réserver ce créneau', once: count('slot_booking', 'slot_id', slot) };
    },
  },
  {
    what: 'hours opened',
    by: () => holder.page,
    async open(page) {
      const site = await makeSite(world.sql, world.holder);
      const lot = await makeLot(world.sql, world.holder, { site });
      await page.goto(at(`/sites/${site.publicId}/slots`));
      await page
        .getByLabel('Jour', { exact: true })
        .fill(new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10));
      await page.getByLabel('Places').fill('1');
      return { lot, press: 'Ouvrir', once: count('site_slot', 'site_id', site) };
    },
  },
];

/** How many rows of a table belong to it. */
const count =
  (table: string, column: string, { id }: Made) =>
  async () =>
    (
      await world.sql`select count(*)::int as n from ${world.sql(table)} where ${world.sql(column)} = ${id}`
    )[0]?.n;

const toldOfSite = async ({ id }: Made, kind: string) =>
  (
    await world.sql`select count(*)::int as n from event where kind = ${kind} and payload ->> 'site' = ${String(id)}`
  )[0]?.n;

const told = async (lot: Made, kind: string) =>
  (
    await world.sql`select count(*)::int as n from event where kind = ${kind} and payload ->> 'lot' = ${String(lot.id)}`
  )[0]?.n;

describe.each(FORMS)('$what', ({ by, open }) => {
  test('pressed twice is done once', async () => {
    const { press, once } = await open(by());
    await by().getByRole('button', { name: press }).first().dblclick();
    await expect.poll(once).toBe(1);
    await by().waitForLoadState('networkidle');
    expect(await once()).toBe(1);
  });

  test('sent again after the line was cut is done once', async () => {
    const page = by();
    const { press, once } = await open(page);
    const button = page.getByRole('button', { name: press }).first();
    await cutBeforeTheAnswer(page, () => button.click({ noWaitAfter: true }));
    expect(await once()).toBe(1);
    await page.getByRole('link', { name: 'Recharger la page' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await once()).toBe(1);
  });
});
