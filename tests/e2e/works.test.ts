import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { seriousFaults } from './support/axe.ts';
import { newPerson, type Watched } from './support/browser.ts';
import { picture } from './support/pictures.ts';
import { createFirm, createSite, signUp } from './support/steps.ts';
import { openWorld, type World } from './support/world.ts';

/** A works manager's day: the diagnosis in, lots out, labels, a basement without signal, the récolement at the end. */
let world: World;
let manager: Watched;
let site: string;

beforeAll(async () => {
  world = await openWorld();
  manager = await newPerson(world.browser);
});
afterAll(() => world?.close());
afterEach(async ({ task }) => {
  await manager.context.setOffline(false);
  if (task.result?.state === 'fail') await picture(manager.page, 'failed-works');
});

const at = (path: string) => world.origin + path;

/** Three lines of a diagnosis as an office spreadsheet writes it: titles above, French numbers, one slip, one hazard. */
const DIAGNOSIS = [
  'DIAGNOSTIC PEMD;;;;;;',
  'Résidence des Tilleuls;;;;;;',
  'N°;Bâtiment;Étage;Désignation;Matière;Qté;Unité;Poids unitaire (kg);Amiante',
  'PEM-001;Bât. A;R+1;Bloc-porte intérieur âme pleine 83x204;Bois;42;u;40;Non',
  'PEM-002;;Toiture;Tuile mécanique terre cuite 13/m2;Terre cuite;"312,5";m²;40;Non',
  'PEM-003;Bât. B;RdC;Radiateur fonte 10 éléments;Métal;dix-huit;U;;Non',
  'PEM-004;Bât. B;RdC;Dalle de sol vinyle;PVC;120;m²;;Oui',
  'TOTAL;;;;;474,5;;;',
].join('\r\n');

async function download(name: string | RegExp): Promise<Buffer> {
  const { page } = manager;
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).first().click(),
  ]);
  return readFileSync(await file.path());
}

test('a firm opens a site', async () => {
  const { page } = manager;
  await signUp(page, world.mailbox, {
    origin: world.origin,
    name: 'Anne Le Goff',
    email: 'anne@tilleuls.example',
    password: 'un mot de passe long',
    profile: 'professional',
  });
  await createFirm(page, { name: 'Démolition Armor', commune: 'Rennes' });
  await page.goto(at('/sites/new'));
  site = await createSite(page, {
    name: 'Résidence des Tilleuls',
    commune: 'Rennes',
    address: '12 rue du Test',
  });
});

test('its diagnosis is read, two lines are corrected, the materials confirmed, and lots made', async () => {
  const { page } = manager;
  await page.goto(at(`${site}/diagnosis`));
  await page.setInputFiles('input[type=file]', {
    name: 'diagnostic tilleuls.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(DIAGNOSIS, 'latin1'),
  });
  await page.getByRole('button', { name: 'Vérifier ce fichier' }).click();
  await page.getByText('vérifié, à accepter').waitFor();
  await page.getByText('1 ligne de total, de titre ou vide laissée de côté.').waitFor();
  await page.getByText('« dix-huit » n’est pas une quantité.').waitFor();
  await page.getByText('Amiante présent : ce matériau ne peut pas être proposé.').waitFor();
  await picture(page, 'diagnosis-read');
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('link', { name: 'Corriger la ligne 6' }).click();
  await page.getByRole('textbox', { name: /^Quantité/ }).fill('18');
  await page.getByRole('button', { name: 'Enregistrer la ligne' }).click();
  await page.getByRole('heading', { name: 'Corriger la ligne 6' }).waitFor({ state: 'detached' });
  expect(await page.getByText('« dix-huit » n’est pas une quantité.').count()).toBe(0);
  await page.getByRole('link', { name: 'Corriger la ligne 4' }).click();
  await page.getByRole('textbox', { name: /^Masse unitaire/ }).fill('41,5');
  await page.getByRole('button', { name: 'Enregistrer la ligne' }).click();
  await page.getByRole('heading', { name: 'Corriger la ligne 4' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Confirmer (ces \d lignes|ce matériau)/ }).click();
  await page.getByRole('button', { name: 'Accepter ces 3 lignes' }).click();
  await page.getByText('Ce diagnostic est dans vos lots').waitFor();
  await picture(page, 'diagnosis-accepted');
});

test('three lots are published together, after a look at what will be shown, and could be undone', async () => {
  const { page } = manager;
  await page.goto(at(`${site}/lots`));
  for (const box of await page.getByRole('checkbox', { name: /^Choisir/ }).all()) await box.check();
  await page.getByRole('button', { name: 'Voir avant de publier' }).click();
  await page.getByRole('heading', { name: 'Publier 3 lots ?' }).waitFor();
  await picture(page, 'publish-preview');
  expect(await seriousFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Publier 3 lots' }).click();
  await page.getByText('3 lots publiés. Annulable pendant 10 minutes.').first().waitFor();
  await page.getByRole('button', { name: 'Annuler la publication' }).waitFor();
  await picture(page, 'site-lots');
});

test('labels are printed as a PDF', async () => {
  const { page } = manager;
  await page.goto(at(`${site}/labels`));
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Créer le PDF' }).click(),
  ]);
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('in the basement a photo and a count are kept; back upstairs they arrive', async () => {
  const { context } = manager;
  const phone = await context.newPage();
  await phone.setViewportSize({ width: 390, height: 844 });
  await phone.goto(at('/field'));
  await phone.getByText('Cette page s’ouvre maintenant sans réseau.').waitFor();
  await phone
    .getByRole('link', { name: /Résidence des Tilleuls/ })
    .first()
    .waitFor();
  await context.setOffline(true);
  await phone.goto(at('/field'));
  await phone.getByText('Sans réseau').first().waitFor();
  await phone
    .getByRole('link', { name: /Résidence des Tilleuls/ })
    .first()
    .click();
  await phone
    .getByRole('link', { name: /Bloc-porte/ })
    .first()
    .click();
  await phone.getByLabel(/^Quantité comptée/).fill('40');
  await phone.getByRole('button', { name: 'Garder ce compte' }).click();
  await phone.getByText('Compte gardé').waitFor();
  await phone.setInputFiles('input[multiple]', {
    name: 'IMG_0001.JPG',
    mimeType: 'image/jpeg',
    buffer: await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#8a5a3c' } })
      .jpeg()
      .toBuffer(),
  });
  await phone.getByText('2 saisies à envoyer').first().waitFor();
  await picture(phone, 'works-basement-390');
  await context.setOffline(false);
  await phone.getByText('Rien à envoyer').first().waitFor();
  await phone.close();
});

test('the site says what became of everything, and gives its 31 columns', async () => {
  const { page } = manager;
  await page.goto(at(`${site}/recolement`));
  await page.getByRole('heading', { level: 1, name: 'Récolement' }).waitFor();
  await picture(page, 'recolement');
  expect(await seriousFaults(page)).toEqual([]);
  const rows = parse(await download('Télécharger en CSV'), { bom: true, delimiter: ';' }) as string[][];
  expect(rows[0]).toHaveLength(31);
  const doors = rows.find((row) => row[6] === 'PEM-001');
  expect(doors?.slice(9, 14)).toEqual([expect.stringMatching(/Bloc-porte/), 'Bois', '42', '40', 'u']);
  for (const kind of ['XLSX', 'PDF']) {
    const bytes = await download(new RegExp(kind));
    expect(bytes.subarray(0, 2).toString()).toBe(kind === 'XLSX' ? 'PK' : '%P');
  }
  expect(manager.complaints).toEqual([]);
});
