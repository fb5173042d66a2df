import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { handedOver } from '#tests/ledger/world.ts';
import { makeMember, makeOrganisation } from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { picture } from './support/pictures.ts';

/** From the acceptance to the statement: the papers arrive by themselves, open for the two sides, and prove themselves to anyone. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let taker: Watched;
let manager: Watched;
let english: Watched;
let plain: Watched;
let stranger: Watched;
let slip: { content: Buffer; verify: string };

beforeAll(async () => {
  world = await openFieldWorld({ JOBS: 'inline' });
  browser = await openBrowser();
  const { sql, site } = world;
  await sql`update site set owner_name = 'Ville de Rennes', owner_status = 'collectivite', title_holder = 'owner',
    address = '4 rue des Portes' where id = ${site.id}`;
  const [person] =
    await sql`select p.id, p.public_id as "publicId", p.email from person p where p.id = ${world.taker.person}`;
  const [taking] =
    await sql`select id, public_id as "publicId", slug from organisation where id = ${world.taker.organisation}`;
  const phone = { viewport: { width: 390, height: 844 } };
  taker = await signedIn(person, taking, phone);
  english = await signedIn(person, taking, { ...phone, locale: 'en-GB', colorScheme: 'dark' });
  await english.context.addCookies([{ name: 'lang', value: 'en', url: world.origin }]);
  manager = await signedIn(world.anne);
  plain = await newPerson(browser, { ...phone, javaScriptEnabled: false });
  const other = await makeOrganisation(sql);
  stranger = await signedIn(await makeMember(sql, other, 'administrator'), other);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  for (const [name, who] of Object.entries({ taker, manager, plain }))
    await picture(who.page, `failed-documents-${name}`);
});

type Signed = Parameters<FieldWorld['signedIn']>;

async function signedIn(
  person: unknown,
  organisation?: unknown,
  options: Parameters<typeof newPerson>[1] = {},
): Promise<Watched> {
  const watched = await newPerson(browser, options);
  await watched.context.addCookies([await world.signedIn(person as Signed[0], organisation as Signed[1])]);
  return watched;
}

const at = (path: string) => world.origin + path;

/** Opens a page again until what a job makes is there. */
async function arrives({ page }: Watched, path: string, name: string | RegExp, count = 1): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.goto(at(path));
        return page.getByRole('link', { name }).count();
      },
      { timeout: 60_000, interval: 1_000 },
    )
    .toBe(count);
}

test('an accepted taker finds the slip, which anyone may verify, and a file that was touched is told', async () => {
  const reservation = `/reservations/${world.asked.publicId}`;
  await arrives(taker, reservation, /Bon de réservation .* PDF En français/);
  const { page } = taker;
  await page.getByText('Réserver n’oblige pas à acheter').first().waitFor();
  const href = await page
    .getByRole('link', { name: /Bon de réservation .* PDF En français/ })
    .getAttribute('href');
  const answer = await page.request.get(at(href ?? ''));
  expect(answer.status()).toBe(200);
  expect(answer.headers()['content-type']).toBe('application/pdf');
  const content = await answer.body();
  expect(content.subarray(0, 5).toString()).toBe('%PDF-');
  await picture(page, 'documents-reservation-phone');
  await page.getByRole('link', { name: 'Vérifier', exact: true }).click();
  await page.getByText('En vigueur').waitFor();
  await page.locator('main').getByText('Les Compagnons de la Vilaine').waitFor();
  slip = { content, verify: new URL(page.url()).pathname };
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/pdf', buffer });
  await page.getByLabel('Fichier PDF').setInputFiles(file('bon.pdf', content));
  await page.getByText('C’est bien ce document, version française').waitFor();
  const touched = Buffer.from(content);
  touched[touched.length - 20] = 32 + ((touched[touched.length - 20] ?? 0) % 64);
  await page.getByLabel('Fichier PDF').setInputFiles(file('bon.pdf', touched));
  await page.getByText('Ce fichier n’est pas celui').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'documents-verify-phone');

  for (const who of [stranger, plain]) {
    const refused = await who.page.request.get(at(href ?? ''), { maxRedirects: 0 });
    expect(refused.status()).toBe(who === plain ? 302 : 404);
  }
}, 120_000);

test('without script and without account: no name, and the same answer about the file', async () => {
  const { page } = plain;
  await page.goto(at(slip.verify));
  await page.getByText('Les noms ne sont montrés qu’aux parties').waitFor();
  const body = await page.locator('main').innerText();
  for (const hidden of ['Compagnons', 'Démolition Armor', 'rue des Portes', 'Tilleuls'])
    expect(body).not.toContain(hidden);
  const send = async (buffer: Buffer) => {
    await page
      .getByLabel('Fichier PDF')
      .setInputFiles({ name: 'bon.pdf', mimeType: 'application/pdf', buffer });
    await page.getByRole('button', { name: 'Vérifier ce fichier' }).click();
  };
  await send(slip.content);
  await page.getByText('C’est bien ce document, version française').waitFor();
  await send(Buffer.concat([slip.content, Buffer.from('\n')]));
  await page.getByText('Ce fichier n’est pas celui').waitFor();
  await picture(page, 'documents-verify-plain');
  for (const part of [slip.verify.slice(0, -1), slip.verify.slice(0, -11), '/verify/2026-00001-0000000000']) {
    const answer = await page.goto(at(part));
    expect([part, answer?.status()]).toEqual([part, 404]);
  }
}, 60_000);

test('after the hand-over both find deed, removal slip and certificate; the statement is asked for in one press', async () => {
  await handedOver(world.sql, world.holder, world.taker, world.asked.id, 5000, 100_000);
  await arrives(manager, '/documents', /PDF En français/, 4);
  const { page } = manager;
  for (const kind of [
    'Acte de cession',
    'Bon d’enlèvement',
    'Certificat de masse détournée',
    'Bon de réservation',
  ])
    await page.getByRole('link', { name: new RegExp(`^${kind} .* PDF En français`) }).waitFor();
  await page
    .getByRole('button', { name: /Établir le relevé/ })
    .first()
    .click();
  await page.getByText('est en préparation').first().waitFor();
  await arrives(manager, '/documents?kind=statement', /^Relevé annuel .* PDF En français/);
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto(at('/documents'));
  await picture(page, 'documents-list');

  await english.page.goto(at('/documents'));
  await english.page.getByRole('link', { name: /^Transfer deed .* PDF In English/ }).waitFor();
  expect(await seriousFaults(english.page)).toEqual([]);
  await picture(english.page, 'documents-list-english-dark');
  await english.page.goto(at(`/reservations/${world.asked.publicId}`));
  await english.page.getByRole('heading', { name: 'Documents' }).waitFor();
  await picture(english.page, 'documents-reservation-english-dark');
  await english.page.goto(at(slip.verify));
  await english.page.getByText('SHA-256').first().waitFor();
  await picture(english.page, 'documents-verify-english-dark');
  for (const { complaints } of [taker, manager, english, stranger]) expect(complaints).toEqual([]);
}, 120_000);

test('numbers cannot be tried for long', async () => {
  const statuses: number[] = [];
  while (statuses.at(-1) !== 429 && statuses.length < 130)
    statuses.push((await fetch(at('/verify/2026-00001-0000000000'))).status);
  expect(statuses.at(-1)).toBe(429);
  expect((await fetch(at(slip.verify))).status).toBe(429);
}, 60_000);
