import { randomUUID } from 'node:crypto';
import { issueDocuments } from '#app/domain/documents/commands/issue-documents.server.ts';
import { createApiToken } from '#app/domain/organisations/commands/create-api-token.server.ts';
import { type ApiScope, apiScopes } from '#app/domain/organisations/vocabulary.ts';
import { openSession } from '#app/platform/session/session.server.ts';
import { signId } from '#app/platform/signed-id.server.ts';
import { call, expectOk, handedOver, type Party, weighed } from '#tests/ledger/world.ts';
import { anySiren, ctxOf, secretIn } from '#tests/support/accounts.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import {
  type Made,
  type MadePerson,
  makeAlert,
  makeAlertMail,
  makeCrewLink,
  makeDiagnosis,
  makeGuestRequest,
  makeInvitation,
  makeLink,
  makeLot,
  makeMail,
  makeMember,
  makeOrganisation,
  makePerson,
  makeReservation,
  makeSite,
  makeSlot,
  makeVisit,
} from '#tests/support/factories.ts';
import { giveFactor } from '#tests/support/second-factor.ts';
import { SERVER_KEY } from '#tests/support/server.ts';

/** Who asks. Member, manager and admin belong to the holder; stranger and taker administer firms of their own. */
export const ROLES = [
  'visitor',
  'member',
  'stranger',
  'taker',
  'manager',
  'admin',
  'analyst',
  'platform',
] as const;
export type Role = (typeof ROLES)[number];

/** Who asks the API: nobody, a session it must not read, a token of each side, of a stranger, one that only reads lots, a wrong one. */
export const API_ROLES = ['none', 'session', 'holder', 'taker', 'stranger', 'reader', 'wrong'] as const;
export type ApiRole = (typeof API_ROLES)[number];

export interface RolesWorld {
  /** The headers by which that role asks the API. */
  apiHeaders(role: ApiRole): Promise<Record<string, string>>;
  /** The Cookie header of that role; a new session each time. */
  cookie(role: Role): Promise<string>;
  /** `/lots/:draft` with the public ids (or raw links) of things made for this one request. */
  address(path: string): Promise<{ path: string; made: Record<string, string> }>;
  /** A name of a thing made for one request, outside of an address. */
  make(name: string): Promise<string>;
}

/** One holder with everything it may have, and everybody who might want it. */
export async function rolesWorld({ db, owner: sql }: TestDatabase): Promise<RolesWorld> {
  // the taker asks once a row of the table
  await sql`update ledger.delay set open_unproven = 1000000`;
  const holder = await makeOrganisation(sql);
  const member = await makeMember(sql, holder, 'member');
  const manager = await makeMember(sql, holder, 'site_manager');
  const admin = await makeMember(sql, holder, 'administrator');
  const others: Partial<Record<Role, { person: MadePerson; organisation: number | null }>> = {
    platform: { person: await makePerson(sql, { platformAdmin: true }), organisation: null },
  };
  for (const [role, kind, as] of [
    ['stranger', 'firm', 'administrator'],
    ['taker', 'firm', 'administrator'],
    ['analyst', 'collectivite', 'analyst'],
  ] as const) {
    const organisation = await makeOrganisation(sql, kind);
    others[role] = { person: await makeMember(sql, organisation, as), organisation: organisation.id };
  }
  const who: Partial<Record<Role, { person: MadePerson; organisation: number | null }>> = {
    ...others,
    ...Object.fromEntries(
      Object.entries({ member, manager, admin }).map(([role, person]) => [
        role,
        { person, organisation: holder.id },
      ]),
    ),
  };
  // the desk opens to who has one, on a session that proved it
  if (who.platform) await giveFactor(sql, who.platform.person, SERVER_KEY);
  const parties: { holder: Party; taker: Party } = {
    holder: { organisation: holder.id, person: admin.id },
    taker: { organisation: who.taker?.organisation ?? 0, person: who.taker?.person.id ?? 0 },
  };
  const asked = (acceptedBy?: Party) => async () => {
    const lot = await makeLot(sql, parties.holder);
    return (await makeReservation(sql, lot, parties.taker, { acceptedBy })).publicId;
  };
  const collectedLine = async () => {
    const lot = await makeLot(sql, parties.holder);
    const { id } = await makeReservation(sql, lot, parties.taker, { acceptedBy: parties.holder });
    const { movement } = await handedOver(sql, parties.holder, parties.taker, id, 2000, 40_000);
    return { lot: lot.id, movement: Number(movement), path: `${lot.publicId}/history/${movement}` };
  };
  /** All of it is held by somebody else. */
  /** A request on a lot whose price is open to discussion. */
  const negotiable = async () => {
    const lot = await makeLot(sql, parties.holder);
    await sql`update lot set price_cents = 1000, negotiable = true where id = ${lot.id}`;
    return makeReservation(sql, lot, parties.taker);
  };
  const fullLot = async () => {
    const lot = await makeLot(sql, parties.holder);
    const other = await makeOrganisation(sql);
    const keeper = { organisation: other.id, person: (await makeMember(sql, other, 'member')).id };
    const held = await makeReservation(sql, lot, keeper, { units: 20 });
    return { ...lot, keeper, held: held.id };
  };
  /** The taker waits there; all of it comes back and is offered. */
  const placeOf = async (offered: boolean) => {
    const lot = await fullLot();
    const joined = expectOk(await call(sql, 'join', parties.taker, lot.id, 2000, true, 'own_works'));
    if (offered) expectOk(await call(sql, 'cancel', lot.keeper, lot.held));
    return { publicId: String(joined.public_id) };
  };
  /** The holder has said a mass that it weighed; the taker has not spoken. */
  const weighedByHolder = async () => {
    const lot = await makeLot(sql, parties.holder);
    const made = await makeReservation(sql, lot, parties.taker, { acceptedBy: parties.holder });
    expectOk(await call(sql, 'confirm_handover', parties.holder, made.id, 2000, ...weighed(20_000)));
    return made;
  };
  const kept = await makeAlert(sql, admin);
  const diagnosed = await makeSite(sql, parties.holder);
  const toVisit = async (form: string) => {
    const site = await makeSite(sql, parties.holder);
    return `${site.publicId}/${form}?lot=${(await makeLot(sql, parties.holder, { site })).publicId}`;
  };
  /** An accepted request, and an hour of its site; booked when asked. */
  const toCome = async (booked: boolean, hour: Parameters<typeof makeSlot>[2] = {}) => {
    const site = await makeSite(sql, parties.holder);
    const lot = await makeLot(sql, parties.holder, { site });
    const reservation = await makeReservation(sql, lot, parties.taker, { acceptedBy: parties.holder });
    const slot = await makeSlot(sql, site, hour);
    if (booked) expectOk(await call(sql, 'book_slot', parties.taker, `{${reservation.id}}`, slot.id));
    return { site: site.publicId, reservation: reservation.publicId, slot: slot.publicId };
  };
  const id = (made: Promise<Made>) => made.then(({ publicId }) => publicId);
  const makers: Record<string, () => Promise<string>> = {
    slug: async () => holder.slug,
    draft: () => id(makeLot(sql, parties.holder, { publish: false })),
    lot: () => id(makeLot(sql, parties.holder)),
    site: async () => {
      const site = await makeSite(sql, parties.holder);
      await makeLot(sql, parties.holder, { site });
      return site.publicId;
    },
    other: async () => (await makeOrganisation(sql)).slug,
    known: async () => {
      const { id: known, publicId } = await makeOrganisation(sql);
      await sql`update organisation set siren = ${anySiren()} where id = ${known}`;
      return publicId;
    },
    // its public id, and what the operator saw of it
    newcomer: async () => {
      const { id: known, publicId } = await makeOrganisation(sql);
      const [row] =
        await sql`update organisation o set siren = ${anySiren()} where id = ${known} returning md5(organisation_claims(o)) as seen`;
      return `${publicId}-${row?.seen}`;
    },
    review: async () => {
      const lot = await makeLot(sql, parties.holder);
      const [row] =
        await sql`insert into lot_review (lot_id, organisation_id) values (${lot.id}, ${holder.id}) returning public_id`;
      return String(row?.public_id);
    },
    refusedLot: async () => {
      const lot = await makeLot(sql, parties.holder);
      await sql`insert into lot_review (lot_id, organisation_id, decided_at, decision, reason)
        values (${lot.id}, ${holder.id}, ledger.clock(), 'refused', 'Rien ne dit d’où il vient.')`;
      return lot.publicId;
    },
    joinRequest: async () => {
      const [row] = await sql`
        insert into join_request (organisation_id, person_id) values (${holder.id}, ${(await makePerson(sql)).id}) returning public_id`;
      return String(row?.public_id);
    },
    crewToken: async () => (await makeCrewLink(sql, parties.holder)).token,
    crewLink: async () => (await makeCrewLink(sql, parties.holder)).publicId,
    crewSheet: async () => {
      const { site, publicId } = await makeCrewLink(sql, parties.holder);
      return `${site.publicId}/crew/${publicId}`;
    },
    crewCount: async () => {
      const { site, id: link } = await makeCrewLink(sql, parties.holder);
      const lot = await makeLot(sql, parties.holder, { site });
      const [row] = await sql`insert into crew_count (lot_id, crew_link_id, seen_milli, counted_milli)
        values (${lot.id}, ${link}, 20000, 18000) returning public_id`;
      return String(row?.public_id);
    },
    mandate: async () => {
      const [site, other] = [await makeSite(sql, parties.holder), await makeOrganisation(sql)];
      const [row] = await sql`insert into mandate (organisation_id, site_id, mandatary_id, scopes, starts_on)
        values (${holder.id}, ${site.id}, ${other.id}, array['list'], '2026-01-01') returning public_id`;
      return String(row?.public_id);
    },
    alert: async () => (await makeAlert(sql, admin)).publicId,
    // one for all: a person has fifty at most
    keptAlert: async () => kept.publicId,
    removedAlert: async () => (await makeAlert(sql, admin, { removed: true })).publicId,
    stop: async () => {
      const reader = await makePerson(sql);
      return signId('alerts', await makeAlertMail(sql, reader, [await makeAlert(sql, reader)]), SERVER_KEY);
    },
    mailRhythm: async () => signId('mail-rhythm', (await makePerson(sql)).publicId, SERVER_KEY),
    notification: async () => {
      const [row] = await sql`insert into notification (person_id, dedup_key, kind, side, title, line, path)
        values (${parties.taker.person}, ${randomUUID()}, 'reservation.accepted', 'taker', 'Portes', 'Acceptée', '/reservations') returning public_id`;
      return String(row?.public_id);
    },
    // a photo whose file is not there: who may read it is told that it is gone
    messagePhoto: async () => {
      const reservation = await asked(parties.holder)();
      const [row] = await sql`
        with r as (select * from ledger.reservation where public_id = ${reservation}::uuid),
          t as (insert into message_thread select id, 1 from r returning 1),
          m as (insert into message (reservation_id, side, organisation_id, person_id, body)
            select id, 'taker', taker_organisation_id, ${parties.taker.person}, '' from r, t returning id)
        insert into message_photo (public_id, message_id, width, height, thumbhash, widths)
        select gen_random_uuid(), id, 480, 360, 'AAAA', '{480}' from m returning public_id`;
      return `${reservation}/messages/${row?.public_id}`;
    },
    quietSite: () => id(makeSite(sql, parties.holder)),
    weighed: async () => (await weighedByHolder()).publicId,
    // a photo whose file is not there: who may read it is told that it is gone
    ticketPhoto: async () => {
      const { id: reservation, publicId } = await weighedByHolder();
      const [row] = await sql`
        insert into handover_ticket (public_id, handover_id, side, mass_g, nth, width, height, thumbhash, widths)
        select gen_random_uuid(), id, 'holder', 20000, 1, 480, 360, 'AAAA', '{480}' from ledger.handover where reservation_id = ${reservation}
        returning public_id`;
      return `${publicId}/ticket/${row?.public_id}`;
    },
    diagnosisSite: async () => diagnosed.publicId,
    diagnosis: () => id(makeDiagnosis(sql, parties.holder, diagnosed)),
    requested: asked(),
    accepted: asked(parties.holder),
    full: () => id(fullLot()),
    waits: async () => (await placeOf(false)).publicId,
    offered: async () => (await placeOf(true)).publicId,
    collected: async () => {
      const lot = await makeLot(sql, parties.holder);
      const { id: reservation, publicId } = await makeReservation(sql, lot, parties.taker, {
        acceptedBy: parties.holder,
      });
      await handedOver(sql, parties.holder, parties.taker, reservation, 2000, 40_000);
      return publicId;
    },
    // asked what became of it: the link mailed to the taker
    outcomeLink: async () => {
      const lot = await makeLot(sql, parties.holder);
      const { id: reservation, publicId } = await makeReservation(sql, lot, parties.taker, {
        acceptedBy: parties.holder,
      });
      await handedOver(sql, parties.holder, parties.taker, reservation, 2000, 40_000);
      await sql`insert into ledger.outcome_ask values (${reservation}, ledger.clock())`;
      return signId('outcome', publicId, SERVER_KEY);
    },
    // confirmed on the holder's device: the link mailed to the taker
    notMe: async () => {
      const lot = await makeLot(sql, parties.holder);
      const { id: reservation } = await makeReservation(sql, lot, parties.taker, {
        acceptedBy: parties.holder,
      });
      const { handover_public_id } = expectOk(
        await call(
          sql,
          'confirm_on_device',
          parties.holder,
          ...[reservation, 2000, ...weighed(40_000), null, true, null, 'signature', 'Zoé Le Goff'],
        ),
      );
      return signId('not-me', String(handover_public_id), SERVER_KEY);
    },
    documentNumber: async () => {
      const lot = await makeLot(sql, parties.holder);
      const { id: reservation } = await makeReservation(sql, lot, parties.taker, {
        acceptedBy: parties.holder,
      });
      await issueDocuments(ctxOf(db), reservation);
      const [row] = await sql`select number from document where reservation_id = ${reservation}`;
      return String(row?.number);
    },
    collectedLine: async () => (await collectedLine()).path,
    // with the correction that waits on it
    questionedLine: async () => {
      const { lot, path, movement } = await collectedLine();
      const { public_id } = expectOk(
        await call(
          sql,
          'propose_correction',
          parties.taker,
          lot,
          movement,
          1000,
          ...weighed(20_000),
          null,
          null,
          'ticket',
        ),
      );
      return `${path}?which=${public_id}`;
    },
    visit: () => id(makeVisit(sql, parties.holder, parties.taker)),
    acceptedVisit: () => id(makeVisit(sql, parties.holder, parties.taker, { acceptedBy: parties.holder })),
    // a line of a visit still unanswered, named with it: `<visit>?line=<reservation>`
    visitLine: async () => {
      const { publicId, lines } = await makeVisit(sql, parties.holder, parties.taker);
      return `${publicId}?line=${lines[0]?.publicId}`;
    },
    // the form of a visit, with a lot of its site named in its address
    siteVisit: () => toVisit('visit'),
    siteVisits: () => toVisit('visits'),
    slotOfSite: () => toCome(true).then(({ site, slot }) => `${site}/slots/${slot}`),
    slotsOfSite: () => toCome(true).then(({ site, slot }) => `${site}/slots?slot=${slot}`),
    toBook: () => toCome(false).then(({ reservation, slot }) => `${reservation}/slot?slot=${slot}`),
    toBookByApi: () => toCome(false).then(({ reservation, slot }) => `${reservation}/book-slot?slot=${slot}`),
    booked: () => toCome(true).then(({ reservation }) => reservation),
    // an hour begun an hour ago, at which nobody has said anything
    unmet: () => toCome(true, { inHours: -1, lasts: 4 }).then(({ reservation }) => reservation),
    // the holder said that nobody came: `<reservation>/attendance?missed=<missed>`
    missed: async () => {
      const { reservation } = await toCome(true, { inHours: -1, lasts: 4 });
      const [row] = await sql`select id from ledger.reservation where public_id = ${reservation}`;
      const said = expectOk(
        await call(sql, 'declare_missed', parties.holder, Number(row?.id), 'nobody_came'),
      );
      return `${reservation}/attendance?missed=${said.missed}`;
    },
    // its taker left a number
    reachable: async () => {
      await sql`update organisation set phone = '0611223344' where id = ${parties.taker.organisation}`;
      return asked(parties.holder)();
    },
    calendar: async () => {
      const reader = await makePerson(sql);
      const [row] = await sql`insert into calendar_feed (person_id) values (${reader.id}) returning number`;
      return signId('calendar', String(row?.number), SERVER_KEY);
    },
    negotiable: async () => (await negotiable()).publicId,
    // its taker proposed another price
    negotiated: async () => {
      const reservation = await negotiable();
      expectOk(await call(sql, 'propose_price', parties.taker, reservation.id, 800));
      return reservation.publicId;
    },
    sold: async () => {
      const reservation = await negotiable();
      expectOk(await call(sql, 'accept', parties.holder, reservation.id));
      return reservation.publicId;
    },
    takerSite: () => id(makeSite(sql, parties.taker)),
    holderSite: () => id(makeSite(sql, parties.holder)),
    invitation: async () => (await makeInvitation(sql, parties.holder)).raw,
    openInvitation: async () => (await makeInvitation(sql, parties.holder)).publicId,
    verify: async () => makeLink(sql, 'verify-email', await makePerson(sql, { verified: false })),
    reset: async () => makeLink(sql, 'reset-password', await makePerson(sql)),
    newAddress: async () => makeLink(sql, 'change-email', await makePerson(sql)),
    guest: async () => makeGuestRequest(sql, await makeLot(sql, parties.holder)),
    mail: () => makeMail(sql),
    heir: async () => (await makeMember(sql, holder, 'site_manager')).publicId,
    colleague: async () => (await makeMember(sql, holder, 'member')).publicId,
    nobody: async () => randomUUID(),
  };
  const make = (name: string) => {
    const maker = makers[name];
    if (!maker) throw new Error(`nothing is called :${name}`);
    return maker();
  };
  const tokenOf = async (organisation: number, scopes: readonly ApiScope[]) => {
    const [row] = await sql`select slug from organisation where id = ${organisation}`;
    return (await createApiToken(ctxOf(db), { organisation: String(row?.slug), scopes })).token;
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const tokens: Partial<Record<ApiRole, Record<string, string>>> = {
    holder: bearer(await tokenOf(holder.id, apiScopes)),
    taker: bearer(await tokenOf(parties.taker.organisation, apiScopes)),
    stranger: bearer(await tokenOf(who.stranger?.organisation ?? 0, apiScopes)),
    reader: bearer(await tokenOf(holder.id, ['lots:read'])),
    wrong: bearer(`gisement_${'x'.repeat(43)}`),
  };
  async function cookie(role: Role): Promise<string> {
    const known = who[role];
    if (!known) return '';
    const about = { organisationId: known.organisation, userAgent: null, proof: 'all' as const };
    return `gisement=${secretIn((await openSession(db, known.person.id, about)).cookie)}`;
  }
  return {
    make,
    async apiHeaders(role) {
      if (role === 'session') return { cookie: await cookie('admin') };
      return tokens[role] ?? {};
    },
    cookie,
    async address(path) {
      const made: Record<string, string> = {};
      for (const [, name = ''] of path.matchAll(/:(\w+)/g)) made[name] = await make(name);
      return { path: path.replace(/:(\w+)/g, (_, name: string) => made[name] ?? ''), made };
    },
  };
}
