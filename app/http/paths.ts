/** The one place that builds addresses. `id` is always a public id. */
const at = (...segments: string[]) => `/${segments.map(encodeURIComponent).join('/')}`;

export type TerritoryLevel = 'commune' | 'epci' | 'ept' | 'departement' | 'region' | 'france';

/** `path` with a query string; undefined, null and empty values are left out. */
export function withQuery(
  path: string,
  query: Record<string, string | number | boolean | null | undefined>,
): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

/** The draft of a visit, carried by its address. */
const withLots = (path: string, lots: readonly string[]): string =>
  lots.length > 0 ? `${path}?${new URLSearchParams(lots.map((lot) => ['lot', lot]))}` : path;

export const paths = {
  home: () => '/',
  signup: () => '/signup',
  verifyEmail: (token?: string) => withQuery('/verify-email', { token }),
  login: (next?: string) => withQuery('/login', { next }),
  logout: () => '/logout',
  forgot: () => '/forgot',
  reset: (token?: string) => withQuery('/reset', { token }),
  account: () => '/account',
  profile: () => '/account/profile',
  changeEmail: () => '/account/email',
  confirmEmail: (token: string) => withQuery('/account/email/confirm', { token }),
  sessions: () => '/account/sessions',
  secondFactor: (next?: string) => withQuery('/account/second-factor', { next }),
  /** Password or code once more, before a dangerous act. */
  proveAgain: (next?: string) => withQuery('/account/prove', { next }),
  /** The second step of a sign-in. */
  loginCode: (next?: string) => withQuery('/login/code', { next }),
  switchOrganisation: () => '/switch-organisation',
  newOrganisation: () => '/organisations/new',
  joinOrganisation: (siren?: string) => withQuery('/organisations/join', { siren }),
  organisation: (slug: string) => at('organisations', slug),
  editOrganisation: (slug: string) => at('organisations', slug, 'edit'),
  member: (slug: string, person: string) => at('organisations', slug, 'members', person),
  invite: (slug: string) => at('organisations', slug, 'invite'),
  invitation: (token: string) => at('invitations', token),
  lots: (query: Record<string, string | number | undefined> = {}) => withQuery('/lots', query),
  suggestLots: (q: string) => withQuery('/lots/suggest', { q }),
  lot: (id: string) => at('lots', id),
  /** Seen on the way to a visit: the lots chosen so far come along. */
  lotOfVisit: (id: string, lots: readonly string[]) => withLots(at('lots', id), lots),
  /** The list with filters kept as one text, as an alert keeps them. */
  lotsMatching: (search: string) => (search ? `/lots?${search}` : '/lots'),
  alerts: () => '/alerts',
  /** Filters of /lots to make an alert of, as its address carries them. */
  newAlert: (search = '') =>
    search.replace(/^\?/, '') ? `/alerts/new?${search.replace(/^\?/, '')}` : '/alerts/new',
  alert: (id: string) => at('alerts', id),
  /** By its signed link: stops the alerts of one mail. */
  unsubscribe: (token: string) => at('alerts', 'unsubscribe', token),
  notifications: (after?: string | null) => withQuery('/notifications', { after }),
  notification: (id: string) => at('notifications', id),
  /** By its signed link: how often a person is written to. */
  mailRhythm: (token: string) => at('notifications', 'unsubscribe', token),
  addressWorks: () => '/notifications/address',
  neighbourhood: () => '/neighbourhood',
  editLot: (id: string) => at('lots', id, 'edit'),
  lotPhotos: (id: string) => at('lots', id, 'photos'),
  photoUpload: (id: string, upload: string) => at('lots', id, 'photos', 'uploads', upload),
  maskPhoto: (id: string, photo: string) => at('lots', id, 'photos', photo, 'mask'),
  lotDocuments: (id: string) => at('lots', id, 'documents'),
  lotDocument: (id: string, document: string) => at('lots', id, 'documents', document),
  reserveLot: (id: string) => at('lots', id, 'reserve'),
  joinWaitlist: (id: string) => at('lots', id, 'waitlist'),
  /** A place in the waitlist of a lot, for who waits there. */
  waiting: (id: string) => at('waitlist', id),
  confirmReservation: (token: string) => at('reserve', 'confirm', token),
  /** The statement of a lot or a site: what happened, line by line. */
  lotHistory: (id: string, query: Record<string, string | null | undefined> = {}) =>
    withQuery(at('lots', id, 'history'), query),
  siteHistory: (id: string, query: Record<string, string | null | undefined> = {}) =>
    withQuery(at('sites', id, 'history'), query),
  lotHistoryFile: (id: string, query: Record<string, string | null | undefined> = {}) =>
    withQuery(at('lots', id, 'history.csv'), query),
  siteHistoryFile: (id: string, query: Record<string, string | null | undefined> = {}) =>
    withQuery(at('sites', id, 'history.csv'), query),
  movement: (lot: string, seq: number) => at('lots', lot, 'history', String(seq)),
  checkpoints: (before?: string) => withQuery('/ledger/checkpoints', { before }),
  checkpoint: (day: string) => at('ledger', 'checkpoints', day),
  checkpointLeaves: (day: string) => at('ledger', 'checkpoints', day, 'leaves'),
  checkpointProof: (day: string, lot: string) => at('ledger', 'checkpoints', day, 'lots', lot),
  checkpointKeys: () => '/ledger/keys',
  checkpointScript: () => '/check-checkpoint.mjs',
  sites: () => '/sites',
  newSite: () => '/sites/new',
  site: (id: string) => at('sites', id),
  editSite: (id: string) => at('sites', id, 'edit'),
  /** Several lots of a site at once; `lots` are those chosen so far, `id:quantity` each. */
  visitSite: (id: string, lots: readonly string[] = []) => withLots(at('sites', id, 'visit'), lots),
  visit: (id: string) => at('visits', id),
  visitSlip: (id: string) => at('visits', id, 'slip'),
  diagnoses: (siteId: string) => at('sites', siteId, 'diagnosis'),
  diagnosis: (siteId: string, id: string, query: Record<string, string | number | undefined> = {}) =>
    withQuery(at('sites', siteId, 'diagnosis', id), query),
  diagnosisFile: (siteId: string, id: string) => at('sites', siteId, 'diagnosis', id, 'file'),
  diagnosisLines: (siteId: string, id: string) => at('sites', siteId, 'diagnosis', id, 'lines'),
  /** The example file, ready to be filled in. */
  diagnosisTemplate: () => '/modele-diagnostic-pemd.csv',
  recolement: (id: string) => at('sites', id, 'recolement'),
  recolementFile: (id: string, format: 'csv' | 'xlsx' | 'pdf') => at('sites', id, `recolement.${format}`),
  siteLabels: (id: string) => at('sites', id, 'labels'),
  labelsPdf: (id: string) => at('sites', id, 'labels.pdf'),
  /** On a label: the lot's page, in as few characters as a QR code likes. */
  shortLot: (code: string) => at('l', code),
  siteLots: (id: string, query: Record<string, string | undefined> = {}) =>
    withQuery(at('sites', id, 'lots'), query),
  publishLotPage: (id: string) => at('lots', id, 'publish'),
  countLot: (id: string) => at('lots', id, 'count'),
  mandates: (siteId: string) => at('sites', siteId, 'mandates'),
  postponeSite: (siteId: string, query: Record<string, string | number | undefined> = {}) =>
    withQuery(at('sites', siteId, 'postpone'), query),
  closeSite: (siteId: string, query: Record<string, string | number | undefined> = {}) =>
    withQuery(at('sites', siteId, 'close'), query),
  crewLinks: (siteId: string) => at('sites', siteId, 'crew'),
  crewSheet: (siteId: string, link: string) => at('sites', siteId, 'crew', link),
  crewOpen: (token: string) => at('crew', 'open', token),
  crew: () => '/crew',
  crewLot: (id: string) => at('crew', 'lots', id),
  crewHandover: (id: string) => at('crew', 'reservations', id),
  newLot: (siteId: string) => at('sites', siteId, 'lots', 'new'),
  field: () => '/field',
  fieldData: () => '/field/data',
  fieldSend: () => '/field/send',
  /** Hours of a site, from a day of its calendar on. */
  siteSlots: (siteId: string, from?: string) => withQuery(at('sites', siteId, 'slots'), { from }),
  siteSlot: (siteId: string, slot: string) => at('sites', siteId, 'slots', slot),
  chooseSlot: (reservation: string) => at('reservations', reservation, 'slot'),
  attendance: (reservation: string) => at('reservations', reservation, 'attendance'),
  slotFile: (reservation: string) => at('reservations', reservation, 'slot.ics'),
  calendar: () => '/calendar',
  /** Private: the token is the proof. */
  calendarFeed: (token: string) => at('calendar', token, 'gisement.ics'),
  helpReservations: () => '/help/reservations',
  reservations: (query: Record<string, string | undefined> = {}) => withQuery('/reservations', query),
  reservationsFile: (query: Record<string, string | undefined> = {}) => withQuery('/reservations.csv', query),
  reservation: (id: string) => at('reservations', id),
  documents: (query: Record<string, string | null | undefined> = {}) => withQuery('/documents', query),
  /** The file of a document, in one of its languages. */
  document: (id: string, language: 'fr' | 'en') => withQuery(at('documents', id), { language }),
  /** Posted to: the documents of a reservation that are missing. */
  reservationDocuments: (id: string) => at('reservations', id, 'documents'),
  relist: (id: string) => at('reservations', id, 'relist'),
  price: (reservation: string) => at('reservations', reservation, 'price'),
  settlement: (reservation: string) => at('reservations', reservation, 'settlement'),
  sales: (year?: number) => withQuery('/sales', { year: year === undefined ? undefined : String(year) }),
  salesFile: (kind: 'csv' | 'xlsx', year: number) => withQuery(`/sales.${kind}`, { year: String(year) }),
  onDevice: (reservation: string) => at('reservations', reservation, 'on-device'),
  ticket: (reservation: string) => at('reservations', reservation, 'ticket'),
  ticketPhoto: (reservation: string, photo: string, size?: 'small') =>
    withQuery(at('reservations', reservation, 'ticket', photo), { size }),
  /** What became of what was collected: signed in, and by the link mailed to the taker. */
  outcome: (reservation: string) => at('reservations', reservation, 'outcome'),
  outcomeLink: (token: string) => at('outcomes', token),
  notMe: (token: string) => at('handovers', 'not-me', token),
  messages: (reservation: string) => at('reservations', reservation, 'messages'),
  messagePhoto: (reservation: string, photo: string, size?: 'small') =>
    withQuery(at('reservations', reservation, 'messages', photo), { size }),
  territories: (q?: string) => withQuery('/territories', { q }),
  territory: (level: TerritoryLevel, code: string) => at('territories', level, code),
  searchPlaces: (q: string, level: TerritoryLevel = 'commune') =>
    withQuery('/territories/search', { q, level }),
  searchMaterials: (q: string) => withQuery('/materials/search', { q }),
  prices: () => '/prices',
  verify: (number: string) => at('verify', number),
  mails: () => '/mails',
  demoProgress: () => '/demo/progress',
  mail: (id: string) => at('mails', id),
  language: () => '/language',
  admin: () => '/admin',
  adminDelays: () => '/admin/delays',
  adminQueues: () => '/admin/queues',
  adminReviews: () => '/admin/reviews',
  adminVerifications: (q?: string) => withQuery('/admin/verifications', { q }),
  adminActs: (query: Record<string, string | undefined> = {}) => withQuery('/admin/acts', query),
  help: () => '/aide',
  helpFor: (profile: string) => at('aide', profile),
  glossary: () => '/aide/glossaire',
  glossaryEntry: (word: string) => `/aide/glossaire#${word}`,
  legalQuestions: () => '/aide/questions',
  legalNotice: () => '/mentions-legales',
  terms: () => '/cgu',
  /** To read and accept the terms, then go on. */
  termsThen: (next: string) => withQuery('/cgu', { next }),
  contact: () => '/contact',
  adminLegal: () => '/admin/legal',
  adminLegalText: (kind: string) => at('admin', 'legal', kind),
  privacy: () => '/confidentialite',
  accessibility: () => '/accessibilite',
  /** One stored picture; the version is in the name, so it may be cached for ever. */
  photo: (key: string) => `/photos/${key.split('/').map(encodeURIComponent).join('/')}`,
  lotTiles: () => '/tiles/lots/{z}/{x}/{y}.mvt',
  api: {
    openapi: () => '/api/v1/openapi.json',
    lots: () => '/api/v1/lots',
    lot: (id: string) => at('api', 'v1', 'lots', id),
    reservations: (lotId: string) => at('api', 'v1', 'lots', lotId, 'reservations'),
    reservation: (id: string) => at('api', 'v1', 'reservations', id),
    waiting: (id: string) => at('api', 'v1', 'waitlist', id),
    slots: (reservation: string) => at('api', 'v1', 'reservations', reservation, 'slots'),
    visits: (siteId: string) => at('api', 'v1', 'sites', siteId, 'visits'),
    visit: (id: string) => at('api', 'v1', 'visits', id),
    territories: () => '/api/v1/territories',
    territory: (level: TerritoryLevel, code: string) => at('api', 'v1', 'territories', level, code),
    diverted: () => '/api/v1/statistics/diverted',
  },
} as const;

/** A `next` taken from an address leads only to our own pages: one leading slash, no scheme, no backslash. */
export function safeNext(next: string | null | undefined, fallback = '/'): string {
  if (!next || !/^\/(?![/\\])/.test(next) || /[\\\p{Cc}]/u.test(next)) return fallback;
  return next;
}
