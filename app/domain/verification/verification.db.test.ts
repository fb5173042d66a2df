import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { updateOrganisation } from '#app/domain/organisations/commands/update-organisation.server.ts';
import { sirenIn } from '#app/domain/organisations/rules.ts';
import { react } from '#app/jobs/react.server.ts';
import { anySiren } from '#tests/support/accounts.ts';
import { type Acting, acting, alone, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { approveDomain, endDomain } from './commands/approve-domain.server.ts';
import { decideVerification } from './commands/decide-verification.server.ts';
import { approvedDomains, myVerification, toVerify } from './queries.server.ts';

let world: TestDatabase;
let operator: Ctx;
beforeAll(async () => {
  world = await testDatabase();
  operator = await alone(world, { platformAdmin: true });
});

const reason = 'Le SIREN et le nom sont ceux du registre.';

async function claiming(siren: string | null, kind: 'association' | 'collectivite' = 'association') {
  const who = await acting(world, { kind });
  await world.owner`update organisation set siren = ${siren}, social_economy = ${kind === 'association'} where id = ${who.party.organisation}`;
  return who;
}

const idOf = ({ ctx }: Acting) => ctx.actor.organisation?.publicId ?? '';
const seenOf = async (who: Acting) =>
  (await toVerify(operator)).find(({ publicId }) => publicId === idOf(who))?.seen ?? '0'.repeat(32);
const decide = async (
  who: Acting,
  decision: 'approved' | 'refused' | 'withdrawn',
  more: { seen?: string; key?: string; ctx?: Ctx } = {},
) =>
  decideVerification(more.ctx ?? operator, {
    ...{ key: more.key ?? randomUUID(), organisation: idOf(who), decision, reason },
    seen: more.seen ?? (await seenOf(who)),
  });
const verified = async (who: Acting) =>
  (await world.owner`select verified_at from organisation where id = ${who.party.organisation}`)[0]
    ?.verified_at !== null;
const decisions = async (who: Acting) =>
  (
    await world.owner`select decision, how from verification where organisation_id = ${who.party.organisation} order by id`
  ).map((row) => `${row.how}: ${row.decision}`);

describe('the SIREN in SQL', () => {
  it('is valid exactly when the rule of the interface says so', async () => {
    const some = Array.from({ length: 300 }, () => String(randomInt(100_000_000, 999_999_999)));
    for (const siren of [...some, anySiren(), '000000000', '73282932', '732829320']) {
      const [row] = await world.owner<{ valid: boolean }[]>`select siren_is_valid(${siren}) as valid`;
      expect(row?.valid, siren).toBe(sirenIn(siren) === siren);
    }
  });
});

describe('the operator', () => {
  it('verifies what it saw, once, with a reason that stays in its log', async () => {
    const who = await claiming(anySiren());
    expect(await myVerification(who.ctx)).toEqual({ state: 'waiting', reason: null });
    await decide(who, 'approved');
    expect(await verified(who)).toBe(true);
    expect(await myVerification(who.ctx)).toEqual({ state: 'verified', reason: null });
    expect(await decisions(who)).toEqual(['operator: approved']);
    const acts = await world.owner`
      select act, reason, concerns_organisation_id as org from operator_act where subject_id = ${idOf(who)}`;
    expect([...acts]).toEqual([{ act: 'verify-organisation', reason, org: who.party.organisation }]);
    expect((await toVerify(operator)).map(({ publicId }) => publicId)).not.toContain(idOf(who));
  });

  it('refuses with a reason read by those concerned; saying something else is asking again', async () => {
    const who = await claiming(anySiren());
    await decide(who, 'refused');
    expect(await myVerification(who.ctx)).toEqual({ state: 'refused', reason });
    expect(await seenOf(who)).toBe('0'.repeat(32));
    await updateOrganisation(who.ctx, {
      key: randomUUID(),
      input: { name: 'Un autre nom', siren: anySiren(), communeCode: '35238' },
    });
    expect(await myVerification(who.ctx)).toEqual({ state: 'waiting', reason: null });
    expect(await seenOf(who)).not.toBe('0'.repeat(32));
  });

  it('takes its word back', async () => {
    const who = await claiming(anySiren());
    const seen = await seenOf(who);
    await decide(who, 'approved', { seen });
    await decide(who, 'withdrawn', { seen });
    expect(await verified(who)).toBe(false);
    expect(await myVerification(who.ctx)).toEqual({ state: 'withdrawn', reason });
    expect(await refusalOf(decide(who, 'withdrawn', { seen }))).toMatchObject({ code: 'already-done' });
  });

  it('does not verify without a SIREN, nor what changed since it looked', async () => {
    const who = await claiming(anySiren());
    const seen = await seenOf(who);
    await world.owner`update organisation set name = 'Mairie de partout' where id = ${who.party.organisation}`;
    expect(await refusalOf(decide(who, 'approved', { seen }))).toMatchObject({ code: 'changed-meanwhile' });
    expect(await verified(who)).toBe(false);
    const without = await claiming(null);
    expect(await myVerification(without.ctx)).toEqual({ state: 'siren-missing', reason: null });
    expect((await toVerify(operator)).map(({ publicId }) => publicId)).not.toContain(idOf(without));
  });

  it('twice at once is once', async () => {
    const who = await claiming(anySiren());
    const seen = await seenOf(who);
    const all = await Promise.allSettled([
      decide(who, 'approved', { seen }),
      decide(who, 'refused', { seen }),
      decide(who, 'approved', { seen }),
    ]);
    // what was refused may still be approved; what was approved is never approved again nor refused
    expect((await decisions(who)).filter((one) => one === 'operator: approved')).toHaveLength(1);
    expect(await verified(who)).toBe(true);
    expect(all.filter(({ status }) => status === 'fulfilled').length).toBeLessThanOrEqual(2);
    const key = randomUUID();
    const next = await claiming(anySiren());
    const seenNext = await seenOf(next);
    await Promise.all([1, 2, 3].map(() => decide(next, 'approved', { key, seen: seenNext })));
    expect(await decisions(next)).toEqual(['operator: approved']);
  });

  it('is nobody else, and what it said is never rewritten', async () => {
    const who = await claiming(anySiren());
    const seen = await seenOf(who);
    for (const ctx of [who.ctx, inRole(who, 'member'), await alone(world)])
      expect(await refusalOf(decide(who, 'approved', { seen, ctx }))).toMatchObject({ code: 'not-found' });
    expect(await verified(who)).toBe(false);
    await decide(who, 'approved', { seen });
    await expect(world.owner`update verification set decision = 'refused'`).rejects.toThrow();
    await expect(world.owner`delete from verification`).rejects.toThrow();
  });
});

describe('a mail domain', () => {
  const anyDomain = () => `mairie-${randomBytes(5).toString('hex')}.example`;
  const approve = (domain: string, siren: string, ctx = operator) =>
    approveDomain(ctx, {
      key: randomUUID(),
      input: { domain, siren, kind: 'association', legalStatus: 'private', socialEconomy: 'on', reason },
    });
  const moveTo = (who: Acting, domain: string) =>
    world.owner`update person set email = ${`someone-${randomUUID()}@${domain}`} where id = ${who.party.person}`;

  it('verifies an organisation that waits, and one that comes later, by the confirmed address of an administrator', async () => {
    const [domain, siren] = [anyDomain(), anySiren()];
    const first = await claiming(siren);
    await moveTo(first, domain);
    await approve(domain, siren);
    expect(await verified(first)).toBe(true);
    expect(await decisions(first)).toEqual(['domain: approved']);
    const later = await claiming(siren);
    expect(await verified(later)).toBe(false);
    await moveTo(later, domain);
    expect(await verified(later)).toBe(true);
    const [event] = await world.owner`
      select e.id from event e join verification v on v.id = (e.payload ->> 'verification')::bigint
       where e.kind = 'organisation.checked' and v.organisation_id = ${later.party.organisation}`;
    await react(world.db, { storage: {} as never }, Number(event?.id));
    const mails =
      await world.owner`select kind, body_text from mail where to_person_id = ${later.party.person}`;
    expect(mails.map(({ kind }) => kind)).toEqual(['organisation.checked']);
    expect(mails[0]?.body_text).toContain(domain);
  });

  it('does not verify an address not confirmed, another SIREN, another kind, a member, nor a domain below it', async () => {
    const [domain, siren] = [anyDomain(), anySiren()];
    await approve(domain, siren);
    const unconfirmed = await claiming(siren);
    await world.owner`update person set email_verified_at = null where id = ${unconfirmed.party.person}`;
    await moveTo(unconfirmed, domain);
    const other = await claiming(anySiren());
    await moveTo(other, domain);
    const town = await claiming(siren, 'collectivite');
    await moveTo(town, domain);
    const member = await acting(world, { kind: 'association', role: 'member' });
    await world.owner`update organisation set siren = ${siren} where id = ${member.party.organisation}`;
    await moveTo(member, domain);
    const below = await claiming(siren);
    await moveTo(below, `agence.${domain}`);
    for (const one of [unconfirmed, other, town, member, below]) expect(await verified(one)).toBe(false);
    await world.owner`update person set email_verified_at = ledger.clock() where id = ${unconfirmed.party.person}`;
    expect(await verified(unconfirmed)).toBe(true);
    await world.owner`update membership set role = 'administrator' where person_id = ${member.party.person}`;
    expect(await verified(member)).toBe(true);
  });

  it('never speaks against the operator, and no more once ended', async () => {
    const [domain, siren] = [anyDomain(), anySiren()];
    const refused = await claiming(siren);
    await decide(refused, 'refused');
    await moveTo(refused, domain);
    const { publicId } = await approve(domain, siren);
    expect(await verified(refused)).toBe(false);
    expect((await approvedDomains(operator)).map((one) => one.publicId)).toContain(publicId);
    await endDomain(operator, { key: randomUUID(), domain: publicId, reason });
    const late = await claiming(siren);
    await moveTo(late, domain);
    expect(await verified(late)).toBe(false);
    expect(
      await refusalOf(endDomain(operator, { key: randomUUID(), domain: publicId, reason })),
    ).toMatchObject({ code: 'already-done' });
  });

  it('is the operator’s alone, said once, and never one where anybody has an address', async () => {
    const [domain, siren] = [anyDomain(), anySiren()];
    const stranger = await acting(world);
    expect(await refusalOf(approve(domain, siren, stranger.ctx))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(approve('gmail.com', siren))).toMatchObject({ code: 'domain-open-to-all' });
    const twice = await Promise.allSettled([approve(domain, siren), approve(domain, siren)]);
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
