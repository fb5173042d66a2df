import type { Locator, Page } from 'playwright-core';
import type { Mailbox } from './mailbox.ts';

/** Waits until the page is alive: what React draws late (comboboxes, maps) is there. */
export async function alive(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
}

/** Signs up, follows the mail, confirms: lands signed in. */
export async function signUp(
  page: Page,
  mailbox: Mailbox,
  who: { origin: string; name: string; email: string; password: string; profile: 'private' | 'professional' },
): Promise<void> {
  await page.goto(`${who.origin}/signup`);
  await page.getByLabel('Votre nom').fill(who.name);
  await page.getByLabel('Adresse électronique').fill(who.email);
  await page.getByLabel('Mot de passe').fill(who.password);
  await page.getByLabel(who.profile === 'private' ? 'Pour vous-même' : 'Pour une organisation').check();
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await page.getByRole('heading', { name: 'Ouvrez votre messagerie' }).waitFor();
  const mail = await mailbox.waitFor(who.email);
  await page.goto(mail.link);
  await page.getByRole('button', { name: 'Confirmer mon adresse' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/verify-email'));
}

/** Types in a live combobox and takes the first proposal by keyboard, as soon as the proposals are those of the text. */
async function chooseFirst(page: Page, live: Locator, text: string): Promise<void> {
  const name = (await live.getAttribute('name'))?.replace(/_text$/, '') ?? '';
  const sent = page.locator(`input[type=hidden][name="${name}"]`);
  for (let turn = 0; turn < 5; turn++) {
    await live.fill('');
    await live.pressSequentially(text, { delay: 20 });
    await page.getByRole('listbox').getByRole('option').first().waitFor({ timeout: 10_000 });
    await page.waitForTimeout(300);
    await live.press('ArrowDown');
    await live.press('Enter');
    if ((await sent.inputValue()) !== '') return;
  }
  throw new Error(`No proposal was taken for "${text}"`);
}

/** Types a commune; picks the first proposal when the page is scripted, else leaves the name to the server. */
export async function chooseCommune(page: Page, label: string, name: string): Promise<void> {
  const live = page.getByRole('combobox', { name: new RegExp(`^${label}`) }).first();
  const scripted = await live.waitFor({ timeout: 5_000 }).then(
    () => true,
    () => false,
  );
  if (!scripted) {
    await page
      .getByRole('textbox', { name: new RegExp(`^${label}`) })
      .first()
      .fill(name);
    return;
  }
  await chooseFirst(page, live, name);
}

/** Creates an organisation and acts for it. */
export async function createFirm(page: Page, who: { name: string; commune: string }): Promise<void> {
  await page.getByRole('radio', { name: /^Entreprise/ }).check();
  await page.getByLabel('Nom de l’organisation').fill(who.name);
  await chooseCommune(page, 'Commune', who.commune);
  await page.getByRole('button', { name: 'Créer l’organisation' }).click();
  await page.waitForURL((url) => url.pathname !== '/organisations/new');
}

/** A works site with the commune's own point; returns to its page. */
export async function createSite(
  page: Page,
  site: { name: string; commune: string; address: string },
): Promise<string> {
  await page.getByRole('radio', { name: /^Chantier/ }).check();
  await page.getByLabel('Nom', { exact: true }).fill(site.name);
  await chooseCommune(page, 'Commune', site.commune);
  await page.getByRole('textbox', { name: /^Adresse/ }).fill(site.address);
  await page
    .getByRole('button', { name: /^(Enregistrer|Créer|Ajouter)/ })
    .first()
    .click();
  await page.waitForURL(/\/sites\/[0-9a-f-]{36}/);
  return new URL(page.url()).pathname;
}

/** A draft lot on the site whose page is open; returns its id. */
export async function createLot(
  page: Page,
  lot: { type: string; title: string; quantity: string },
): Promise<string> {
  await page
    .getByRole('link', { name: /Ajouter un (premier )?lot/ })
    .first()
    .click();
  const live = page.getByRole('combobox', { name: /^Type de matériau/ });
  await chooseFirst(page, live, lot.type);
  await page.getByRole('textbox', { name: /^Titre de l’annonce/ }).fill(lot.title);
  await page.getByRole('textbox', { name: /^Quantité/ }).fill(lot.quantity);
  await page.getByRole('radio', { name: /^Je le donne/ }).check();
  await page
    .getByRole('button', { name: /brouillon/ })
    .first()
    .click();
  await page.waitForURL(/\/lots\/[0-9a-f-]{36}/);
  return /\/lots\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '';
}
