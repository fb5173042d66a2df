import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, ActingPerson, Ctx } from '#app/domain/context.ts';
import { actorOfToken } from '#app/platform/api-token.server.ts';
import { openSession, readSession } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';
import { anyEmail, ctxOf, device, secretIn, watchedOutside } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { acceptAsNewPerson, acceptInvitation } from './commands/accept-invitation.server.ts';
import { actPrivately } from './commands/act-privately.server.ts';
import { changeRole } from './commands/change-role.server.ts';
import { chooseLanguage } from './commands/choose-language.server.ts';
import { createApiToken } from './commands/create-api-token.server.ts';
import { createOrganisation } from './commands/create-organisation.server.ts';
import { findOrCreateGuest } from './commands/find-or-create-guest.server.ts';
import { inviteColleague } from './commands/invite-colleague.server.ts';
import { makePlatformAdministrator } from './commands/make-platform-administrator.server.ts';
import { revokeInvitation } from './commands/revoke-invitation.server.ts';
import { revokeOtherSessions, revokeSession } from './commands/revoke-session.server.ts';
import { switchOrganisation } from './commands/switch-organisation.server.ts';
import { invitationBehind, myColleagues, mySessions, organisationPage } from './queries.server.ts';

let world: TestDatabase;
let db: Database;
beforeAll(async () => {
  world = await testDatabase();
  db = world.db;
});

const refusal = (code: string) => expect.objectContaining({ name: 'Refusal', code });
const goodPassword = 'six poutres et un palan';

async function someone(
  name = 'Jeanne Le Goff',
): Promise<{ person: ActingPerson; ctx: Ctx; sessionId: string; secret: string }> {
  const email = anyEmail();
  const [row] =
    await world.owner`insert into person (email, name, email_verified_at) values (${email}, ${name}, ledger.clock()) returning id, public_id`;
  const person: ActingPerson = {
    id: row?.id,
    publicId: row?.public_id,
    name,
    email,
    locale: 'fr',
    platformAdmin: false,
  };
  const opened = await openSession(db, person.id, { ...device, organisationId: null });
  return { person, ctx: ctxOf(db, { person }), sessionId: opened.id, secret: secretIn(opened.cookie) };
}

/** An organisation with its first administrator, who acts for it. */
async function founded(kind: 'firm' | 'collectivite' = 'firm') {
  const founder = await someone();
  const territory = kind === 'collectivite' ? await anyTerritory() : undefined;
  const { slug } = await createOrganisation(founder.ctx, {
    key: randomUUID(),
    input: { name: `Démolition ${randomUUID()}`, kind, territory },
    sessionId: founder.sessionId,
  });
  return { ...founder, ctx: await again(founder), slug };
}

async function anyTerritory() {
  const [row] = await world.owner`select level, code from territory where level = 'epci' limit 1`;
  return { level: String(row?.level), code: String(row?.code) };
}

/** The context as the next request of that session finds it. */
async function again({ secret }: { secret: string }): Promise<Ctx> {
  const read = await readSession(db, secret);
  if (!read) throw new Error('signed out');
  const { organisation, role } = read;
  const acting =
    organisation && role
      ? ({ ...organisation, role, territory: null } satisfies ActingOrganisation & Record<string, unknown>)
      : null;
  return ctxOf(db, { person: read.person, organisation: acting });
}

async function joined(
  host: Awaited<ReturnType<typeof founded>>,
  role: 'member' | 'administrator' = 'member',
) {
  const guest = await someone('Paul Guivarc’h');
  const outside = watchedOutside();
  await inviteColleague(host.ctx, outside, { key: randomUUID(), email: guest.person.email, role });
  await acceptInvitation(guest.ctx, {
    link: outside.tokenTo(guest.person.email),
    sessionId: guest.sessionId,
  });
  return { ...guest, ctx: await again(guest) };
}

describe('creating an organisation', () => {
  it('makes its author administrator, acting for it at once', async () => {
    const { ctx, slug } = await founded();
    expect(ctx.actor.organisation).toMatchObject({ slug, role: 'administrator', kind: 'firm' });
    expect(await organisationPage(ctx, slug)).toMatchObject({
      verified: false,
      isMine: true,
      mayManage: true,
      legalStatus: 'private',
    });
  });
  it('gives two of the same name two addresses, even at once', async () => {
    const name = `Ressourcerie ${randomUUID()}`;
    const authors = await Promise.all([someone(), someone(), someone()]);
    const made = await Promise.all(
      authors.map(({ ctx }) =>
        createOrganisation(ctx, { key: randomUUID(), input: { name, kind: 'association' } }),
      ),
    );
    expect(new Set(made.map(({ slug }) => slug)).size).toBe(3);
  });
  it('sent twice makes one', async () => {
    const { ctx } = await someone();
    const call = { key: randomUUID(), input: { name: `Une seule ${randomUUID()}`, kind: 'firm' as const } };
    const [first, second] = await Promise.all([createOrganisation(ctx, call), createOrganisation(ctx, call)]);
    expect(first).toEqual(second);
  });
  it('refuses an unknown commune, a status its kind cannot have and a territory that is none, and leaves nothing', async () => {
    const { ctx, person } = await someone();
    const make = (input: object) =>
      createOrganisation(ctx, { key: randomUUID(), input: { name: 'X', kind: 'firm', ...input } });
    await expect(make({ communeCode: '99999' })).rejects.toEqual(refusal('commune-unknown'));
    await expect(make({ legalStatus: 'state' })).rejects.toEqual(refusal('invalid-input'));
    await expect(make({ kind: 'collectivite' })).rejects.toEqual(refusal('territory-unknown'));
    await expect(make({ kind: 'collectivite', territory: { level: 'france', code: 'fr' } })).rejects.toEqual(
      refusal('territory-unknown'),
    );
    expect(await world.owner`select 1 from membership where person_id = ${person.id}`).toHaveLength(0);
  });
  it('is for somebody signed in', async () => {
    await expect(
      createOrganisation(ctxOf(db), { key: randomUUID(), input: { name: 'X', kind: 'firm' } }),
    ).rejects.toEqual(refusal('sign-in-needed'));
  });
});

describe('inviting', () => {
  it('brings a colleague in with the role chosen, once', async () => {
    const host = await founded();
    const colleague = await joined(host);
    expect(colleague.ctx.actor.organisation).toMatchObject({ slug: host.slug, role: 'member' });
    expect((await myColleagues(host.ctx)).map(({ name }) => name).sort()).toEqual([
      'Jeanne Le Goff',
      'Paul Guivarc’h',
    ]);
    const repeat = inviteColleague(host.ctx, watchedOutside(), {
      key: randomUUID(),
      email: colleague.person.email,
      role: 'member',
    });
    await expect(repeat).rejects.toEqual(refusal('already-member'));
  });
  it('is for administrators; an analyst exists in a collectivité only', async () => {
    const host = await founded();
    const member = await joined(host);
    const outside = watchedOutside();
    const ask = (ctx: Ctx, role: 'member' | 'analyst') =>
      inviteColleague(ctx, outside, { key: randomUUID(), email: anyEmail(), role });
    await expect(ask(member.ctx, 'member')).rejects.toEqual(refusal('forbidden'));
    await expect(ask((await someone()).ctx, 'member')).rejects.toEqual(refusal('forbidden'));
    await expect(ask(host.ctx, 'analyst')).rejects.toEqual(refusal('invalid-input'));
    expect(outside.letters).toEqual([]);
    await ask((await founded('collectivite')).ctx, 'analyst');
    expect(outside.letters).toHaveLength(1);
  });
  it('again kills the earlier link; expired, revoked and invented links are told apart by nobody', async () => {
    const host = await founded();
    const email = anyEmail();
    const outside = watchedOutside();
    const send = async () => {
      const { publicId } = await inviteColleague(host.ctx, outside, {
        key: randomUUID(),
        email,
        role: 'member',
      });
      return { publicId, link: outside.tokenTo(email) };
    };
    const [first, second] = [await send(), await send()];
    const asNew = (link: string) =>
      acceptAsNewPerson(ctxOf(db), outside, { link, name: 'Paul', password: goodPassword, device });
    await expect(asNew(first.link)).rejects.toEqual(refusal('link-expired'));
    await revokeInvitation(host.ctx, { key: randomUUID(), publicId: second.publicId });
    await expect(asNew(second.link)).rejects.toEqual(refusal('link-expired'));
    const third = await send();
    await world.owner`update invitation set expires_at = ledger.clock() where public_id = ${third.publicId}`;
    await expect(asNew(third.link)).rejects.toEqual(refusal('link-expired'));
    for (const link of [first.link, second.link, third.link, 'C'.repeat(43)]) {
      expect(await invitationBehind(ctxOf(db), link)).toEqual({ state: 'dead' });
    }
    expect(await world.owner`select 1 from person where email = ${email}`).toHaveLength(0);
  });
  it('opens an account for somebody who has none, once of two at once', async () => {
    const host = await founded();
    const email = anyEmail();
    const outside = watchedOutside();
    await inviteColleague(host.ctx, outside, { key: randomUUID(), email, role: 'site_manager' });
    const link = outside.tokenTo(email);
    const tried = await Promise.allSettled(
      [1, 2].map(() =>
        acceptAsNewPerson(ctxOf(db), outside, { link, name: 'Paul', password: goodPassword, device }),
      ),
    );
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [won] = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect((await readSession(db, secretIn(won?.cookie ?? '')))?.role).toBe('site_manager');
  });
  it('does not let the link replace the password of an account, nor another person accept', async () => {
    const host = await founded();
    const known = await someone();
    const outside = watchedOutside();
    await inviteColleague(host.ctx, outside, {
      key: randomUUID(),
      email: known.person.email,
      role: 'member',
    });
    const link = outside.tokenTo(known.person.email);
    const stolen = acceptAsNewPerson(ctxOf(db), outside, {
      link,
      name: 'Mallory',
      password: goodPassword,
      device,
    });
    await expect(stolen).rejects.toEqual(refusal('wrong-state'));
    await expect(acceptInvitation((await someone()).ctx, { link, sessionId: null })).rejects.toEqual(
      refusal('invitation-for-another'),
    );
    expect(await acceptInvitation(known.ctx, { link, sessionId: null })).toMatchObject({ slug: host.slug });
  });
  it('another organisation can neither revoke it nor tell that it exists', async () => {
    const host = await founded();
    const { publicId } = await inviteColleague(host.ctx, watchedOutside(), {
      key: randomUUID(),
      email: anyEmail(),
      role: 'member',
    });
    const stranger = await founded();
    const revoke = (id: string) => revokeInvitation(stranger.ctx, { key: randomUUID(), publicId: id });
    await expect(revoke(publicId)).rejects.toEqual(refusal('not-found'));
    await expect(revoke(randomUUID())).rejects.toEqual(refusal('not-found'));
  });
});

describe('roles', () => {
  it('change at the next request, and leaving takes the organisation away from open sessions', async () => {
    const host = await founded();
    const colleague = await joined(host);
    const set = (role: 'site_manager' | null) =>
      changeRole(host.ctx, { key: randomUUID(), person: colleague.person.publicId, role });
    await set('site_manager');
    expect((await again(colleague)).actor.organisation?.role).toBe('site_manager');
    await set(null);
    expect((await again(colleague)).actor.organisation).toBeNull();
  });
  it('the last administrator stays, even when two step down at once', async () => {
    const host = await founded();
    const other = await joined(host, 'administrator');
    const tried = await Promise.allSettled(
      [host, other].map(({ ctx, person }) =>
        changeRole(ctx, { key: randomUUID(), person: person.publicId, role: 'member' }),
      ),
    );
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const [left] =
      await world.owner`select count(*) as n from membership m join organisation o on o.id = m.organisation_id where o.slug = ${host.slug} and role = 'administrator'`;
    expect(left?.n).toBe(1);
  });
  it('are not a member’s nor a stranger’s to give', async () => {
    const host = await founded();
    const member = await joined(host);
    const set = (ctx: Ctx) =>
      changeRole(ctx, { key: randomUUID(), person: member.person.publicId, role: 'administrator' });
    await expect(set(member.ctx)).rejects.toEqual(refusal('forbidden'));
    await expect(set((await founded()).ctx)).rejects.toEqual(refusal('not-found'));
  });
});

describe('acting for one organisation at a time', () => {
  it('switches between one’s own; another’s and none are the same answer', async () => {
    const host = await founded();
    const mine = await createOrganisation(host.ctx, {
      key: randomUUID(),
      input: { name: `Autre ${randomUUID()}`, kind: 'firm' },
    });
    await switchOrganisation(host.ctx, { slug: mine.slug, sessionId: host.sessionId });
    expect((await again(host)).actor.organisation?.slug).toBe(mine.slug);
    const stranger = await founded();
    for (const slug of [stranger.slug, 'no-such-organisation']) {
      await expect(switchOrganisation(host.ctx, { slug, sessionId: host.sessionId })).rejects.toEqual(
        refusal('not-found'),
      );
    }
    expect((await again(host)).actor.organisation?.slug).toBe(mine.slug);
  });
  it('privately, through one organisation of one’s own even when asked twice at once', async () => {
    const { ctx, sessionId, secret, person } = await someone();
    await Promise.all([actPrivately(ctx, { sessionId }), actPrivately(ctx, { sessionId })]);
    const { actor } = await again({ secret });
    expect(actor.organisation).toMatchObject({ kind: 'private_person', name: person.name });
    expect(await world.owner`select 1 from membership where person_id = ${person.id}`).toHaveLength(1);
    await expect(organisationPage(ctx, actor.organisation?.slug ?? '')).rejects.toEqual(refusal('not-found'));
  });
});

describe('sessions', () => {
  it('are listed without their key, and closed by their owner only', async () => {
    const me = await someone();
    const other = await openSession(db, me.person.id, { ...device, organisationId: null });
    const listed = await mySessions(me.ctx, me.sessionId);
    expect(listed.map(({ current }) => current).sort()).toEqual([false, true]);
    expect(JSON.stringify(listed)).not.toContain(other.id);
    const handle = listed.find(({ current }) => !current)?.handle ?? '';
    await expect(revokeSession((await someone()).ctx, { handle })).rejects.toEqual(refusal('not-found'));
    expect(await revokeSession(me.ctx, { handle })).toEqual({ ended: 1 });
    expect(await readSession(db, secretIn(other.cookie))).toBeNull();
    await openSession(db, me.person.id, { ...device, organisationId: null });
    expect(await revokeOtherSessions(me.ctx, { sessionId: me.sessionId })).toEqual({ ended: 1 });
    expect(await readSession(db, me.secret)).not.toBeNull();
  });
  it('end after ten idle days, thirty days in all, twelve hours for a platform administrator', async () => {
    const life = async (id: string) => {
      const [row] =
        await world.owner`select extract(epoch from expires_at - ledger.clock()) / 3600 as hours from session where id = ${id}`;
      return Math.round(Number(row?.hours));
    };
    const me = await someone();
    expect(await life(me.sessionId)).toBe(240);
    await world.owner`update session set created_at = ledger.clock() - interval '29 days', last_seen_at = ledger.clock() - interval '1 hour' where id = ${me.sessionId}`;
    expect(await readSession(db, me.secret)).not.toBeNull();
    expect(await life(me.sessionId)).toBe(24);
    await world.owner`update session set expires_at = ledger.clock() - interval '1 second' where id = ${me.sessionId}`;
    expect(await readSession(db, me.secret)).toBeNull();
    await world.owner`update person set platform_admin = true where id = ${me.person.id}`;
    expect(await life((await openSession(db, me.person.id, { ...device, organisationId: null })).id)).toBe(
      12,
    );
  });
});

describe('a guest who confirms a reservation', () => {
  it('is somebody confirmed, without password, acting for themselves; the second time the same person', async () => {
    const outside = watchedOutside();
    const input = { name: 'Yann', email: anyEmail(), phone: '+33612345678' };
    const come = () => db.transaction((tx) => findOrCreateGuest(ctxOf(tx), outside, { input, device }));
    const [first, second] = await Promise.all([come(), come()]);
    expect(first.person.id).toBe(second.person.id);
    expect(first.organisation.id).toBe(second.organisation.id);
    const read = await readSession(db, secretIn(first.session.cookie));
    expect(read).toMatchObject({ role: 'administrator', organisation: { kind: 'private_person' } });
    expect(await world.owner`select password_hash from person where id = ${first.person.id}`).toEqual([
      { password_hash: null },
    ]);
  });
  it('never becomes a platform administrator by a reservation’s link', async () => {
    const outside = watchedOutside();
    const email = anyEmail();
    await makePlatformAdministrator(ctxOf(db), outside, email);
    const come = db.transaction((tx) =>
      findOrCreateGuest(ctxOf(tx), outside, { input: { name: 'X', email }, device }),
    );
    await expect(come).rejects.toEqual(refusal('sign-in-needed'));
  });
});

describe('an API token', () => {
  it('acts for its organisation as site manager with its scopes, until revoked; only its hash is kept', async () => {
    const host = await founded();
    const { token } = await createApiToken(ctxOf(db), {
      organisation: host.slug,
      scopes: ['lots:read', 'reservations:write'],
    });
    const ask = (bearer: string) =>
      actorOfToken({
        request: new Request('http://localhost/api/v1/lots', { headers: { authorization: bearer } }),
        context: { db },
      });
    expect(await ask(`Bearer ${token}`)).toMatchObject({
      actor: { person: null, via: 'token', organisation: { slug: host.slug, role: 'site_manager' } },
      scopes: ['lots:read', 'reservations:write'],
    });
    expect(await ask(`Bearer ${token.slice(0, -1)}x`)).toBeNull();
    expect(await ask(token)).toBeNull();
    await world.owner`update api_token set revoked_at = ledger.clock() where organisation_id = (select id from organisation where slug = ${host.slug})`;
    expect(await ask(`Bearer ${token}`)).toBeNull();
    await expect(
      createApiToken(ctxOf(db), { organisation: 'no-such', scopes: ['lots:read'] }),
    ).rejects.toEqual(refusal('not-found'));
  });
});

describe('the language', () => {
  it('chosen by a person is kept for their mails, of nobody else; a visitor has nowhere to keep it', async () => {
    const [one, other] = [await someone(), await someone()];
    const kept = async (who: { person: ActingPerson }) =>
      (await world.owner`select locale from person where id = ${who.person.id}`)[0]?.locale;
    await Promise.all([chooseLanguage(one.ctx, 'en'), chooseLanguage(one.ctx, 'en')]);
    await chooseLanguage(ctxOf(db), 'en');
    expect([await kept(one), await kept(other)]).toEqual(['en', 'fr']);
  });
});
