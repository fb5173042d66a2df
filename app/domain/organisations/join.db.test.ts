import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { react } from '#app/jobs/react.server.ts';
import { anySiren } from '#tests/support/accounts.ts';
import { acting, alone, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { answerJoinRequest } from './commands/answer-join-request.server.ts';
import { askToJoin } from './commands/ask-to-join.server.ts';
import { createOrganisation } from './commands/create-organisation.server.ts';
import { openJoinRequests, organisationsWithSiren } from './join-requests.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

async function known() {
  const who = await acting(world);
  const siren = anySiren();
  await world.owner`update organisation set siren = ${siren} where id = ${who.party.organisation}`;
  return { ...who, siren, publicId: who.ctx.actor.organisation?.publicId ?? '' };
}

const create = (ctx: Ctx, siren: string, separate = false) =>
  createOrganisation(ctx, {
    key: randomUUID(),
    input: { name: 'Encore elle', kind: 'firm', siren, separate, communeCode: '35238' },
  });
const ask = (ctx: Ctx, organisation: string, key = randomUUID()) =>
  askToJoin(ctx, { key, organisation, message: 'Je tiens le dépôt de Vitré.' });
const roleOf = async (ctx: Ctx, organisation: number) =>
  (
    await world.owner`select role from membership where organisation_id = ${organisation} and person_id = ${ctx.actor.person?.id ?? 0}`
  )[0]?.role ?? null;

/** Writes the letters of what happened to this request. */
async function tell(publicId: string) {
  const events = await world.owner`
    select e.id from event e join join_request j on j.id = (e.payload ->> 'request')::bigint
     where j.public_id = ${publicId} and e.handled_at is null order by e.id`;
  for (const { id } of events) await react(world.db, { storage: {} as never }, Number(id));
}
const lettersTo = async (person: number | undefined) =>
  (
    await world.owner`select kind, body_text as text from mail where to_person_id = ${person ?? 0} order by id`
  ).map(({ kind, text }) => ({ kind: String(kind), text: String(text) }));

describe('a SIREN that is here already', () => {
  it('is not signed up twice by chance, and is on purpose', async () => {
    const { siren } = await known();
    const second = await alone(world);
    expect(await refusalOf(create(second, siren))).toMatchObject({ code: 'siren-known', field: 'siren' });
    expect(await create(second, siren, true)).toMatchObject({ slug: expect.any(String) });
  });

  it('two at once with one SIREN: one is made, the other is asked to join it', async () => {
    const siren = anySiren();
    const authors = await Promise.all([alone(world), alone(world), alone(world)]);
    const all = await Promise.allSettled(authors.map((ctx) => create(ctx, siren)));
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await organisationsWithSiren(authors[0] as Ctx, siren)).toHaveLength(1);
  });
});

describe('asking to join', () => {
  it('is told to the administrators, and its answer to who asked', async () => {
    const host = await known();
    const guest = await alone(world);
    expect(await organisationsWithSiren(guest, host.siren)).toMatchObject([{ member: false, askedAt: null }]);
    const { publicId } = await ask(guest, host.publicId);
    expect(await organisationsWithSiren(guest, host.siren)).toMatchObject([{ askedAt: expect.any(String) }]);
    await tell(publicId);
    expect(await lettersTo(host.party.person)).toMatchObject([{ kind: 'organisation.join-asked' }]);
    expect((await lettersTo(host.party.person))[0]?.text).toContain('Je tiens le dépôt de Vitré.');
    expect(await openJoinRequests(host.ctx)).toMatchObject([{ publicId, email: guest.actor.person?.email }]);
    await answerJoinRequest(host.ctx, { key: randomUUID(), request: publicId, role: 'site_manager' });
    expect(await roleOf(guest, host.party.organisation)).toBe('site_manager');
    await tell(publicId);
    expect(await lettersTo(guest.actor.person?.id)).toMatchObject([{ kind: 'organisation.join-answered' }]);
    expect(await openJoinRequests(host.ctx)).toEqual([]);
  });

  it('may be declined, which lets nobody in', async () => {
    const host = await known();
    const guest = await alone(world);
    const { publicId } = await ask(guest, host.publicId);
    await answerJoinRequest(host.ctx, { key: randomUUID(), request: publicId, role: null });
    expect(await roleOf(guest, host.party.organisation)).toBeNull();
    expect(
      await refusalOf(answerJoinRequest(host.ctx, { key: randomUUID(), request: publicId, role: 'member' })),
    ).toMatchObject({ code: 'already-done' });
  });

  it('waits once for each organisation, and for three at most', async () => {
    const guest = await alone(world);
    const hosts = await Promise.all([known(), known(), known(), known()]);
    const [first] = hosts;
    const twice = await Promise.allSettled([1, 2, 3].map(() => ask(guest, first?.publicId ?? '')));
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const rest = await Promise.allSettled(hosts.slice(1).map(({ publicId }) => ask(guest, publicId)));
    expect(rest.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    const last = rest.find((one) => one.status === 'rejected');
    expect(last).toMatchObject({ reason: { code: 'too-many-open' } });
  });

  it('is answered once by two administrators at once, and by nobody else', async () => {
    const host = await known();
    const guest = await alone(world);
    const { publicId } = await ask(guest, host.publicId);
    const answer = (ctx: Ctx, role: 'member' | 'administrator' | null) =>
      answerJoinRequest(ctx, { key: randomUUID(), request: publicId, role });
    for (const role of ['member', 'site_manager', 'analyst'] as const)
      expect(await refusalOf(answer(inRole(host, role), 'administrator'))).toMatchObject({
        code: 'forbidden',
      });
    const stranger = await acting(world);
    expect(await refusalOf(answer(stranger.ctx, 'member'))).toMatchObject({ code: 'not-found' });
    expect(await openJoinRequests(inRole(host, 'member'))).toEqual([]);
    const both = await Promise.allSettled([answer(host.ctx, 'member'), answer(host.ctx, null)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is not asked of a private person, an unknown organisation, nor one’s own', async () => {
    const guest = await alone(world);
    const person = await acting(world, { kind: 'private_person' });
    for (const organisation of [person.ctx.actor.organisation?.publicId ?? '', randomUUID()])
      expect(await refusalOf(ask(guest, organisation))).toMatchObject({ code: 'not-found' });
    const host = await known();
    expect(await refusalOf(ask(host.ctx, host.publicId))).toMatchObject({ code: 'already-member' });
  });
});
