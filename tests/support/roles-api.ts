export interface ApiRow {
  /** Id in the Remix manifest without `routes/`. */
  route: string;
  method: 'GET' | 'POST' | 'PATCH';
  /** `:name` as in tests/support/roles.ts. */
  path: string;
  /** One status a role, in the order of API_ROLES. */
  expected: string[];
  body: (made: Record<string, string>) => object;
}

const row =
  (method: 'GET' | 'POST' | 'PATCH') =>
  (
    route: string,
    path: string,
    expected: string,
    body: object | ((made: Record<string, string>) => object) = {},
  ): ApiRow => ({
    ...{ route: `api.v1.${route}`, method, path: `/api/v1/${path}` },
    body: typeof body === 'function' ? (body as ApiRow['body']) : () => body,
    expected: expected.trim().split(/\s+/),
  });
const get = row('GET');
const post = row('POST');
const patch = row('PATCH');

/** Open to all; a token that is wrong is told so. */
const open = '200  200     200    200   200      200    401';
const readOnly = Array(7).fill('405').join(' ');
const listed = { type: 'BOI-01', title: 'Portes', unit: 'kg', quantity: 12, price_cents: 0 };
const reserve = { quantity: 2, purpose: 'own_home', commune: '35238' };
const claim = { quantity: 2, evidence: 'measured', picked_up_on: new Date().toISOString().slice(0, 10) };
const later = () => new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10);

// biome-ignore format: a table
export const apiTable: ApiRow[] = [
  //                                                                       none session holder taker stranger reader wrong
  get('openapi[.]json', 'openapi.json',                                    open),
  post('openapi[.]json', 'openapi.json',                                   readOnly),
  get('lots._index', 'lots',                                               open),
  post('lots._index', 'lots?index&site=:holderSite',                       '401  401     201    404   404      403    401', ({ holderSite = '' }) => ({ ...listed, site: holderSite })),
  get('lots.$id._index', 'lots/:lot',                                      open),
  get('lots.$id._index', 'lots/:draft',                                    '404  404     200    404   404      200    401'),
  post('lots.$id._index', 'lots/:lot?index',                               readOnly),
  patch('lots.$id._index', 'lots/:draft?index',                            '401  401     200    404   404      403    401', { title: 'Portes' }),
  patch('lots.$id._index', 'lots/:lot?index',                              '401  401     200    404   404      403    401', { price_cents: 500 }),
  get('lots.$id.publish', 'lots/:draft/publish',                           readOnly),
  post('lots.$id.publish', 'lots/:draft/publish',                          '401  401     200    404   404      403    401'),
  post('lots.$id.publish', 'lots/:lot/publish',                            '401  401     409    404   404      403    401'),
  get('lots.$id.reservations', 'lots/:lot/reservations',                   readOnly),
  post('lots.$id.reservations', 'lots/:lot/reservations',                  '401  401     409    201   201      403    401', reserve),
  post('lots.$id.reservations', 'lots/:draft/reservations',                '401  401     409    404   404      403    401', reserve),
  get('lots.$id.count', 'lots/:lot/count?counted=8',                       '401  401     200    404   404      403    401'),
  post('lots.$id.count', 'lots/:lot/count',                                '401  401     200    404   404      403    401', { seen: 20, counted: 19, cause: 'miscount' }),
  post('reservations.$id.$verb', 'reservations/:accepted/stay',            '401  401     404    404   404      403    401', { question: '00000000-0000-4000-8000-000000000000' }),
  get('reservations.$id._index', 'reservations/:requested',                '401  401     200    200   404      403    401'),
  post('reservations.$id._index', 'reservations/:requested?index',         readOnly),
  get('reservations.$id.$verb', 'reservations/:requested/accept',          readOnly),
  post('reservations.$id.$verb', 'reservations/:requested/accept',         '401  401     200    403   404      403    401'),
  post('reservations.$id.$verb', 'reservations/:requested/refuse',         '401  401     200    403   404      403    401'),
  post('reservations.$id.$verb', 'reservations/:accepted/cancel',          '401  401     200    200   404      403    401'),
  post('reservations.$id.$verb', 'reservations/:accepted/extend',          '401  401     200    403   404      403    401', { until: later() }),
  post('reservations.$id.$verb', 'reservations/:accepted/confirm-handover', '401 401     200    200   404      403    401', claim),
  post('reservations.$id.$verb', 'reservations/:accepted/toString',        '401  401     404    404   404      403    401'),
  post('reservations.$id.$verb', 'reservations/:toBookByApi',              '401  401     200    200   404      403    401', ({ toBookByApi = '' }) => ({ slot: toBookByApi.split('slot=')[1] })),
  post('reservations.$id.$verb', 'reservations/:booked/leave-slot',        '401  401     200    200   404      403    401'),
  get('reservations.$id.slots', 'reservations/:accepted/slots',            '401  401     200    200   404      403    401'),
  post('reservations.$id.slots', 'reservations/:accepted/slots',           readOnly),
  get('sites.$id.slots', 'sites/:site/slots',                              '401  401     200    404   404      403    401'),
  post('sites.$id.slots', 'sites/:site/slots',                             readOnly),
  get('lots.$id.waitlist', 'lots/:full/waitlist',                          readOnly),
  post('lots.$id.waitlist', 'lots/:full/waitlist',                         '401  401     409    201   201      403    401', reserve),
  post('lots.$id.waitlist', 'lots/:draft/waitlist',                        '401  401     409    404   404      403    401', reserve),
  get('waitlist.$id._index', 'waitlist/:offered',                          '401  401     404    200   404      403    401'),
  post('waitlist.$id._index', 'waitlist/:offered?index',                   readOnly),
  get('waitlist.$id.$verb', 'waitlist/:offered/take',                      readOnly),
  post('waitlist.$id.$verb', 'waitlist/:offered/take',                     '401  401     404    200   404      403    401'),
  post('waitlist.$id.$verb', 'waitlist/:offered/decline',                  '401  401     404    200   404      403    401'),
  post('waitlist.$id.$verb', 'waitlist/:waits/leave',                      '401  401     404    200   404      403    401'),
  post('waitlist.$id.$verb', 'waitlist/:waits/toString',                   '401  401     404    404   404      403    401'),
  get('sites.$id.visits', 'sites/:site/visits',                            readOnly),
  post('sites.$id.visits', 'sites/:siteVisits',                            '401  401     409    201   201      403    401', ({ siteVisits = '' }) => ({ lots: [{ lot: siteVisits.split('lot=')[1], quantity: 2 }], commune: '35238' })),
  get('visits.$id', 'visits/:visit',                                       '401  401     200    200   404      403    401'),
  post('visits.$id', 'visits/:visit',                                      readOnly),
  get('statistics.diverted', 'statistics/diverted?territory=commune%3A35238', open),
  post('statistics.diverted', 'statistics/diverted',                       readOnly),
  get('lots.suggestions', 'lots/suggestions?q=port',                       open),
  post('lots.suggestions', 'lots/suggestions?q=port',                      readOnly),
  get('territories._index', 'territories?q=rennes',                        open),
  post('territories._index', 'territories?index',                          readOnly),
  get('territories.$level.$code', 'territories/commune/35238',             open),
  post('territories.$level.$code', 'territories/commune/35238',            readOnly),
];
