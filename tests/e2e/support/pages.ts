import type { BrowserContext, Page } from 'playwright-core';
import { DEMONSTRATION_PASSWORD } from '#db/seed/accounts.ts';

/** A page to look at: the name of its pictures and its address. */
export type Sight = readonly [name: string, path: string];

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

/** The first address on the page open in front of us that has this form. */
async function linkOf(page: Page, form: RegExp, inside = 'main'): Promise<string> {
  const links = await page
    .locator(`${inside} a[href]`)
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  const found = links.find((href) => form.test(href));
  if (!found) throw new Error(`No link like ${form} on ${page.url()}`);
  return found;
}

const LOT = /^\/lots\/[0-9a-f-]{36}$/;
const SITE = /^\/sites\/[0-9a-f-]{36}$/;
const RESERVATION = /^\/reservations\/[0-9a-f-]{36}$/;

/** Signs a demonstration account in, in this browser. */
export async function enter(context: BrowserContext, origin: string, email: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${origin}/login`);
  await page.locator('input[name=email]').fill(email);
  await page.locator('input[name=password]').fill(DEMONSTRATION_PASSWORD);
  await page.locator('main form button[type=submit]').click();
  await page.waitForURL((url) => url.pathname === '/');
  return page;
}

/** What anyone sees. */
export async function openSights(page: Page, origin: string): Promise<Sight[]> {
  await page.goto(`${origin}/lots?around=35238&radius_km=50`);
  const lot = await linkOf(page, LOT);
  await page.goto(origin + lot);
  const site = await linkOf(page, SITE);
  await page.goto(`${origin}/mails`);
  const mail = await linkOf(page, /^\/mails\/[0-9a-f-]{36}$/);
  return [
    ['home', '/'],
    ['lots', '/lots?around=35238&radius_km=50'],
    ['lots-none', '/lots?q=introuvable'],
    ['lots-unknown-place', '/lots?around_text=Nullepart&price_max_eur=abc'],
    ['lot', lot],
    ['reserve', `${lot}/reserve`],
    ['reserve-dead', '/reserve/confirm/not-a-real-token'],
    ['site', site],
    ['visit-form', `${site}/visit`],
    ['help-reservations', '/help/reservations'],
    ['help', '/aide'],
    ['help-site', '/aide/chantier'],
    ['help-taker', '/aide/preneur'],
    ['glossary', '/aide/glossaire'],
    ['questions', '/aide/questions'],
    ['notice', '/mentions-legales'],
    ['terms', '/cgu'],
    ['privacy', '/confidentialite'],
    ['accessibility', '/accessibilite'],
    ['contact', '/contact'],
    ['checkpoints', '/ledger/checkpoints'],
    ['territories', '/territories'],
    ['territories-found', '/territories?q=saint'],
    ['territories-none', '/territories?q=zzzz'],
    ['commune', '/territories/commune/35238'],
    ['commune-empty', '/territories/commune/48030'],
    ['epci', '/territories/epci/243500139'],
    ['ept', '/territories/ept/200057875'],
    ['departement', '/territories/departement/35'],
    ['region', '/territories/region/53'],
    ['france', '/territories/france/fr'],
    ['login', '/login'],
    ['login-needed', '/login?next=/sites'],
    ['signup', '/signup'],
    ['forgot', '/forgot'],
    ['reset-dead', '/reset?token=not-a-real-token'],
    ['verify-dead', '/verify-email?token=not-a-real-token'],
    ['invitation-dead', '/invitations/not-a-real-token'],
    ['mails', '/mails'],
    ['mail', mail],
    ['not-found', `/lots/${UNKNOWN}`],
  ];
}

/** What somebody who offers materials sees of their own. */
export async function holderSights(page: Page, origin: string): Promise<Sight[]> {
  await page.goto(`${origin}/account`);
  const organisation = await linkOf(page, /^\/organisations\/(?!new$)[^/]+$/, 'body');
  await page.goto(`${origin}/reservations`);
  const reservation = await linkOf(page, RESERVATION);
  await page.goto(`${origin}/sites`);
  const site = await linkOf(page, SITE);
  await page.goto(origin + site);
  const lot = await linkOf(page, LOT);
  await page.goto(`${origin + site}/history`);
  const line = await linkOf(page, /^\/lots\/[0-9a-f-]{36}\/history\/\d+$/);
  return [
    ['sites', '/sites'],
    ['site-manager', site],
    ['site-edit', `${site}/edit`],
    ['site-new', '/sites/new'],
    ['site-diagnosis', `${site}/diagnosis`],
    ['site-lots', `${site}/lots`],
    ['site-labels', `${site}/labels`],
    ['site-mandates', `${site}/mandates`],
    ['site-crew', `${site}/crew`],
    ['site-slots', `${site}/slots`],
    ['site-postpone', `${site}/postpone`],
    ['site-postpone-seen', `${site}/postpone?days=4&way=later`],
    ['site-close', `${site}/close`],
    ['site-recolement', `${site}/recolement`],
    ['site-history', `${site}/history`],
    ['lot-history', `${lot}/history`],
    ['lot-line', line],
    ['lot-documents', `${lot}/documents`],
    ['field', '/field'],
    ['neighbourhood', '/neighbourhood'],
    ['lot-new', `${site}/lots/new`],
    ['lot-holder', lot],
    ['lot-edit', `${lot}/edit`],
    ['lot-photos', `${lot}/photos`],
    ['lot-count', `${lot}/count`],
    ['lot-count-seen', `${lot}/count?counted=1&cause=breakage`],
    ['reservations-holder', '/reservations'],
    ['reservation-holder', reservation],
    ['documents-holder', '/documents'],
    ['sales', '/sales'],
    ['account', '/account'],
    ['account-profile', '/account/profile'],
    ['account-email', '/account/email'],
    ['organisation-edit', `${organisation}/edit`],
    ['sessions', '/account/sessions'],
    ['organisation', organisation],
    ['invite', `${organisation}/invite`],
    ['organisation-new', '/organisations/new'],
    ['organisation-join', '/organisations/join'],
    ['logout', '/logout'],
  ];
}

/** What somebody who comes to collect sees of their own. */
export async function takerSights(page: Page, origin: string): Promise<Sight[]> {
  await page.goto(`${origin}/reservations`);
  const links = await page
    .locator('main a[href^="/reservations/"]')
    .evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  const each = [...new Set(links)]
    .slice(0, 3)
    .map((path, index): Sight => [`reservation-taker-${index + 1}`, path]);
  await page.goto(`${origin}/lots?around=35238&radius_km=50`);
  const lot = await linkOf(page, LOT);
  await page.goto(`${origin}/reservations`);
  const visit = await linkOf(page, /^\/visits\/[0-9a-f-]{36}$/);
  return [
    ['reservations-taker', '/reservations'],
    ...each,
    ['visit-taker', visit],
    ['visit-slip', `${visit}/slip`],
    ['messages', `${each[0]?.[1]}/messages`],
    ['documents-taker', '/documents'],
    ['calendar', '/calendar'],
    ['notifications', '/notifications'],
    ['waitlist-join', `${lot}/waitlist`],
    ['alerts-none', '/alerts'],
    ['alert-new', '/alerts/new?family=BOI,COU&around=35238&radius_km=20&price_max=5000'],
    ['neighbourhood-taker', '/neighbourhood'],
  ];
}
