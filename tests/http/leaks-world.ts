import { createApiToken } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { apiScopes } from '#app/domain/organisations/vocabulary.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import { call, expectOk, handedOver, type Party } from '#tests/ledger/world.ts';
import { ctxOf, secretIn } from '#tests/support/accounts.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import {
  makeLot,
  makeMember,
  makeOrganisation,
  makePerson,
  makeReservation,
  makeSite,
  makeSlot,
} from '#tests/support/factories.ts';
import { SERVER_KEY } from '#tests/support/server.ts';

/** What is written nowhere else: of the site, and of whoever receives there. */
export const SECRETS = [
  'ZEBULON',
  'ZQ7741',
  'QUERCY',
  'quercy@',
  '0299887766',
  'ZEPHYR',
  '48.1123',
  '1.6123',
];

/** How a taker stands, and whether the place is theirs to read. */
export const STANDINGS = {
  requested: false,
  accepted: true,
  scheduled: true,
  refused: false,
  cancelled: false,
  expired: false,
  notCollected: false,
  handedOver: true,
  atOnce: false,
  atOnceBooked: false,
  atOnceKnown: false,
  atOnceKnownBooked: true,
  lapsed: false,
} as const;
export type Standing = keyof typeof STANDINGS;

export interface Viewer {
  name: string;
  cookie: string;
  token: string | null;
  feed: string | null;
  /** the person's id, for mails; 0 for nobody */
  person: number;
  /** reads the place somewhere */
  reads: boolean;
}

export interface Requester extends Viewer {
  standing: Standing;
  /** of the taker, to be read by the holder alone while it is accepted */
  own: string[];
  lot: string;
  reservation: string;
  visit: string | null;
}

export interface LeaksWorld {
  takers: Requester[];
  others: Viewer[];
  site: string;
  slot: string;
  holderSlug: string;
}

/** One site that must not be found, and everybody who might look for it. */
export async function leaksWorld({ db, owner: sql }: TestDatabase): Promise<LeaksWorld> {
  await sql`update ledger.delay set open_unproven = 1000`;
  const holder = await makeOrganisation(sql);
  const admin = await makeMember(sql, holder, 'administrator');
  await sql`update person set phone = '0299887766', email = 'quercy@secret.test' where id = ${admin.id}`;
  const by: Party = { organisation: holder.id, person: admin.id };
  const site = await makeSite(sql, by, {
    ...{ lon: -1.612345, lat: 48.112345, address: '17 impasse ZEBULON', accessNote: 'Digicode ZQ7741' },
    ...{ contactName: 'Zoltan QUERCY', contactPhone: '0299887766' },
  });
  const slot = await makeSlot(sql, site, { inHours: 30, capacity: 50 });

  async function viewer(name: string, organisation: { id: number; slug: string } | null, role: string) {
    const person = organisation ? await makeMember(sql, organisation, role) : await makePerson(sql);
    return seen(name, organisation, person.id);
  }
  async function seen(name: string, organisation: { id: number; slug: string } | null, person: number) {
    const about = { organisationId: organisation?.id ?? null, userAgent: null };
    const [feed] = await sql`insert into calendar_feed (person_id) values (${person}) returning number`;
    const token = organisation
      ? (await createApiToken(ctxOf(db), { organisation: organisation.slug, scopes: apiScopes })).token
      : null;
    return {
      ...{ name, person, token, reads: false },
      cookie: `gisement=${secretIn((await openSession(db, person, about)).cookie)}`,
      feed: signId('calendar', String(feed?.number), SERVER_KEY),
    };
  }

  async function taker(standing: Standing): Promise<Requester> {
    const organisation = await makeOrganisation(sql);
    const who = await viewer(standing, organisation, 'administrator');
    const own = [
      `06${String(10_000_000 + who.person * 7919).slice(0, 8)}`,
      `${standing}-${who.person}@secret.test`.toLowerCase(),
    ];
    await sql`update person set phone = ${own[0] ?? ''}, email = ${own[1] ?? ''} where id = ${who.person}`;
    const me: Party = { organisation: organisation.id, person: who.person };
    const atOnce = standing.startsWith('atOnce');
    if (standing.startsWith('atOnceKnown')) await proven(me);
    const lot = await makeLot(sql, by, { site, publish: false });
    await sql`update lot set pickup_place = 'Hangar ZEPHYR', accept_mode = ${atOnce ? 'at_once' : 'ask'} where id = ${lot.id}`;
    expectOk(await call(sql, 'publish', by, lot.id));
    const unanswered = ['requested', 'refused', 'expired'].includes(standing);
    const { id, publicId } = await makeReservation(sql, lot, me, {
      acceptedBy: unanswered || atOnce ? undefined : by,
    });
    const book = async () => expectOk(await call(sql, 'book_slot', me, `{${id}}`, slot.id));
    if (['scheduled', 'cancelled', 'notCollected', 'atOnceBooked', 'atOnceKnownBooked'].includes(standing))
      await book();
    if (standing === 'refused') expectOk(await call(sql, 'refuse', by, id, null, null));
    if (standing === 'cancelled') expectOk(await call(sql, 'cancel', me, id, null, null));
    if (standing === 'handedOver') await handedOver(sql, by, me, id, 2000, 40_000);
    if (standing === 'expired' || standing === 'notCollected' || standing === 'lapsed')
      await sql`update ledger.reservation set expires_at = ledger.clock() - interval '1 minute' where id = ${id}`;
    return {
      ...who,
      standing,
      own,
      reads: STANDINGS[standing],
      lot: lot.publicId,
      reservation: publicId,
      visit: null,
    };
  }

  /** A hand-over elsewhere. */
  async function proven(me: Party): Promise<void> {
    const other = await makeOrganisation(sql);
    const there = { organisation: other.id, person: (await makePerson(sql)).id };
    const { id } = await makeReservation(sql, await makeLot(sql, there), me, { acceptedBy: there });
    await handedOver(sql, there, me, id, 2000, 40_000);
  }

  const takers: Requester[] = [];
  for (const standing of Object.keys(STANDINGS) as Standing[]) {
    takers.push(await taker(standing));
    // those past their deadline are swept, but the last
    if (standing === 'expired' || standing === 'notCollected') await sql`select ledger.expire_due(100)`;
  }
  const collectivite = await makeOrganisation(sql, 'collectivite');
  const others: Viewer[] = [
    { name: 'visitor', cookie: '', token: null, feed: null, person: 0, reads: false },
    await viewer('stranger', await makeOrganisation(sql), 'administrator'),
    await viewer('analyst', collectivite, 'analyst'),
    await viewer('alone', null, ''),
    { ...(await seen('holder', holder, admin.id)), reads: true },
    { ...(await viewer('colleague', holder, 'member')), reads: true },
  ];
  return { takers, others, site: site.publicId, slot: slot.publicId, holderSlug: holder.slug };
}
