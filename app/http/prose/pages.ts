import { paths } from '#app/http/paths.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';

interface NamedPage {
  to: string;
  /** its title, as the page itself says it */
  title: (locale: Locale) => string;
}

/** Pages that texts may name: `[](page:terms)` is a link that bears the page's own title. */
export const NAMED_PAGES = {
  account: { to: paths.account(), title: (l) => translator(l, 'accounts')('account.title') },
  accessibility: { to: paths.accessibility(), title: (l) => translator(l, 'legal')('accessibility.title') },
  alerts: { to: paths.alerts(), title: (l) => translator(l, 'layout.account')('alerts') },
  calendar: { to: paths.calendar(), title: (l) => translator(l, 'slots')('calendar.heading') },
  checkpoints: { to: paths.checkpoints(), title: (l) => translator(l, 'books')('checkpoints.title') },
  contact: { to: paths.contact(), title: (l) => translator(l, 'legal')('contact.title') },
  documents: { to: paths.documents(), title: (l) => translator(l, 'layout.account')('documents') },
  field: { to: paths.field(), title: (l) => translator(l, 'layout.account')('field') },
  glossary: { to: paths.glossary(), title: (l) => translator(l, 'help')('glossary.title') },
  help: { to: paths.help(), title: (l) => translator(l, 'help')('title') },
  'help-reservations': { to: paths.helpReservations(), title: (l) => translator(l, 'workflow')('title') },
  'legal-questions': { to: paths.legalQuestions(), title: (l) => translator(l, 'help')('questions.title') },
  lots: { to: paths.lots(), title: (l) => translator(l, 'layout.nav')('lots') },
  neighbourhood: {
    to: paths.neighbourhood(),
    title: (l) => translator(l, 'layout.account')('neighbourhood'),
  },
  'new-organisation': {
    to: paths.newOrganisation(),
    title: (l) => translator(l, 'organisations')('new.title'),
  },
  notice: { to: paths.legalNotice(), title: (l) => translator(l, 'legal')('notice.title') },
  notifications: { to: paths.notifications(), title: (l) => translator(l, 'notifications')('title') },
  privacy: { to: paths.privacy(), title: (l) => translator(l, 'legal')('privacy.title') },
  reservations: { to: paths.reservations(), title: (l) => translator(l, 'layout.account')('reservations') },
  sales: { to: paths.sales(), title: (l) => translator(l, 'layout.account')('sales') },
  signup: { to: paths.signup(), title: (l) => translator(l, 'layout.account')('signup') },
  sites: { to: paths.sites(), title: (l) => translator(l, 'layout.account')('sites') },
  terms: { to: paths.terms(), title: (l) => translator(l, 'legal')('terms.title') },
  territories: { to: paths.territories(), title: (l) => translator(l, 'layout.nav')('territories') },
} as const satisfies Record<string, NamedPage>;
export type PageName = keyof typeof NAMED_PAGES;

export function namedPage(name: string): NamedPage | null {
  return Object.hasOwn(NAMED_PAGES, name) ? NAMED_PAGES[name as PageName] : null;
}
