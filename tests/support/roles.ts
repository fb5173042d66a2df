import { createHash, randomUUID } from 'node:crypto';
import { anyEmail, goodPassword } from '#tests/support/accounts.ts';

type Fields = Record<string, string | Blob>;

export interface Row {
  /** Id in the Remix manifest without `routes/`, or `server` for what answers before Remix. */
  route: string;
  method: 'GET' | 'POST';
  /** `:name` is replaced by something of the holder made for that request (tests/support/roles-world.ts). */
  path: string;
  /** One word a role, in the order of ROLES. */
  expected: string[];
  fields: (made: Record<string, string>) => Fields;
}

/**
 * A number: that status. `login`: sent to sign in. `org`: sent to make an organisation. `goes`: sent elsewhere, which
 * for a form means done. `goes/200`: the page's loader sends away after the action, a script reads the action alone.
 * Columns: visitor member stranger taker manager admin analyst platform.
 */
const get = (route: string, path: string, expected: string): Row => ({
  route,
  method: 'GET',
  path,
  expected: expected.trim().split(/\s+/),
  fields: () => ({}),
});

const post = (
  route: string,
  path: string,
  expected: string,
  fields: Fields | ((made: Record<string, string>) => Fields) = {},
): Row => ({
  ...get(route, path, expected),
  method: 'POST',
  fields: typeof fields === 'function' ? fields : () => fields,
});

const everyone = (word: string) => Array(8).fill(word).join(' ');
const anyone = '200   200   200   200   200   200   200   200';
const signedIn = 'login 200   200   200   200   200   200   200';
/** Rooms of the operator's desk: they do not exist for anybody else. */
const operators = '404   404   404   404   404   404   404   200';
/** Pages without an action: Remix refuses the method. */
const noForm = everyone('405');

/** What a screen about a whole site shows of one that is open and has no date, no lot and no hour. */
const nothingThere = createHash('sha256').update('open').digest('hex');
const site = { kind: 'works', name: 'Chantier', communeCode: '35238', positionSource: 'commune' };
const lot = {
  ...{ intent: 'save', typeCode: 'BOI-01', title: 'Portes', unit: 'kg', quantity: '12', pricing: 'gift' },
  ...{ condition: 'good', asbestos: 'no', lead: 'no', removal: 'removed' },
};
const asked = { quantity: '1', purpose: 'own_home' };
/** A thing named in the address of another: `<site>/visit?lot=<lot>`. */
const named = (name: string, address: string) =>
  new URLSearchParams(address.slice(address.indexOf('?'))).get(name) ?? '';
const guest = () => ({
  ...{ ...asked, name: 'Anna Le Bris', phone: '06 12 34 56 78', communeCode: '35238' },
  email: anyEmail(),
});
const paper = () => new File([Buffer.from('%PDF-1.4\n%%EOF')], 'constat.pdf', { type: 'application/pdf' });
const pixel = () =>
  new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    'door.png',
    { type: 'image/png' },
  );

/** Noted by somebody else: whoever is signed in may not send it (tests/http/field.test.ts sends each one's own). */
const fieldEntry = (site: string) =>
  JSON.stringify({
    ...{ format: 1, id: randomUUID(), account: { person: randomUUID(), organisation: randomUUID() } },
    ...{ kind: 'create-lot', site, lot: randomUUID(), fields: lot },
  });

// biome-ignore format: a table
export const table: Row[] = [
  //                                                            visitor member stranger taker manager admin analyst platform
  get('_index', '/',                                            anyone),
  post('_index', '/?index',                                     noForm),
  get('$', '/nowhere',                                          everyone('404')),
  post('$', '/nowhere',                                         everyone('404')),

  get('blank', '/blank',                                        anyone),
  post('blank', '/blank',                                       noForm),
  get('lots.suggest', '/lots/suggest?q=port',                   anyone),
  post('lots.suggest', '/lots/suggest?q=port',                  noForm),
  get('demo.progress', '/demo/progress',                        anyone),
  post('demo.progress', '/demo/progress',                       noForm),

  get('signup', '/signup',                                      '200   goes  goes  goes  goes  goes  goes  goes'),
  post('signup', '/signup',                                     '200   goes/200 goes/200 goes/200 goes/200 goes/200 goes/200 goes/200', () => ({ name: 'Jeanne Le Goff', email: anyEmail(), password: goodPassword, profile: 'private' })),
  get('login', '/login',                                        '200   goes  goes  goes  goes  goes  goes  goes'),
  post('login', '/login',                                       '401   goes/401 goes/401 goes/401 goes/401 goes/401 goes/401 goes/401', () => ({ email: anyEmail(), password: goodPassword })),
  get('forgot', '/forgot',                                      anyone),
  post('forgot', '/forgot',                                     anyone, () => ({ email: anyEmail() })),
  get('verify-email', '/verify-email?token=:verify',            anyone),
  post('verify-email', '/verify-email?token=:verify',           everyone('org'), ({ verify = '' }) => ({ token: verify })),
  get('reset', '/reset?token=:reset',                           anyone),
  post('reset', '/reset?token=:reset',                          everyone('goes'), ({ reset = '' }) => ({ token: reset, password: goodPassword })),
  get('logout', '/logout',                                      'goes  200   200   200   200   200   200   200'),
  post('logout', '/logout',                                     everyone('goes')),
  get('account._index', '/account',                             signedIn),
  post('account._index', '/account?index',                      'login 422   422   422   422   422   422   422', { currentPassword: 'not this one', password: goodPassword }),
  get('account.sessions', '/account/sessions',                  signedIn),
  post('account.sessions', '/account/sessions',                 'login 404   404   404   404   404   404   404', { session: '0'.repeat(64) }),
  get('account.profile', '/account/profile',                    signedIn),
  post('account.profile', '/account/profile',                   'login goes  goes  goes  goes  goes  goes  goes', { name: 'Jeanne Le Goff', locale: 'fr' }),
  get('account.email._index', '/account/email',                 signedIn),
  post('account.email._index', '/account/email?index',          'login 422   422   422   422   422   422   422', () => ({ email: anyEmail(), currentPassword: 'not this one' })),
  get('account.email.confirm', '/account/email/confirm?token=:newAddress', 'login 410 410 410 410   410   410   410'),
  post('account.email.confirm', '/account/email/confirm?token=:newAddress', 'login 410 410 410 410  410   410   410', ({ newAddress = '' }) => ({ token: newAddress })),
  get('language', '/language',                                  everyone('goes')),
  post('language', '/language',                                 everyone('goes'), { lang: 'fr', next: '/lots' }),
  get('switch-organisation', '/switch-organisation',            everyone('goes')),
  post('switch-organisation', '/switch-organisation?to=:slug',  'login goes  404   404   goes  goes  404   404', ({ slug = '' }) => ({ slug })),

  get('organisations.new', '/organisations/new',                signedIn),
  post('organisations.new', '/organisations/new',               'login goes  goes  goes  goes  goes  goes  goes', { name: 'Atelier du Couesnon', kind: 'firm', communeCode: '35238' }),
  get('organisations.$slug._index', '/organisations/:slug',     anyone),
  post('organisations.$slug._index', '/organisations/:slug?index&who=:colleague', 'login 403 404 404 403 goes 404 404', ({ colleague = '' }) => ({ intent: 'role', person: colleague, role: 'site_manager' })),
  post('organisations.$slug._index', '/organisations/:slug?index&who=:colleague', 'login 403 404 404 403 goes 404 404', ({ colleague = '' }) => ({ intent: 'remove', person: colleague })),
  post('organisations.$slug._index', '/organisations/:slug?index&what=:openInvitation', 'login 403 404 404 403 goes 404 404', ({ openInvitation = '' }) => ({ intent: 'revoke', invitation: openInvitation })),
  get('organisations.$slug.edit', '/organisations/:slug/edit',  'login 403   404   404   403   200   404   404'),
  post('organisations.$slug.edit', '/organisations/:slug/edit', 'login 403   404   404   403   goes  404   404', { name: 'Atelier du Couesnon', communeCode: '35238' }),
  get('organisations.$slug.invite', '/organisations/:slug/invite',  'login 403 404   404   403   200   404   404'),
  post('organisations.$slug.invite', '/organisations/:slug/invite', 'login 403 404   404   403   goes  404   404', () => ({ email: anyEmail(), role: 'member' })),
  get('invitations.$token', '/invitations/:invitation',         anyone),
  post('invitations.$token', '/invitations/:invitation',        'goes  403   403   403   403   403   403   403', { name: 'Paul Guivarc’h', password: goodPassword }),

  get('sites._index', '/sites',                                 'login 200   200   200   200   200   200   org'),
  post('sites._index', '/sites?index',                          noForm),
  get('sites.new', '/sites/new',                                'login 403   200   200   200   200   403   org'),
  post('sites.new', '/sites/new',                               'login 403   goes  goes  goes  goes  403   org', site),
  get('sites.$id._index', '/sites/:site',                       anyone),
  get('sites.$id._index', '/sites/:quietSite',                  '404   200   404   404   200   200   404   404'),
  post('sites.$id._index', '/sites/:site?index',                noForm),
  get('sites.$id.lots._index', '/sites/:site/lots',             'login 403   404   404   200   200   404   org'),
  post('sites.$id.lots._index', '/sites/:site/lots?index&lot=:draft', 'login 403 404 404 200   200   404   org', ({ draft = '' }) => ({ intent: 'see-publish', lot: `${draft}:1` })),
  post('sites.$id.lots._index', '/sites/:site/lots?index&lot=:draft', 'login 403 404 404 goes  goes  404   org', ({ draft = '' }) => ({ intent: 'publish', lot: `${draft}:1` })),
  post('sites.$id.lots._index', '/sites/:site/lots?index&lot=:lot', 'login 403 404   404   goes  goes  404   org', ({ lot = '' }) => ({ intent: 'edit', lot: `${lot}:1`, groups: 'price', pricing: 'gift' })),
  post('sites.$id.lots._index', '/sites/:site/lots?index&lot=:lot', 'login 403 404   404   goes  goes  404   org', ({ lot = '' }) => ({ intent: 'withdraw', lot: `${lot}:1`, fate: 'kept' })),
  get('sites.$id.edit', '/sites/:site/edit',                    'login 403   404   404   200   200   404   org'),
  post('sites.$id.edit', '/sites/:site/edit',                   'login 403   404   404   goes  goes  404   org', { ...site, version: '1' }),
  get('sites.$id.mandates', '/sites/:site/mandates',            'login 403   404   404   200   200   404   org'),
  post('sites.$id.mandates', '/sites/:site/mandates?to=:other', 'login 403   404   404   goes  goes  404   org', ({ other = '' }) => ({ intent: 'give', organisation: other, scopes: 'list', startsOn: '2026-01-01' })),
  post('sites.$id.mandates', '/sites/:site/mandates?which=:mandate', 'login 403 404  404   goes  goes  404   org', ({ mandate = '' }) => ({ intent: 'end', mandate })),
  get('sites.$id.postpone', '/sites/:site/postpone',            'login 403   404   404   200   200   404   org'),
  get('sites.$id.postpone', '/sites/:site/postpone?days=4&way=later', 'login 403 404 404   200   200   404   org'),
  post('sites.$id.postpone', '/sites/:quietSite/postpone',      'login 403   404   404   goes  goes  404   org', { intent: 'move', days: '4', way: 'later', seen: nothingThere }),
  post('sites.$id.postpone', '/sites/:site/postpone',           'login 403   404   404   409   409   404   org', { intent: 'cancel-day', day: '2027-05-12', cause: 'strike' }),
  get('sites.$id.close', '/sites/:site/close',                  'login 403   404   404   200   200   404   org'),
  post('sites.$id.close', '/sites/:site/close',                 'login 403   404   404   200   200   404   org', { intent: 'see', fate: 'kept', drafts: 'keep' }),
  post('sites.$id.close', '/sites/:quietSite/close',            'login 403   404   404   goes  goes  404   org', { intent: 'close', fate: 'kept', drafts: 'keep', seen: nothingThere }),
  post('sites.$id.close', '/sites/:site/close',                 'login 403   404   404   409   409   404   org', { intent: 'reopen' }),
  get('sites.$id.crew._index', '/sites/:site/crew',             'login 403   404   404   200   200   404   org'),
  post('sites.$id.crew._index', '/sites/:site/crew?index',      'login 403   404   404   goes  goes  404   org', { intent: 'create', name: 'Portail', until: '2027-06-30' }),
  post('sites.$id.crew._index', '/sites/:site/crew?index&which=:crewLink', 'login 403 404 404 goes goes 404 org', ({ crewLink = '' }) => ({ intent: 'revoke', link: crewLink })),
  post('sites.$id.crew._index', '/sites/:site/crew?index&which=:crewCount', 'login 403 404 404 goes goes 404 org', ({ crewCount = '' }) => ({ intent: 'taken', count: crewCount })),
  get('sites.$id.crew.$link', '/sites/:crewSheet',              'login 403   404   404   200   200   404   org'),
  post('sites.$id.crew.$link', '/sites/:crewSheet',             noForm),
  get('crew.open.$token', '/crew/open/:crewToken',              anyone),
  post('crew.open.$token', '/crew/open/:crewToken',             everyone('goes'), { intent: 'enter' }),
  get('crew._index', '/crew',                                   everyone('410')),
  post('crew._index', '/crew?index',                            everyone('goes'), { intent: 'leave' }),
  get('crew.lots.$id', '/crew/lots/:lot',                       everyone('410')),
  post('crew.lots.$id', '/crew/lots/:lot',                      everyone('410'), { intent: 'count', quantity: '3' }),
  get('crew.reservations.$id', '/crew/reservations/:accepted',  everyone('410')),
  post('crew.reservations.$id', '/crew/reservations/:accepted', everyone('410'), { intent: 'confirm', quantity: '2' }),
  get('sites.$id.lots.new', '/sites/:site/lots/new',            'login 403   404   404   200   200   404   org'),
  post('sites.$id.lots.new', '/sites/:site/lots/new',           'login 403   404   404   goes  goes  404   org', lot),

  get('sites.$id.labels._index', '/sites/:site/labels',         'login 200   404   404   200   200   404   org'),
  post('sites.$id.labels._index', '/sites/:site/labels?index',  noForm),
  get('sites.$id.labels[.]pdf', '/sites/:site/labels.pdf',      'login 200   404   404   200   200   404   org'),
  post('sites.$id.labels[.]pdf', '/sites/:site/labels.pdf',     noForm),
  get('sites.$id.recolement._index', '/sites/:site/recolement', 'login 200   404   404   200   200   404   org'),
  post('sites.$id.recolement._index', '/sites/:site/recolement?index', noForm),
  get('sites.$id.recolement[.]csv', '/sites/:site/recolement.csv', 'login 200   404   404   200   200   404   org'),
  post('sites.$id.recolement[.]csv', '/sites/:site/recolement.csv', noForm),
  get('sites.$id.recolement[.]xlsx', '/sites/:site/recolement.xlsx', 'login 200   404   404   200   200   404   org'),
  post('sites.$id.recolement[.]xlsx', '/sites/:site/recolement.xlsx', noForm),
  get('sites.$id.recolement[.]pdf', '/sites/:site/recolement.pdf', 'login 200   404   404   200   200   404   org'),
  post('sites.$id.recolement[.]pdf', '/sites/:site/recolement.pdf', noForm),
  get('l.$code', '/l/AAAAAAAAAAAAAAAAAAAAAA',                   everyone('goes')),
  get('l.$code', '/l/nothing',                                  everyone('404')),
  post('l.$code', '/l/AAAAAAAAAAAAAAAAAAAAAA',                  noForm),

  get('documents._index', '/documents',                         'login 200   200   200   200   200   200   org'),
  post('documents._index', '/documents?index',                  'login goes  goes  goes  goes  goes  403   org', () => ({ year: String(new Date().getFullYear()) })),
  get('documents.$id', '/documents/:nobody',                    'login 404   404   404   404   404   404   404'),
  post('documents.$id', '/documents/:nobody',                   noForm),
  get('reservations.$id_.documents', '/reservations/:collected/documents', 'login goes 404 goes goes goes 404 404'),
  post('reservations.$id_.documents', '/reservations/:collected/documents', 'login goes 404 goes goes goes 404 404'),
  get('verify.$number', '/verify/:documentNumber',              anyone),
  get('verify.$number', '/verify/2026-00001-0000000000',        everyone('404')),
  post('verify.$number', '/verify/:documentNumber',             anyone, () => ({ file: paper() })),

  get('alerts._index', '/alerts',                               signedIn),
  post('alerts._index', '/alerts?index&which=:alert',           'login 404   404   404   404   goes  404   404', ({ alert = '' }) => ({ intent: 'pause', alert })),
  post('alerts._index', '/alerts?index&which=:alert',           'login 404   404   404   404   goes  404   404', ({ alert = '' }) => ({ intent: 'remove', alert })),
  post('alerts._index', '/alerts?index&which=:removedAlert',    'login 404   404   404   404   goes  404   404', ({ removedAlert = '' }) => ({ intent: 'restore', alert: removedAlert })),
  get('alerts.new', '/alerts/new?family=BOI',                   anyone),
  post('alerts.new', '/alerts/new',                             'login goes  goes  goes  goes  goes  goes  goes', { name: 'Du bois', criteria: 'family=BOI', rhythm: 'daily' }),
  get('alerts.$id', '/alerts/:keptAlert',                      'login 404   404   404   404   200   404   404'),
  post('alerts.$id', '/alerts/:keptAlert',                          'login 404   404   404   404   goes  404   404', { name: 'Du bois', criteria: 'family=BOI', rhythm: 'weekly' }),
  get('alerts.unsubscribe.$token', '/alerts/unsubscribe/:stop', anyone),
  post('alerts.unsubscribe.$token', '/alerts/unsubscribe/:stop', everyone('goes'), { intent: 'stop' }),
  get('neighbourhood', '/neighbourhood',                        'login 200   200   200   200   200   200   org'),
  post('neighbourhood', '/neighbourhood',                       noForm),

  get('lots._index', '/lots',                                   anyone),
  post('lots._index', '/lots?index',                            noForm),
  get('lots.$id._index', '/lots/:lot',                          anyone),
  get('lots.$id._index', '/lots/:draft',                        '404   200   404   404   200   200   404   404'),
  post('lots.$id._index', '/lots/:draft?index',                 'login 403   404   404   goes  goes  404   404', { intent: 'publish' }),
  post('lots.$id._index', '/lots/:lot?index',                   'login 403   404   404   goes  goes  404   404', { intent: 'withdraw', fate: 'kept' }),
  post('lots.$id._index', '/lots/:lot?index',                   'login 403   404   404   goes  goes  404   404', { intent: 'duplicate' }),
  post('lots.$id._index', '/lots/:lot?index',                   'login 403   404   404   goes  goes  404   404', { intent: 'split', quantity: '3' }),
  get('lots.$id.edit', '/lots/:draft/edit',                      'login 403   404   404   200   200   404   org'),
  get('lots.$id.edit', '/lots/:lot/edit',                       'login 403   404   404   200   200   404   org'),
  post('lots.$id.edit', '/lots/:draft/edit',                    'login 403   404   404   goes  goes  404   org', { ...lot, version: '1' }),
  get('lots.$id.publish', '/lots/:draft/publish',               'login 403   404   404   200   200   404   org'),
  post('lots.$id.publish', '/lots/:draft/publish',              'login 403   404   404   goes  goes  404   org', { intent: 'publish' }),
  get('lots.$id.count', '/lots/:lot/count?counted=8&cause=theft', 'login 403   404   404   200   200   404   org'),
  get('lots.$id.count', '/lots/:draft/count',                   'login 404   404   404   404   404   404   org'),
  post('lots.$id.count', '/lots/:lot/count',                    'login 403   404   404   goes  goes  404   org', { intent: 'record', counted: '19', seen: '20', cause: 'miscount' }),
  get('lots.$id.documents._index', '/lots/:draft/documents',    'login 403   404   404   200   200   404   org'),
  post('lots.$id.documents._index', '/lots/:draft/documents?index', 'login 403 404 404  goes  goes  404   org', () => ({ intent: 'add', kind: 'other', shownTo: 'parties', file: paper() })),
  get('lots.$id.documents.$document', '/lots/:lot/documents/:nobody', everyone('404')),
  post('lots.$id.documents.$document', '/lots/:lot/documents/:nobody', noForm),
  get('lots.$id.photos', '/lots/:lot/photos',                   'login 403   404   404   200   200   404   org'),
  post('lots.$id.photos', '/lots/:draft/photos',                'login 403   404   404   goes  goes  404   org', () => ({ intent: 'add', photo: pixel() })),
  get('lots.$id.photos_.uploads.$upload', '/lots/:draft/photos/uploads/:nobody', 'login 403 404 404   200   200   404   org'),
  post('lots.$id.photos_.uploads.$upload', '/lots/:draft/photos/uploads/:nobody', 'login 403 404 404  422   422   404   org', {}),
  get('lots.$id.photos_.$photo.mask', '/lots/:draft/photos/:nobody/mask', 'login 403 404 404   404   404   404   org'),
  post('lots.$id.photos_.$photo.mask', '/lots/:draft/photos/:nobody/mask', 'login 403 404 404  404   404   404   org', { 'zones[0].left': '1' }),
  get('lots.$id.reserve', '/lots/:lot/reserve',                 '200   goes  200   200   goes  goes  goes  200'),
  get('lots.$id.reserve', '/lots/:draft/reserve',               '404   goes  404   404   goes  goes  404   404'),
  post('lots.$id.reserve', '/lots/:lot/reserve',                'goes  goes  goes  goes  goes  goes  goes  goes', guest),
  post('lots.$id.reserve', '/lots/:draft/reserve',              '404   goes  404   404   goes  goes  404   404', guest),
  get('lots.$id.waitlist', '/lots/:full/waitlist',              'login goes  200   200   goes  goes  goes  200'),
  get('lots.$id.waitlist', '/lots/:draft/waitlist',             '404   goes  404   404   goes  goes  404   404'),
  post('lots.$id.waitlist', '/lots/:full/waitlist',             'login goes  goes  goes  goes  goes  goes  goes', { quantity: '2', purpose: 'own_home' }),
  post('lots.$id.waitlist', '/lots/:draft/waitlist',            'login goes  404   404   goes  goes  404   404', { quantity: '2', purpose: 'own_home' }),
  get('waitlist.$id', '/waitlist/:waits',                       'login 404   404   200   404   404   404   404'),
  get('waitlist.$id', '/waitlist/:offered',                     'login 404   404   200   404   404   404   404'),
  post('waitlist.$id', '/waitlist/:offered',                    'login 404   404   goes  404   404   404   404', { intent: 'take' }),
  post('waitlist.$id', '/waitlist/:offered',                    'login 404   404   goes  404   404   404   404', { intent: 'decline' }),
  post('waitlist.$id', '/waitlist/:waits',                      'login 404   404   goes  404   404   404   404', { intent: 'leave' }),
  get('sites.$id.visit', '/sites/:site/visit',                  '200   goes  200   200   goes  goes  goes  200'),
  get('sites.$id.visit', '/sites/:quietSite/visit',             '404   goes  404   404   goes  goes  404   404'),
  post('sites.$id.visit', '/sites/:siteVisit',                  'login goes  goes  goes  goes  goes  goes  goes', ({ siteVisit = '' }) => ({ [`quantity.${named('lot', siteVisit)}`]: '2', purpose: 'own_home' })),
  get('visits.$id._index', '/visits/:visit',                    'login 200   404   200   200   200   404   404'),
  post('visits.$id._index', '/visits/:visitLine&index',         'login 403   404   403   goes  goes  404   404', ({ visitLine = '' }) => ({ intent: 'answer', [`answer.${named('line', visitLine)}`]: 'accept' })),
  post('visits.$id._index', '/visits/:visitLine&index',         'login 403   404   goes  goes  goes  404   404', ({ visitLine = '' }) => ({ intent: 'cancel', line: named('line', visitLine) })),
  get('visits.$id.slip', '/visits/:acceptedVisit/slip',         'login 200   404   200   200   200   404   404'),
  post('visits.$id.slip', '/visits/:acceptedVisit/slip',        noForm),
  get('sites.$id.slots._index', '/sites/:site/slots',           'login 200   404   404   200   200   404   org'),
  post('sites.$id.slots._index', '/sites/:site/slots?index',    'login 403   404   404   goes  goes  404   org', { intent: 'open', how: 'once', on: '2099-06-01', from: '08:00', to: '12:00', capacity: '2' }),
  post('sites.$id.slots._index', '/sites/:slotsOfSite&index',   'login 403   404   404   goes  goes  404   org', ({ slotsOfSite = '' }) => ({ intent: 'cancel', slots: named('slot', slotsOfSite), reason: 'weather' })),
  get('sites.$id.slots.$slot', '/sites/:slotOfSite',            'login 200   404   404   200   200   404   org'),
  post('sites.$id.slots.$slot', '/sites/:slotOfSite',           'login 403   404   404   goes  goes  404   org', { intent: 'capacity', capacity: '4' }),
  post('sites.$id.slots.$slot', '/sites/:slotOfSite',           'login 403   404   404   goes  goes  404   org', { intent: 'cancel', reason: 'strike' }),
  get('reservations.$id_.slot', '/reservations/:toBook',        'login 403   404   200   200   200   404   404'),
  post('reservations.$id_.slot', '/reservations/:toBook',       'login 403   404   goes  goes  goes  404   404', ({ toBook = '' }) => ({ intent: 'book', slot: named('slot', toBook) })),
  post('reservations.$id_.slot', '/reservations/:booked/slot',  'login 403   404   goes  goes  goes  404   404', { intent: 'leave' }),
  get('reservations.$id_.attendance', '/reservations/:unmet/attendance', 'login 403 404 200 200   200   404   404'),
  post('reservations.$id_.attendance', '/reservations/:unmet/attendance', 'login 403 404 403 goes goes  404   404', { intent: 'declare', kind: 'nobody_came' }),
  post('reservations.$id_.attendance', '/reservations/:unmet/attendance', 'login 403 404 goes 403 403   404   404', { intent: 'declare', kind: 'site_closed' }),
  post('reservations.$id_.attendance', '/reservations/:missed',    'login 403 404   goes  404   404   404   404', ({ missed = '' }) => ({ intent: 'contest', missed: named('missed', missed) })),
  post('reservations.$id_.attendance', '/reservations/:reachable/attendance', 'login 403 404 404 goes goes 404 404', { intent: 'reached' }),
  get('reservations.$id_.slot[.]ics', '/reservations/:booked/slot.ics', 'login 200 404   200   200   200   404   404'),
  post('reservations.$id_.slot[.]ics', '/reservations/:booked/slot.ics', noForm),
  get('calendar._index', '/calendar',                           signedIn),
  post('calendar._index', '/calendar?index',                    'login goes  goes  goes  goes  goes  goes  goes'),
  get('calendar.$token.gisement[.]ics', '/calendar/:calendar/gisement.ics', anyone),
  post('calendar.$token.gisement[.]ics', '/calendar/:calendar/gisement.ics', noForm),
  get('sites.$id.diagnosis._index', '/sites/:site/diagnosis',      'login 403 404   404   200   200   404   org'),
  post('sites.$id.diagnosis._index', '/sites/:site/diagnosis?index', 'login 403 404  404   goes  goes  404   org', () => ({ file: new File(['designation;quantite\nPorte;2\n'], 'pemd.csv') })),
  get('sites.$id.diagnosis.$import._index', '/sites/:diagnosisSite/diagnosis/:diagnosis', 'login 403 404 404 200 200 404 org'),
  post('sites.$id.diagnosis.$import._index', '/sites/:diagnosisSite/diagnosis/:diagnosis?index', 'login 403 404 404 goes goes 404 org', { intent: 'confirm' }),
  get('sites.$id.diagnosis.$import.file', '/sites/:diagnosisSite/diagnosis/:diagnosis/file', 'login 403 404 404 404 404 404 org'),
  post('sites.$id.diagnosis.$import.file', '/sites/:diagnosisSite/diagnosis/:diagnosis/file', noForm),
  get('sites.$id.diagnosis.$import.lines', '/sites/:diagnosisSite/diagnosis/:diagnosis/lines', 'login 403 404 404 200 200 404 org'),
  post('sites.$id.diagnosis.$import.lines', '/sites/:diagnosisSite/diagnosis/:diagnosis/lines', noForm),

  get('reserve.confirm.$token', '/reserve/confirm/:guest',      anyone),
  post('reserve.confirm.$token', '/reserve/confirm/:guest',     everyone('goes'), { intent: 'confirm' }),

  get('field._index', '/field',                                 anyone),
  post('field._index', '/field?index',                          noForm),
  get('field.data', '/field/data',                              '401   200   200   200   200   200   200   403'),
  post('field.data', '/field/data',                             noForm),
  get('field.send', '/field/send',                              everyone('goes')),
  post('field.send', '/field/send?site=:site',                  '401   409   409   409   409   409   409   409', ({ site = '' }) => ({ entry: fieldEntry(site) })),

  get('reservations[.]csv', '/reservations.csv',                signedIn),
  post('reservations[.]csv', '/reservations.csv',               noForm),
  get('reservations._index', '/reservations',                   signedIn),
  post('reservations._index', '/reservations?index',            noForm),
  get('reservations.$id', '/reservations/:requested',           'login 200   404   200   200   200   404   404'),
  get('reservations.$id', '/reservations/:accepted',            'login 200   404   200   200   200   404   404'),
  post('reservations.$id', '/reservations/:requested',          'login 403   404   403   goes  goes  404   404', { intent: 'accept' }),
  post('reservations.$id', '/reservations/:requested',          'login 403   404   403   goes  goes  404   404', { intent: 'refuse' }),
  post('reservations.$id', '/reservations/:accepted',           'login 403   404   goes  goes  goes  404   404', { intent: 'cancel' }),
  post('reservations.$id', '/reservations/:accepted',           'login 403   404   goes  goes  goes  404   404', { intent: 'confirm', quantity: '2' }),

  get('reservations.$id_.messages', '/reservations/:accepted/messages', 'login 200 404   200   200   200   404   404'),
  post('reservations.$id_.messages', '/reservations/:accepted/messages', 'login 403 404  goes  goes  goes  404   404', { body: 'Est-elle encore là ?' }),
  get('reservations.$id_.messages_.$photo', '/reservations/:messagePhoto', 'login 410 404 410   410   410   404   404'),
  post('reservations.$id_.messages_.$photo', '/reservations/:messagePhoto', noForm),
  get('notifications._index', '/notifications',                 signedIn),
  post('notifications._index', '/notifications?index',          'login goes  goes  goes  goes  goes  goes  goes', { intent: 'rhythm', rhythm: 'daily' }),
  post('notifications._index', '/notifications?index',          'login goes  goes  goes  goes  goes  goes  goes', { intent: 'read-all' }),
  get('notifications.$id', '/notifications/:notification',      'login 404   404   goes  404   404   404   404'),
  post('notifications.$id', '/notifications/:notification',     noForm),
  get('notifications.address', '/notifications/address',        'login goes  goes  goes  goes  goes  goes  goes'),
  post('notifications.address', '/notifications/address',       'login goes  goes  goes  goes  goes  goes  goes'),
  get('notifications.unsubscribe.$token', '/notifications/unsubscribe/:mailRhythm', anyone),
  post('notifications.unsubscribe.$token', '/notifications/unsubscribe/:mailRhythm', everyone('goes'), { intent: 'rhythm', rhythm: 'off' }),

  get('reservations.$id_.relist', '/reservations/:collected/relist', 'login 403 404 200   403   403   404   org'),
  post('reservations.$id_.relist', '/reservations/:collected/relist?site=:takerSite', 'login 403 404 goes 403 403 404 org', ({ takerSite = '' }) => ({ site: takerSite, quantity: '1' })),

  get('reservations.$id_.on-device', '/reservations/:accepted/on-device', 'login 403 404 403 200 200 404 org'),
  post('reservations.$id_.on-device', '/reservations/:accepted/on-device', 'login 403 404 403 goes goes 404 org', { quantity: '2', by: 'signature', name: 'Zoé Le Goff' }),
  get('handovers.not-me.$token', '/handovers/not-me/:notMe',    anyone),
  get('handovers.not-me.$token', '/handovers/not-me/nothing',   everyone('404')),
  post('handovers.not-me.$token', '/handovers/not-me/:notMe',   everyone('goes')),

  get('lots.$id.history._index', '/lots/:lot/history',          'login 200   404   404   200   200   404   200'),
  post('lots.$id.history._index', '/lots/:lot/history?index',   noForm),
  get('lots.$id.history[.]csv', '/lots/:lot/history.csv',       'login 200   404   404   200   200   404   200'),
  post('lots.$id.history[.]csv', '/lots/:lot/history.csv',      noForm),
  get('sites.$id.history._index', '/sites/:site/history',       'login 200   404   404   200   200   404   200'),
  post('sites.$id.history._index', '/sites/:site/history?index', noForm),
  get('sites.$id.history[.]csv', '/sites/:site/history.csv',    'login 200   404   404   200   200   404   200'),
  post('sites.$id.history[.]csv', '/sites/:site/history.csv',   noForm),
  get('lots.$id.history.$line', '/lots/:collectedLine',         'login 200   404   200   200   200   404   200'),
  post('lots.$id.history.$line', '/lots/:collectedLine',        'login 403   404   goes  goes  goes  404   404', { intent: 'propose', quantity: '2', method: 'weighed', massKg: '41', reason: 'ticket' }),
  post('lots.$id.history.$line', '/lots/:questionedLine',       'login 403   404   goes  goes  goes  404   404', ({ questionedLine = '' }) => ({ intent: 'decline', correction: questionedLine.split('which=')[1] ?? '' })),
  get('ledger.checkpoints._index', '/ledger/checkpoints',       anyone),
  post('ledger.checkpoints._index', '/ledger/checkpoints?index', noForm),
  get('ledger.checkpoints.$day._index', '/ledger/checkpoints/latest', everyone('404')),
  post('ledger.checkpoints.$day._index', '/ledger/checkpoints/latest?index', noForm),
  get('ledger.checkpoints.$day.leaves', '/ledger/checkpoints/2026-02-30/leaves', everyone('404')),
  post('ledger.checkpoints.$day.leaves', '/ledger/checkpoints/latest/leaves', noForm),
  get('ledger.checkpoints.$day.lots.$id', '/ledger/checkpoints/latest/lots/:lot', everyone('404')),
  post('ledger.checkpoints.$day.lots.$id', '/ledger/checkpoints/latest/lots/:lot', noForm),
  get('ledger.keys', '/ledger/keys',                            anyone),
  post('ledger.keys', '/ledger/keys',                           noForm),

  get('reservations.$id_.price', '/reservations/:negotiable/price', 'login 200   404   200   200   200   404   404'),
  post('reservations.$id_.price', '/reservations/:negotiable/price', 'login 403  404   goes  403   403   404   404', { intent: 'propose', proposal: '8' }),
  post('reservations.$id_.price', '/reservations/:negotiated/price', 'login 403  404   403   goes  goes  404   404', { intent: 'accepted' }),
  post('reservations.$id_.price', '/reservations/:negotiated/price', 'login 403  404   goes  403   403   404   404', { intent: 'withdrawn' }),
  get('reservations.$id_.settlement', '/reservations/:sold/settlement', 'login 200 404 200   200   200   404   404'),
  get('reservations.$id_.settlement', '/reservations/:requested/settlement', 'login 404 404 404 404  404   404   404'),
  post('reservations.$id_.settlement', '/reservations/:sold/settlement', 'login 403 404 403  goes  goes  404   404', { settled: 'yes', settledOn: '2026-11-20', method: 'cash' }),
  get('sales._index', '/sales',                                 'login 403   200   200   200   200   403   org'),
  post('sales._index', '/sales?index',                          noForm),
  get('sales[.]csv', '/sales.csv?year=2026',                    'login 403   200   200   200   200   403   org'),
  post('sales[.]csv', '/sales.csv',                             noForm),
  get('sales[.]xlsx', '/sales.xlsx?year=2026',                  'login 403   200   200   200   200   403   org'),
  post('sales[.]xlsx', '/sales.xlsx',                           noForm),
  get('help.reservations', '/help/reservations',                anyone),
  post('help.reservations', '/help/reservations',               noForm),
  get('territories._index', '/territories',                     anyone),
  post('territories._index', '/territories?index',              noForm),
  get('territories.$level.$code', '/territories/commune/35238', anyone),
  post('territories.$level.$code', '/territories/commune/35238', noForm),
  get('territories.search', '/territories/search?q=rennes',     anyone),
  post('territories.search', '/territories/search?q=rennes',    noForm),
  get('lots.suggest', '/lots/suggest?q=port',                   anyone),
  post('lots.suggest', '/lots/suggest?q=port',                  noForm),
  get('demo.progress', '/demo/progress',                       anyone),
  post('demo.progress', '/demo/progress',                      noForm),
  get('materials.search', '/materials/search?q=porte',          anyone),
  post('materials.search', '/materials/search?q=porte',         noForm),

  get('mails._index', '/mails',                                 '404   404   404   404   404   404   404   200'),
  post('mails._index', '/mails?index',                          noForm),
  get('mails.$id', '/mails/:mail',                              '404   404   404   404   404   404   404   200'),
  post('mails.$id', '/mails/:mail',                             noForm),

  get('admin._index', '/admin',                                 operators),
  post('admin._index', '/admin?index',                          noForm),
  get('admin.acts', '/admin/acts',                              operators),
  post('admin.acts', '/admin/acts',                             noForm),

  get('server', '/healthz',                                     anyone),
  get('server', '/readyz',                                      anyone),
  get('server', '/metrics',                                     everyone('404')),
  get('server', '/tiles/lots/5/15/11.mvt',                      anyone),
  post('server', '/tiles/lots/5/15/11.mvt',                     everyone('405')),
  get('server', `/photos/${'0'.repeat(64)}/480.webp`,           everyone('404')),
  post('server', `/photos/${'0'.repeat(64)}/480.webp`,          everyone('405')),
  get('server', '/assets/none.js',                              everyone('404')),
];
