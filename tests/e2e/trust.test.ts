import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { anySiren } from '#tests/support/accounts.ts';
import {
  type Made,
  type MadePerson,
  makeLot,
  makeMember,
  makeOrganisation,
  makePerson,
  makeSite,
} from '#tests/support/factories.ts';
import { giveFactor } from '#tests/support/second-factor.ts';
import { SERVER_KEY } from '#tests/support/server.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';
import { chooseCommune } from './support/steps.ts';

/** Who is who, first lots that may be stolen, and a colleague who leaves: each person in a session of their own. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let desk: Watched;
const siren = anySiren();
const reason = 'Le registre dit la même chose que cette page.';

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  await world.sql`update organisation set siren = ${siren} where id = ${world.armor.id}`;
  await world.sql`update membership set role = 'administrator' where person_id = ${world.anne.id}`;
  const operator = await makePerson(world.sql, { platformAdmin: true });
  await giveFactor(world.sql, operator, SERVER_KEY);
  desk = await seen(operator, null, { width: 1280, height: 900 });
  // as after both steps
  await world.sql`update session set awaits = null, proven_at = ledger.clock(), expires_at = ledger.clock() + interval '1 hour'
    where person_id = ${operator.id}`;
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(desk.page, 'failed-trust-desk');
});

async function seen(
  person: MadePerson | null,
  organisation: Made | null,
  viewport = { width: 390, height: 844 },
): Promise<Watched> {
  const watched = await newPerson(browser, { viewport });
  if (person) await watched.context.addCookies([await world.signedIn(person, organisation ?? undefined)]);
  return watched;
}

const says = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();

test('a second account with a SIREN asks to join, and is let in', async () => {
  const newcomer = await makePerson(world.sql);
  const { page } = await seen(newcomer, null);
  await page.goto(`${world.origin}/organisations/new`);
  await page.getByLabel('Entreprise', { exact: false }).first().check();
  await page.getByLabel('Nom de l’organisation').fill('Démolition Armor, agence de Vitré');
  await chooseCommune(page, 'Commune', 'Rennes');
  await page.getByLabel(/Numéro SIREN/).fill(siren);
  await page.getByRole('button', { name: 'Créer l’organisation' }).click();
  await says(page, 'Cette organisation est déjà ici');
  await picture(page, 'trust-known-390');
  await page.getByRole('link', { name: 'Demander à la rejoindre' }).click();
  await page.getByRole('heading', { name: 'Démolition Armor' }).waitFor();
  await page.getByLabel(/Message aux administrateurs/).fill('Je tiens l’agence de Vitré.');
  await picture(page, 'trust-join-390');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Demander à rejoindre Démolition Armor' }).click();
  await says(page, /Votre demande est partie/);

  const anne = await seen(world.anne, world.armor, { width: 1280, height: 900 });
  await anne.page.goto(`${world.origin}/organisations/${world.armor.slug}`);
  await says(anne.page, 'Je tiens l’agence de Vitré.');
  await picture(anne.page, 'trust-requests');
  await anne.page.getByRole('button', { name: `Accepter ${newcomer.name}` }).click();
  await says(anne.page, 'Cette personne fait maintenant partie de l’organisation.');
  expect(anne.complaints).toEqual([]);
});

test('the operator verifies an organisation: its lots say so', async () => {
  const visitor = await seen(null, null);
  await visitor.page.goto(`${world.origin}/lots/${world.doors.publicId}`);
  await says(visitor.page, 'professionnel, non vérifié');
  const { page } = desk;
  await page.goto(`${world.origin}/admin/verifications`);
  const card = page.getByRole('form', { name: 'Décider pour Démolition Armor' });
  await page.getByText('Décider', { exact: true }).first().click();
  await picture(page, 'trust-verifications');
  expect(await seriousFaults(page)).toEqual([]);
  await card.getByLabel(/Motif/).fill(reason);
  await card.getByRole('button', { name: 'Vérifier' }).click();
  await says(page, 'L’organisation est vérifiée.');
  await says(page, 'Aucune organisation n’attend');
  await visitor.page.reload();
  await says(visitor.page, 'professionnel, vérifié');
  await picture(visitor.page, 'trust-lot-verified-390');
  expect(desk.complaints).toEqual([]);
});

test('a first lot of copper is seen by its holder alone until the operator has looked', async () => {
  const firm = await makeOrganisation(world.sql);
  await world.sql`update organisation set name = 'Toits de l’Ille' where id = ${firm.id}`;
  const person = await makeMember(world.sql, firm, 'administrator');
  const party = { organisation: firm.id, person: person.id };
  const lot = await makeLot(world.sql, party, { site: await makeSite(world.sql, party), publish: false });
  await world.sql`update lot set type_code = 'COU-11', family_code = 'COU', title = 'Feuilles de cuivre', price_cents = 900,
    asbestos = 'no', lead = 'no' where id = ${lot.id}`;
  const [holder, visitor] = [await seen(person, firm), await seen(null, null)];
  const there = async () => (await visitor.page.goto(`${world.origin}/lots/${lot.publicId}`))?.status();

  await holder.page.goto(`${world.origin}/lots/${lot.publicId}/publish`);
  await holder.page.getByRole('button', { name: 'Publier' }).click();
  await says(holder.page, 'Ce lot attend une vérification');
  await picture(holder.page, 'trust-lot-waits-390');
  expect(await there()).toBe(404);

  const { page } = desk;
  const answer = async (button: string) => {
    await page.goto(`${world.origin}/admin/reviews`);
    await page.getByText('Répondre', { exact: true }).first().click();
    const form = page.getByRole('form', { name: 'Répondre pour Feuilles de cuivre' });
    await form.getByLabel(/Motif/).fill('La provenance doit être écrite, avec le chantier.');
    await picture(page, 'trust-reviews');
    expect(await seriousFaults(page)).toEqual([]);
    await form.getByRole('button', { name: button }).click();
  };
  await answer('Refuser');
  await says(page, /Le lot reste caché/);
  await holder.page.reload();
  await says(holder.page, /La provenance doit être écrite/);
  await picture(holder.page, 'trust-lot-refused-390');
  await holder.page.getByRole('button', { name: 'Demander à nouveau' }).click();
  await says(holder.page, 'Ce lot attend une vérification');
  await answer('Montrer à tous');
  await says(page, 'Le lot est visible de tous.');
  await expect.poll(there).toBe(200);
});

test('an administrator removes a colleague and gives their sites to another in one act; somebody stands in for one away', async () => {
  const site = await makeSite(world.sql, { organisation: world.armor.id, person: world.yann.id });
  await world.sql`update site set name = 'Halle aux grains' where id = ${site.id}`;
  const { page, complaints } = await seen(world.anne, world.armor);
  await page.goto(`${world.origin}/organisations/${world.armor.slug}`);
  await page.getByRole('link', { name: `Chantiers et absence de ${world.yann.name}` }).click();
  await says(page, 'Halle aux grains');
  await page.getByLabel('Remplaçant').selectOption({ label: world.anne.name });
  await page.getByLabel('Du', { exact: true }).fill('2100-08-01');
  await page.getByLabel('Au (inclus)').fill('2100-08-21');
  await page.getByRole('button', { name: 'Enregistrer le remplacement' }).click();
  await says(page, 'Le remplacement est enregistré.');
  await picture(page, 'trust-member-390');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByLabel('À qui').selectOption({ label: world.anne.name });
  await page.getByLabel(`Retirer aussi ${world.yann.name} de l’organisation`).check();
  await page.getByRole('button', { name: 'Confier' }).click();
  await says(page, /Cette personne est retirée/);
  const [row] = await world.sql`select lead_person_id as lead from site where id = ${site.id}`;
  expect(Number(row?.lead)).toBe(world.anne.id);
  expect(complaints).toEqual([]);
});
