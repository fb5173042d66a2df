import { readFileSync } from 'node:fs';
import type { Download, Locator, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Made, makeCrewLink, makeLot, makeOrganisation } from '#tests/support/factories.ts';
import { seriousFaults } from './support/axe.ts';
import { newPerson, openBrowser, type Watched } from './support/browser.ts';
import { type FieldWorld, openFieldWorld } from './support/field-world.ts';
import { arrive, tabTo, type as typeIn, visiblyFocused } from './support/keys.ts';
import { picture } from './support/pictures.ts';

/** The tools of a site once with the keyboard alone, once without any script: both must come to the same end. */
let world: FieldWorld;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let site: string;
let crew: string;

beforeAll(async () => {
  world = await openFieldWorld();
  browser = await openBrowser();
  site = `/sites/${world.site.publicId}`;
  const { token } = await makeCrewLink(world.sql, world.holder, { site: world.site });
  crew = `/crew/open/${token}`;
  const consulting = await makeOrganisation(world.sql);
  await world.sql`update organisation set name = 'Réemploi Conseil' where id = ${consulting.id}`;
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const at = (path: string) => world.origin + path;

/** How a person reaches, ticks, writes and presses. */
interface Hands {
  go(path: string): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  tick(box: Locator): Promise<void>;
  press(button: Locator): Promise<void>;
}

const withKeys = (page: Page): Hands => ({
  go: (path) => arrive(page, at(path)),
  write: (field, text) => typeIn(page, field, text),
  async tick(box) {
    await tabTo(page, box);
    expect(await visiblyFocused(page)).toBe(true);
    await page.keyboard.press('Space');
  },
  async press(button) {
    await tabTo(page, button);
    expect(await visiblyFocused(page)).toBe(true);
    await page.keyboard.press('Enter');
  },
});

const withoutScript = (page: Page): Hands => ({
  go: async (path) => void (await page.goto(at(path))),
  write: (field, text) => field.fill(text),
  tick: (box) => box.check(),
  press: (button) => button.click(),
});

async function draft(title: string): Promise<Made> {
  const lot = await makeLot(world.sql, world.holder, { site: world.site, publish: false });
  await world.sql`update lot set title = ${title} where id = ${lot.id}`;
  return lot;
}

describe.each([
  ['keyboard', true],
  ['no-script', false],
] as const)('%s', (name, scripted) => {
  let holder: Watched;
  let page: Page;
  let hands: Hands;

  beforeAll(async () => {
    const viewport = scripted ? { width: 1280, height: 800 } : { width: 390, height: 844 };
    holder = await newPerson(browser, { javaScriptEnabled: scripted, viewport });
    await holder.context.addCookies([await world.signedIn(world.anne)]);
    page = holder.page;
    hands = scripted ? withKeys(page) : withoutScript(page);
  });
  afterAll(() => holder?.context.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await picture(page, `failed-site-tools-${name}`);
  });

  const main = () => page.locator('main');
  const button = (label: string | RegExp) => main().getByRole('button', { name: label }).first();
  const box = (label: string | RegExp) => main().getByRole('checkbox', { name: label }).first();
  const open = (label: string) => hands.press(main().locator('summary', { hasText: label }).first());
  const told = (text: string | RegExp) => page.getByText(text).first().waitFor();
  async function saved(press: () => Promise<void>): Promise<Buffer> {
    const [file] = await Promise.all<[Promise<Download>, Promise<void>]>([
      page.waitForEvent('download'),
      press(),
    ]);
    return readFileSync(await file.path());
  }

  /** What a plain link gives: a file, or a PDF shown at once, which this browser does not report. */
  async function followed(link: Locator): Promise<Buffer> {
    const answer = await page.request.get(at((await link.getAttribute('href')) ?? ''));
    expect(answer.headers()['content-disposition']).toMatch(/^(attachment|inline); filename="recolement-/);
    return answer.body();
  }

  test('many lots are changed from the table, after a look, and the change is undone', async () => {
    const lot = await draft(`Fenêtres ${name}`);
    await hands.go(`${site}/lots`);
    await hands.press(button('Voir avant de publier'));
    await told(/Choisissez|Cochez/);
    await hands.tick(box(`Choisir « Fenêtres ${name} »`));
    await open('Changer le prix');
    await hands.tick(box('Le prix'));
    await hands.press(button('Voir avant de changer'));
    await page.getByRole('heading', { level: 1, name: 'Changer un lot' }).waitFor();
    await picture(page, `${name}-bulk-preview`);
    await hands.press(button('Changer ce lot'));
    await told('Un lot changé.');
    const price = async () =>
      (await world.sql`select price_cents from lot where id = ${lot.id}`)[0]?.price_cents;
    expect(await price()).toBe(0);
    await hands.press(button('Annuler les changements'));
    await told('Changements annulés');
    expect(await price()).toBeNull();
  });

  test('drafts are deleted from the table, after a look, and one alone from its page', async () => {
    const [one, two] = [await draft(`Double ${name}`), await draft(`Erreur ${name}`)];
    await hands.go(`${site}/lots`);
    await hands.tick(box(`Choisir « Double ${name} »`));
    await hands.tick(box('Choisir « Portes en chêne »'));
    await open('Supprimer des brouillons');
    await hands.press(button('Voir avant de supprimer'));
    await page.getByRole('heading', { level: 1, name: 'Supprimer ce brouillon' }).waitFor();
    await told('Une suppression ne s’annule pas');
    await told('Un lot restera tel quel');
    await picture(page, `${name}-delete-preview`);
    expect(await world.sql`select from lot where id = ${one.id}`).toHaveLength(1);
    await hands.press(button('Supprimer ce brouillon'));
    await told('Un brouillon supprimé.');
    await hands.go(`/lots/${two.publicId}`);
    await open('Supprimer ce brouillon');
    if (scripted) expect(await seriousFaults(page)).toEqual([]);
    await hands.press(button('Supprimer pour de bon'));
    await told('Brouillon supprimé.');
    expect(new URL(page.url()).pathname).toBe(`${site}/lots`);
    expect(await world.sql`select from lot where id in (${one.id}, ${two.id})`).toHaveLength(0);
  });

  test('a lot is looked at, published, and taken back', async () => {
    const lot = await draft(`Lavabos ${name}`);
    await hands.go(`/lots/${lot.publicId}`);
    await hands.press(main().getByRole('link', { name: 'Publier' }));
    await page.getByRole('heading', { level: 1, name: 'Publier ce lot' }).waitFor();
    await hands.press(button('Publier'));
    await told('Un lot publié.');
    await hands.press(button('Annuler la publication'));
    await told('Publication annulée');
    const [row] = await world.sql`select status from lot where id = ${lot.id}`;
    expect(row?.status).toBe('draft');
  });

  test('labels come as a PDF', async () => {
    await hands.go(`${site}/labels`);
    await picture(page, `${name}-labels`);
    const pdf = await saved(() => hands.press(button('Créer le PDF')));
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('the récolement is read and its three files saved', async () => {
    await hands.go(`${site}/recolement`);
    await page.getByRole('heading', { level: 1, name: 'Récolement' }).waitFor();
    for (const [label, start] of [
      ['Télécharger en CSV', '\uFEFFsection;'],
      ['Télécharger en XLSX', 'PK'],
      ['Résumé en PDF', '%PDF-'],
    ] as const) {
      const link = main().getByRole('link', { name: label });
      const file = scripted ? await saved(() => hands.press(link)) : await followed(link);
      expect(file.toString('utf8').slice(0, start.length)).toBe(start);
    }
  });

  test('a photo is masked by writing where', async () => {
    const lot = await draft(`Photo ${name}`);
    await hands.go(`/lots/${lot.publicId}/photos`);
    const background = scripted ? '#8a5a3c' : '#3c5a8a';
    const buffer = await sharp({ create: { width: 900, height: 600, channels: 3, background } })
      .jpeg()
      .toBuffer();
    await page.setInputFiles('input[type=file]', { name: 'porte.jpg', mimeType: 'image/jpeg', buffer });
    await hands.press(button('Envoyer'));
    await told('Photo principale');
    const shown = async () =>
      String(
        (
          await world.sql`select f.sha256 from lot_photo p join stored_file f on f.id = p.file_id
          where p.lot_id = ${lot.id}`
        )[0]?.sha256,
      );
    const before = await shown();
    await hands.go(`/lots/${lot.publicId}/photos`);
    await hands.press(
      main()
        .getByRole('link', { name: /^Masquer un visage ou une plaque/ })
        .first(),
    );
    await page.getByRole('heading', { level: 1, name: 'Masquer une partie de la photo' }).waitFor();
    for (const [side, value] of Object.entries({ left: '20', top: '25', width: '30', height: '40' }))
      await hands.write(page.locator(`input[name="zones[0].${side}"]`), value);
    await picture(page, `${name}-mask`);
    if (scripted) expect(await seriousFaults(page)).toEqual([]);
    await hands.press(button('Masquer définitivement'));
    await told('La photo est masquée. L’ancienne est supprimée.');
    expect(await shown()).not.toBe(before);
    await picture(page, `${name}-masked`);
  });

  test('a mandate is given and ended', async () => {
    await hands.go(`${site}/mandates`);
    await hands.write(page.getByRole('textbox', { name: /^À qui/ }), 'Réemploi Conseil');
    await hands.tick(box(/^Répondre aux demandes/));
    await hands.tick(box(/^Remettre les matériaux/));
    await hands.press(button('Donner ce mandat'));
    await told('Réemploi Conseil peut agir sur ce chantier.');
    await expect.poll(() => page.getByRole('textbox', { name: /^À qui/ }).inputValue()).toBe('');
    await hands.press(button('Mettre fin au mandat avec Réemploi Conseil'));
    await told('Le mandat a pris fin. L’accès est coupé.');
  });

  test('a crew enters, counts, hands nothing over by mistake; its link is made and revoked', async () => {
    await hands.go(`${site}/crew`);
    await hands.write(page.getByRole('textbox', { name: /^Nom du lien/ }), `Portail ${name}`);
    await hands.press(button('Créer le lien'));
    await told('Le lien est prêt.');
    await hands.go(crew);
    await hands.press(button('Entrer'));
    await page.getByRole('heading', { level: 1, name: 'Résidence des Tilleuls' }).waitFor();
    await hands.press(main().getByRole('link', { name: 'Portes en chêne' }).first());
    await page.getByRole('heading', { level: 1, name: 'Portes en chêne' }).waitFor();
    const quantity = page.getByRole('textbox', { name: /^Combien en voyez-vous/ });
    await hands.write(quantity, 'beaucoup');
    await hands.press(button('Proposer ce comptage'));
    await page.locator('main form [role=alert]').first().waitFor();
    await hands.write(quantity, '17');
    await hands.press(button('Proposer ce comptage'));
    await told('Comptage transmis au responsable. Merci.');
    await hands.go(`${site}/crew`);
    await hands.press(button(`Révoquer le lien Portail ${name}`));
    await told('Le lien est révoqué.');
    await hands.press(button(/^Écarter/));
    await told('Le comptage est écarté.');
    expect(holder.complaints).toEqual([]);
  });
});

test('what is published is shown in English too, on a phone, by night', async () => {
  const english = await newPerson(browser, {
    ...{ viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'en-GB' },
  });
  const { page, context } = english;
  await context.addCookies([
    await world.signedIn(world.anne),
    { name: 'lang', value: 'en', url: world.origin },
  ]);
  const lot = await draft('Radiateurs en fonte');
  await page.goto(at(`/lots/${lot.publicId}/publish`));
  await page.getByRole('heading', { level: 1, name: 'Publish this lot?' }).waitFor();
  await picture(page, 'publish-preview-en-dark-390');
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto(at(`${site}/lots`));
  await page.getByRole('checkbox', { name: /Radiateurs/ }).check();
  await page.locator('summary', { hasText: 'Delete drafts' }).click();
  await page.getByRole('button', { name: 'See before deleting' }).click();
  await page.getByRole('heading', { level: 1, name: 'Delete this draft?' }).waitFor();
  await picture(page, 'delete-preview-en-dark-390');
  expect(await seriousFaults(page)).toEqual([]);
  await page.goto(at(`/lots/${world.bricks.publicId}/photos`));
  await page.setInputFiles('input[type=file]', {
    ...{ name: 'wall.jpg', mimeType: 'image/jpeg' },
    buffer: await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#70523a' } })
      .jpeg()
      .toBuffer(),
  });
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Main photo').first().waitFor();
  await page.goto(at(`/lots/${world.bricks.publicId}/photos`));
  await page.getByRole('link', { name: /^Mask a face/ }).click();
  const photo = page.locator('main svg.cursor-crosshair');
  await photo.scrollIntoViewIfNeeded();
  const frame = await photo.boundingBox();
  if (!frame) throw new Error('no photo');
  await page.mouse.move(frame.x + frame.width * 0.3, frame.y + frame.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.6, frame.y + frame.height * 0.4, { steps: 4 });
  await page.mouse.up();
  expect(Number(await page.locator('input[name="zones[0].width"]').inputValue())).toBeCloseTo(30, 0);
  await picture(page, 'mask-en-dark-390');
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  expect(english.complaints).toEqual([]);
  await context.close();
});

test('a public owner’s gift asks for its reason: on a phone, by day and by night', async () => {
  await world.sql`update site set owner_name = 'Ville de Rennes', owner_status = 'collectivite', title_holder = 'owner'
    where id = ${world.site.id}`;
  await world.sql`update lot set price_cents = 0 where id = ${world.doors.id}`;
  const asked = await world.sql`select public_id from ledger.reservation where lot_id = ${world.doors.id}`;
  expect(asked).toHaveLength(1);
  const lot = await makeLot(world.sql, world.holder, { site: world.site });
  await world.sql`update lot set price_cents = 0, title = 'Bancs en chêne' where id = ${lot.id}`;
  const [made] =
    await world.sql`select ledger.reserve(${world.taker.organisation}, ${world.taker.person}, gen_random_uuid(),
    ${lot.id}, 2000, 'own_home', 'yes', '35278', null, null) as a`;
  const holder = await newPerson(browser, { viewport: { width: 390, height: 844 } });
  await holder.context.addCookies([await world.signedIn(world.anne)]);
  const { page } = holder;
  await page.goto(at(`/reservations/${made?.a.public_id}`));
  await page
    .getByRole('button', { name: /^Accepter/ })
    .first()
    .waitFor();
  await picture(page, 'gift-390');
  expect(await seriousFaults(page)).toEqual([]);
  await page
    .getByRole('button', { name: /^Accepter/ })
    .first()
    .click();
  await page.locator('main form [role=alert]').first().waitFor();
  await picture(page, 'gift-refused-390');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture(page, 'gift-refused-390-dark');
  expect(await seriousFaults(page, ['color-contrast'])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  expect(holder.complaints).toEqual([]);
  await holder.context.close();
});
