import type { Page } from 'playwright-core';
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

/** Types a commune; picks the first proposal when the page is scripted, else leaves the name to the server. */
export async function chooseCommune(page: Page, label: string, name: string): Promise<void> {
  const live = page.getByRole('combobox', { name: new RegExp(`^${label}`) }).first();
  const scripted = await live.waitFor({ timeout: 5_000 }).then(() => true, () => false);
  if (!scripted) {
    await page.getByRole('textbox', { name: new RegExp(`^${label}`) }).first().fill(name);
    return;
  }
  await live.fill(name);
  const option = page.getByRole('option').first();
  await option.waitFor({ timeout: 10_000 });
  await live.press('ArrowDown');
  await live.press('Enter');
  await option.waitFor({ state: 'detached' });
}

/** Creates an organisation and acts for it. */
export async function createFirm(page: Page, who: { name: string; commune: string }): Promise<void> {
  await page.getByRole('radio', { name: /^Entreprise/ }).check();
  await page.getByLabel('Nom de l’organisation').fill(who.name);
  await chooseCommune(page, 'Commune', who.commune);
  await page.getByRole('button', { name: 'Créer l’organisation' }).click();
  await page.waitForURL((url) => url.pathname !== '/organisations/new');
}
