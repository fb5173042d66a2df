import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx } from '#app/domain/context.ts';
import { readSession } from '#app/platform/session/session.server.ts';
import type { Database } from '#db/client.ts';
import { anyEmail, ctxOf, device, goodPassword, secretIn, watchedOutside } from '#tests/support/accounts.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { changePassword } from './commands/change-password.server.ts';
import { confirmEmailChange } from './commands/confirm-email-change.server.ts';
import { createOrganisation } from './commands/create-organisation.server.ts';
import { leaveOrganisation } from './commands/leave-organisation.server.ts';
import { requestEmailChange } from './commands/request-email-change.server.ts';
import { signIn } from './commands/sign-in.server.ts';
import { signUp } from './commands/sign-up.server.ts';
import { updateOrganisation } from './commands/update-organisation.server.ts';
import { updateProfile } from './commands/update-profile.server.ts';
import { verifyEmail } from './commands/verify-email.server.ts';
import { emailChangeBehind, organisationPage } from './queries.server.ts';
import type { ChoosableKind, Profile } from './vocabulary.ts';

let world: TestDatabase;
let db: Database;
let commune: string;
beforeAll(async () => {
  world = await testDatabase();
  db = world.db;
  const [row] = await world.owner`select code from commune order by code limit 1`;
  commune = String(row?.code);
});

const refusal = (code: string, details = {}) =>
  expect.objectContaining({ name: 'Refusal', code, details: expect.objectContaining(details) });

async function confirmed(profile: Profile = 'professional', email = anyEmail()) {
  const outside = watchedOutside();
  const input = { name: 'Jeanne Le Goff', email, password: goodPassword, profile };
  await signUp(ctxOf(db), outside, { key: randomUUID(), input });
  const opened = await verifyEmail(ctxOf(db), outside, outside.tokenTo(email), device);
  return { email, outside, opened, secret: secretIn(opened.cookie), ctx: await again(opened.cookie) };
}

/** The context as the next request of that session finds it. */
async function again(cookie: string): Promise<Ctx> {
  const read = await readSession(db, secretIn(cookie));
  if (!read) throw new Error('signed out');
  const { person, organisation, role } = read;
  const acting =
    organisation && role ? ({ ...organisation, role, territory: null } as ActingOrganisation) : null;
  return ctxOf(db, { person, organisation: acting });
}

const personOf = async (ctx: Ctx) =>
  (await world.owner`select * from person where id = ${ctx.actor.person?.id ?? 0}`)[0];

describe('what somebody says of themselves', () => {
  it('is kept; an empty phone is erased, and their own organisation bears their name', async () => {
    const { ctx } = await confirmed('private');
    const save = (input: { name: string; phone?: string; locale: 'fr' | 'en' }) =>
      updateProfile(ctx, { key: randomUUID(), input });
    await save({ name: 'Jeanne Cariou', phone: '0612345678', locale: 'en' });
    expect(await personOf(ctx)).toMatchObject({ name: 'Jeanne Cariou', phone: '0612345678', locale: 'en' });
    await save({ name: 'Jeanne Cariou', locale: 'fr' });
    expect(await personOf(ctx)).toMatchObject({ phone: null, locale: 'fr' });
    const [own] =
      await world.owner`select name from organisation where id = ${ctx.actor.organisation?.id ?? 0}`;
    expect(own?.name).toBe('Jeanne Cariou');
  });

  it('leaves the firms they work for as they are, and is for somebody signed in', async () => {
    const { ctx, firm } = await founder();
    const input = { name: 'Autre Nom', locale: 'fr' as const };
    await updateProfile(ctx, { key: randomUUID(), input });
    const [row] =
      await world.owner`select name from organisation where id = ${ctx.actor.organisation?.id ?? 0}`;
    expect(row?.name).toBe(firm);
    await expect(updateProfile(ctxOf(db), { key: randomUUID(), input })).rejects.toEqual(
      refusal('sign-in-needed'),
    );
  });
});

describe('another e-mail address', () => {
  const ask = (
    ctx: Ctx,
    outside: ReturnType<typeof watchedOutside>,
    email: string,
    currentPassword = goodPassword,
  ) => requestEmailChange(ctx, outside, { key: randomUUID(), email, currentPassword });

  it('is the account’s once its mailbox agreed: the present one is told, every session ends but a new one', async () => {
    const { ctx, email, outside, secret } = await confirmed();
    const elsewhere = await signIn(ctxOf(db), outside, { email, password: goodPassword, device });
    const next = anyEmail('new');
    await ask(ctx, outside, next);
    expect(outside.letterTo(email)?.kind).toBe('email-changing');
    expect(await personOf(ctx)).toMatchObject({ email });
    const link = outside.tokenTo(next);
    expect(await emailChangeBehind(ctx, link)).toBe(next);
    const opened = await confirmEmailChange(ctx, outside, link, device);
    expect(await personOf(ctx)).toMatchObject({ email: next });
    for (const ended of [secret, secretIn(elsewhere.cookie)]) expect(await readSession(db, ended)).toBeNull();
    expect((await again(opened.cookie)).actor.person?.email).toBe(next);
    await expect(signIn(ctxOf(db), outside, { email, password: goodPassword, device })).rejects.toEqual(
      refusal('wrong-credentials'),
    );
    await signIn(ctxOf(db), outside, { email: next, password: goodPassword, device });
    await expect(confirmEmailChange(ctx, outside, link, device)).rejects.toEqual(refusal('link-expired'));
  });

  it('asks for the password, and for another address than the present one', async () => {
    const { ctx, email, outside } = await confirmed();
    const next = anyEmail();
    await expect(ask(ctx, outside, next, 'pas le bon mot de passe')).rejects.toEqual(
      refusal('wrong-password', { field: 'currentPassword' }),
    );
    await expect(ask(ctx, outside, email)).rejects.toEqual(refusal('already-done', { field: 'email' }));
    expect(outside.letterTo(next)).toBeUndefined();
  });

  it('that has an account gives nothing away: same answer, and only its mailbox hears it', async () => {
    const other = await confirmed();
    const { ctx, outside } = await confirmed();
    expect(await ask(ctx, outside, other.email)).toEqual(await ask(ctx, outside, anyEmail()));
    expect(outside.letterTo(other.email)?.kind).toBe('address-in-use');
  });

  it('mistyped gives the account to nobody: the link works for its owner alone', async () => {
    const { ctx, outside, email } = await confirmed();
    const stranger = await confirmed();
    const next = anyEmail();
    await ask(ctx, outside, next);
    const link = outside.tokenTo(next);
    expect(await emailChangeBehind(stranger.ctx, link)).toBeNull();
    await expect(confirmEmailChange(stranger.ctx, outside, link, device)).rejects.toEqual(
      refusal('link-expired'),
    );
    await expect(confirmEmailChange(ctxOf(db), outside, link, device)).rejects.toEqual(
      refusal('sign-in-needed'),
    );
    expect(await personOf(ctx)).toMatchObject({ email });
    await confirmEmailChange(ctx, outside, link, device);
  });

  it('typed by somebody who never confirmed it is free; confirmed meanwhile it is not', async () => {
    const { ctx, outside } = await confirmed();
    const squatted = anyEmail();
    const input = { name: 'Quelqu’un', email: squatted, password: goodPassword, profile: 'private' as const };
    const squatter = watchedOutside();
    await signUp(ctxOf(db), squatter, { key: randomUUID(), input });
    await ask(ctx, outside, squatted);
    await confirmEmailChange(ctx, outside, outside.tokenTo(squatted), device);
    expect(await personOf(ctx)).toMatchObject({ email: squatted });
    await expect(verifyEmail(ctxOf(db), squatter, squatter.tokenTo(squatted), device)).rejects.toEqual(
      refusal('link-expired'),
    );
    const taken = anyEmail();
    const late = await confirmed();
    await ask(late.ctx, late.outside, taken);
    const link = late.outside.tokenTo(taken);
    await confirmed('private', taken);
    await expect(confirmEmailChange(late.ctx, late.outside, link, device)).rejects.toEqual(
      refusal('email-in-use'),
    );
    expect(await personOf(late.ctx)).toMatchObject({ email: late.email });
  });

  it('of two who confirm one address at once, one gets it', async () => {
    const both = await Promise.all([confirmed(), confirmed()]);
    const shared = anyEmail();
    const links: string[] = [];
    for (const { ctx, outside } of both) {
      await ask(ctx, outside, shared);
      links.push(outside.tokenTo(shared));
    }
    const tried = await Promise.allSettled(
      both.map(({ ctx, outside }, index) => confirmEmailChange(ctx, outside, links[index] ?? '', device)),
    );
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(tried).toContainEqual({ status: 'rejected', reason: refusal('email-in-use') });
  });

  it('not asked for by its owner is stopped by a new password', async () => {
    const { ctx, outside } = await confirmed();
    const next = anyEmail();
    await ask(ctx, outside, next);
    await changePassword(ctx, outside, { current: goodPassword, next: 'cinq tuiles et une truelle', device });
    expect(await emailChangeBehind(ctx, outside.tokenTo(next))).toBeNull();
  });
});

async function founder(kind: ChoosableKind = 'firm') {
  const one = await confirmed();
  const firm = `Démolition ${randomUUID()}`;
  const [place] =
    await world.owner`select level, code from territory where level = 'epci' order by code limit 1`;
  const territory = kind === 'collectivite' ? { level: 'epci', code: String(place?.code) } : undefined;
  const input = { name: firm, kind, territory, communeCode: territory ? undefined : commune };
  const { slug } = await createOrganisation(one.ctx, { key: randomUUID(), input, sessionId: one.opened.id });
  return { ...one, firm, slug, territory, ctx: await again(one.opened.cookie) };
}

describe('what an organisation says of itself', () => {
  const save = (ctx: Ctx, input: Parameters<typeof updateOrganisation>[1]['input']) =>
    updateOrganisation(ctx, { key: randomUUID(), input });

  it('changes, address and kind excepted; what is left empty is erased', async () => {
    const { ctx, slug } = await founder();
    const said = {
      name: 'Les Valoristes',
      communeCode: commune,
      siren: '732829320',
      socialEconomy: 'on' as const,
    };
    await save(ctx, {
      ...said,
      phone: '0299000000',
      website: 'https://valoristes.example/',
      description: 'Tri.',
    });
    expect(await organisationPage(ctx, slug)).toMatchObject({
      ...{ slug, name: 'Les Valoristes', kind: 'firm', siren: '732829320', socialEconomy: true },
      ...{ communeCode: commune, phone: '0299000000', website: 'https://valoristes.example/' },
    });
    await save(ctx, { name: 'Les Valoristes', communeCode: commune });
    expect(await organisationPage(ctx, slug)).toMatchObject({ siren: null, phone: null, description: null });
  });

  it('a checked claim that changes is declared again; how to reach it is no claim', async () => {
    const { ctx, slug, firm } = await founder();
    await world.owner`update organisation set verified_at = ledger.clock() where slug = ${slug}`;
    await save(ctx, { name: firm, communeCode: commune, phone: '0299000000' });
    expect(await organisationPage(ctx, slug)).toMatchObject({ verified: true });
    await save(ctx, { name: firm, communeCode: commune, siren: '732829320' });
    expect(await organisationPage(ctx, slug)).toMatchObject({ verified: false });
  });

  it('a collectivité keeps one territory; a status of another kind is refused, and nothing is written', async () => {
    const { ctx, slug, territory, firm } = await founder('collectivite');
    const here = { territoryLevel: 'epci' as const, territoryCode: territory?.code };
    await expect(save(ctx, { name: 'Autre', ...here, territoryCode: '000000000' })).rejects.toEqual(
      refusal('territory-unknown', { field: 'territoryCode' }),
    );
    await expect(save(ctx, { name: 'Autre', ...here, legalStatus: 'private' })).rejects.toEqual(
      refusal('invalid-input', { field: 'legalStatus' }),
    );
    expect(await organisationPage(ctx, slug)).toMatchObject({ name: firm, territoryCode: territory?.code });
  });

  it('is an administrator’s to write', async () => {
    const { ctx } = await founder();
    const { organisation } = ctx.actor;
    if (!organisation) throw new Error('no organisation');
    const manager = {
      ...ctx,
      actor: { ...ctx.actor, organisation: { ...organisation, role: 'site_manager' as const } },
    };
    await expect(save(manager, { name: 'Autre', communeCode: commune })).rejects.toEqual(
      refusal('forbidden'),
    );
  });
});

describe('leaving', () => {
  it('ends one’s place and open sessions’ acting for it; the last administrator stays, even when two leave at once', async () => {
    const host = await founder();
    await expect(leaveOrganisation(host.ctx, { key: randomUUID() })).rejects.toEqual(
      refusal('last-administrator'),
    );
    const guest = await confirmed();
    const organisation = host.ctx.actor.organisation?.id ?? 0;
    await world.owner`insert into membership (organisation_id, person_id, role)
      values (${organisation}, ${guest.ctx.actor.person?.id ?? 0}, 'administrator')`;
    await world.owner`update session set organisation_id = ${organisation} where id = ${guest.opened.id}`;
    const both = [host.ctx, await again(guest.opened.cookie)];
    const tried = await Promise.allSettled(both.map((ctx) => leaveOrganisation(ctx, { key: randomUUID() })));
    expect(tried.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = tried[0]?.status === 'fulfilled' ? host : guest;
    expect((await again(left.opened.cookie)).actor.organisation).toBeNull();
  });

  it('is not for one’s own personal organisation', async () => {
    const { ctx } = await confirmed('private');
    await expect(leaveOrganisation(ctx, { key: randomUUID() })).rejects.toEqual(refusal('forbidden'));
  });
});
