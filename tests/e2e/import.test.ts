import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { newPerson, type Watched } from './support/browser.ts';
import { arrive, tabTo, type as typeIn, visiblyFocused } from './support/keys.ts';
import { picture } from './support/pictures.ts';
import { alive, createFirm, createSite, signUp } from './support/steps.ts';
import { openWorld, type World } from './support/world.ts';

/** A diagnosis imported without a pointer, then without a script: upload, columns, one cell, materials, acceptance. */
let world: World;
let keys: Watched;
let plain: Watched;
let site: string;

beforeAll(async () => {
  world = await openWorld();
  keys = await newPerson(world.browser, { viewport: { width: 1280, height: 800 } });
  await signUp(keys.page, world.mailbox, {
    origin: world.origin,
    name: 'Yann Quéré',
    email: 'yann@import.example',
    password: 'un mot de passe long',
    profile: 'professional',
  });
  await createFirm(keys.page, { name: 'Dépose Quéré', commune: 'Rennes' });
  await keys.page.goto(at('/sites/new'));
  site = await createSite(keys.page, {
    name: 'École des Genêts',
    commune: 'Rennes',
    address: '4 rue du Test',
  });
  plain = await newPerson(world.browser, {
    javaScriptEnabled: false,
    viewport: { width: 390, height: 844 },
    storageState: await keys.context.storageState(),
  });
});
afterAll(() => world?.close());
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  await picture(keys.page, 'failed-import-keyboard');
  await picture(plain.page, 'failed-import-no-script');
});

const at = (path: string) => world.origin + path;
const button = (page: Page, name: string | RegExp) => page.locator('main').getByRole('button', { name });

/** "Chose" is what this office calls a designation: nobody can guess that. */
const file = (ref: string) => ({
  name: `diagnostic ${ref}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'Repère;Chose;Qté;Unité;Poids unitaire (kg);Zone;Amiante',
      `${ref}-1;Bloc-porte intérieur âme pleine;42;u;40;Hall;Non`,
      `${ref}-2;Radiateur fonte 10 éléments;dix-huit;u;70;Hall;Non`,
    ].join('\r\n'),
    'latin1',
  ),
});

test('by keyboard: the file is chosen and sent, its column named, a cell corrected, its lots made', async () => {
  const { page } = keys;
  await arrive(page, at(`${site}/diagnosis`));
  await tabTo(page, page.locator('input[type=file]'));
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await chooser).setFiles(file('K'));
  await tabTo(page, button(page, 'Vérifier ce fichier'));
  await page.keyboard.press('Enter');

  const column = page.getByLabel(/Chose/);
  await column.waitFor();
  await alive(page);
  expect(await seriousFaults(page)).toEqual([]);
  await tabTo(page, column);
  for (let presses = 0; presses < 40 && (await column.inputValue()) !== 'designation'; presses += 1)
    await page.keyboard.press('ArrowDown');
  await expect.poll(() => column.inputValue()).toBe('designation');
  await tabTo(page, button(page, 'Relire avec ces colonnes'));
  await page.keyboard.press('Enter');

  await page.getByText('« dix-huit » n’est pas une quantité.').waitFor();
  await alive(page);
  await tabTo(page, page.getByRole('link', { name: 'Corriger la ligne 3' }));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Corriger la ligne 3' }).waitFor();
  await alive(page);
  // the form opened above takes the focus: the cell is a few stops away, not a page
  expect(await page.locator('#edit').evaluate((form) => form === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  expect(await visiblyFocused(page)).toBe(true);
  await picture(page, 'import-keyboard-edit');
  await typeIn(page, page.getByRole('textbox', { name: /^Quantité/ }), '18');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Corriger la ligne 3' }).waitFor({ state: 'detached' });
  await alive(page);
  expect(await page.locator('#line-3').evaluate((line) => line === document.activeElement)).toBe(true);

  await tabTo(page, button(page, /^Confirmer (ces \d lignes|ce matériau)/).first(), 'backward');
  await page.keyboard.press('Enter');
  await button(page, 'Accepter ces 2 lignes').waitFor();
  await alive(page);
  await tabTo(page, button(page, 'Accepter ces 2 lignes'));
  await page.keyboard.press('Enter');
  await page.getByText('Ce diagnostic est dans vos lots').waitFor();
  expect(keys.complaints).toEqual([]);
});

test('without a script: the column is already known, the same work by plain forms on a phone', async () => {
  const { page } = plain;
  await page.goto(at(`${site}/diagnosis`));
  await page.setInputFiles('input[type=file]', file('N'));
  await button(page, 'Vérifier ce fichier').click();
  // the page asks again by itself
  await page.getByText('« dix-huit » n’est pas une quantité.').waitFor({ timeout: 20_000 });
  await picture(page, 'import-no-script-390');

  await page.locator('summary', { hasText: 'Colonnes du fichier' }).click();
  const column = page.getByLabel(/Zone/);
  await expect.poll(() => page.getByLabel(/Chose/).inputValue()).toBe('designation');
  await column.selectOption('batiment');
  await button(page, 'Relire avec ces colonnes').click();
  await page.getByText('« dix-huit » n’est pas une quantité.').waitFor({ timeout: 20_000 });
  await page.locator('summary', { hasText: 'Colonnes du fichier' }).click();
  await expect.poll(() => column.inputValue()).toBe('batiment');

  await page.getByRole('link', { name: 'Corriger la ligne 3' }).click();
  await page.getByRole('textbox', { name: /^Quantité/ }).fill('dix');
  await button(page, 'Enregistrer la ligne').click();
  await page.getByText('« dix » n’est pas une quantité.').waitFor();
  await page.getByRole('link', { name: 'Corriger la ligne 3' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: /^Quantité/ }).inputValue()).toBe('dix');
  await page.getByRole('textbox', { name: /^Quantité/ }).fill('18');
  await button(page, 'Enregistrer la ligne').click();
  expect(await page.getByText('n’est pas une quantité').count()).toBe(0);

  await button(page, /^Confirmer (ces \d lignes|ce matériau)/)
    .first()
    .click();
  await button(page, 'Accepter ces 2 lignes').click();
  await page.getByText('Ce diagnostic est dans vos lots').waitFor({ timeout: 20_000 });
  await picture(page, 'import-no-script-accepted-390');
  await page.goto(at(`${site}/lots`));
  await expect
    .poll(() => page.getByText('Bloc-porte intérieur âme pleine').count())
    .toBeGreaterThanOrEqual(2);
});
