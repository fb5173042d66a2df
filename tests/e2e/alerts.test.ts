import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld, PASSWORD } from './support/field-world.ts';
import { type Mailbox, openMailbox } from './support/mailbox.ts';
import { picture } from './support/pictures.ts';

/** From an empty search to a mail, and to no more mails: without JavaScript, as a mail program and as a person. */
let world: FieldWorld;
let mailbox: Mailbox;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let taker: Watched;
let holder: Watched;
let stop: URL;

beforeAll(async () => {
  mailbox = await openMailbox();
  world = await openFieldWorld({ JOBS: 'inline', SMTP_URL: mailbox.url });
  // second thoughts last ten minutes: here, the time of a breath
  await world.sql`update ledger.delay set undo = interval '1 second'`;
  await world.sql`delete from membership where person_id = ${world.yann.id}`;
  browser = await openBrowser();
  taker = await newPerson(browser, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  holder = await newPerson(browser);
  await holder.context.addCookies([await world.signedIn(world.anne)]);
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
  await mailbox?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(taker.page, 'failed-alerts');
});

const at = (path: string) => world.origin + path;

test('an empty search becomes an alert; signing in on the way loses nothing of what was typed', async () => {
  const { page } = taker;
  await page.goto(at('/lots?q=briques'));
  await page.locator('main a[href^="/alerts/new"]').first().click();
  await page.getByLabel('Nom de l’alerte').fill('Briques pour le four');
  await page.getByRole('textbox', { name: /^Autour de/ }).fill('Rennes');
  await page.getByRole('radio', { name: /^À chaque publication/ }).check();
  await page.getByRole('button', { name: 'Continuer et me connecter' }).click();
  await page.locator('input[name=email]').fill(world.yann.email);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('main form button[type=submit]').click();
  // a device that nobody has seen yet: the code goes to the mailbox
  const { text } = await mailbox.waitFor(world.yann.email, /Votre code de connexion/);
  await page.locator('input[name=code]').fill(/^\d{6}$/m.exec(text ?? '')?.[0] ?? '');
  await page.locator('main form button[type=submit]').click();
  await expect.poll(() => page.getByLabel('Nom de l’alerte').inputValue()).toBe('Briques pour le four');
  await expect.poll(() => page.getByRole('textbox', { name: /^Autour de/ }).inputValue()).toBe('Rennes');
  await expect.poll(() => page.getByRole('radio', { name: /^À chaque publication/ }).isChecked()).toBe(true);
  await picture(page, 'alert-new');
  await page.getByRole('button', { name: 'Créer l’alerte' }).click();
  await page.getByRole('heading', { name: 'Briques pour le four' }).waitFor();
  await expect.poll(() => page.locator('main').innerText()).toContain('à 20\u00a0km de Rennes');
  await picture(page, 'alerts');
});

test('what is published is written to them, with the way out in the mail’s own headers', async () => {
  const { page } = holder;
  await page.goto(at(`/lots/${world.bricks.publicId}/publish`));
  await page.getByRole('button', { name: 'Publier' }).first().click();
  const mail = await mailbox.waitFor(world.yann.email, /Briques pour le four/);
  expect(mail.subject).toBe('1 lot pour «\u202fBriques pour le four\u202f»');
  expect(mail.text).toContain(`/lots/${world.bricks.publicId}`);
  expect(mail.html).toContain('Briques pleines');
  const header = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? '';
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  stop = new URL(/^<(.+)>$/.exec(header('list-unsubscribe'))?.[1] ?? '');
  expect(mail.text).toContain(stop.href);
});

test('one click in the mail program stops it; the same link, opened, says so and takes it back', async () => {
  const answer = await fetch(at(stop.pathname), {
    method: 'POST',
    body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }),
  });
  expect(answer.status).toBe(200);
  const { page } = await newPerson(browser);
  await page.goto(at(stop.pathname));
  await page.getByRole('heading', { name: 'C’est arrêté', level: 1 }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'alerts-stopped');
  await page.getByRole('button', { name: 'Annuler et reprendre' }).click();
  await page.getByRole('heading', { name: 'Ne plus recevoir ces messages', level: 1 }).waitFor();
});

test('paused, deleted and had back, without JavaScript', async () => {
  const { page } = taker;
  await page.goto(at('/alerts'));
  await page.getByRole('button', { name: /^Mettre en pause/ }).click();
  await page.getByText('En pause', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Supprimer l’alerte/ }).click();
  await page.getByText('Aucune alerte pour le moment').waitFor();
  await page.getByRole('button', { name: 'Annuler la suppression' }).click();
  await page.getByRole('heading', { name: /Briques pour le four/ }).waitFor();
});
