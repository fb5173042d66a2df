import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx, Role } from '#app/domain/context.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { appointmentsOfPerson } from '#app/domain/slots/calendar.server.ts';
import { managersOf, takersOf } from '#app/jobs/readers.server.ts';
import { actorOfToken } from '#app/platform/api-token.server.ts';
import { openSession, readSession } from '#app/platform/session/session.server.ts';
import { call, expectOk, party } from '#tests/ledger/world.ts';
import { device, secretIn } from '#tests/support/accounts.ts';
import { type Acting, acting, inRole, refusalOf } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import {
  type MadePerson,
  makeAlert,
  makeLot,
  makeMember,
  makeReservation,
  makeSite,
  makeSlot,
} from '#tests/support/factories.ts';
import { changeRole } from './commands/change-role.server.ts';
import { createApiToken } from './commands/create-api-token.server.ts';
import { handOverWork } from './commands/hand-over-work.server.ts';
import { leaveOrganisation } from './commands/leave-organisation.server.ts';
import { endStandIn, setStandIn } from './commands/set-stand-in.server.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

/** An organisation with an administrator, and a colleague in some role. */
async function team(role: Role = 'site_manager') {
  const head = await acting(world);
  const colleague = await makeMember(world.owner, { id: head.party.organisation }, role);
  const other = await makeMember(world.owner, { id: head.party.organisation }, 'site_manager');
  return { head, colleague, other, organisation: head.party.organisation };
}
const as = ({ ctx }: Acting, person: MadePerson, role: Role): Ctx => ({
  ...inRole({ ctx } as Acting, role),
  actor: {
    ...inRole({ ctx } as Acting, role).actor,
    person: { ...person, locale: 'fr', platformAdmin: false },
  },
});
const handOver = (
  ctx: Ctx,
  person: MadePerson,
  heir: { publicId: string },
  leaves = true,
  key = randomUUID(),
) => handOverWork(ctx, { key, person: person.publicId, heir: heir.publicId, leaves });
const leadOf = async (site: { id: number }) =>
  Number((await world.owner`select lead_person_id as lead from site where id = ${site.id}`)[0]?.lead);
const names = (readers: { id: number }[]) => readers.map(({ id }) => id);

describe('whoever leaves', () => {
  it('is followed at once: sites, contact told to takers, requests, alerts; and receives nothing more', async () => {
    const { head, colleague, other, organisation } = await team();
    const theirs = { organisation, person: colleague.id };
    await world.owner`update person set phone = '+33612345678' where id = ${colleague.id}`;
    const site = await makeSite(world.owner, theirs, {
      contactName: colleague.name,
      contactPhone: '06 12 34 56 78',
    });
    expect(await leadOf(site)).toBe(colleague.id);
    const lot = await makeLot(world.owner, theirs, { site });
    const taker = await acting(world);
    const asked = await makeReservation(world.owner, lot, taker.party, { acceptedBy: theirs });
    // on the taker's side too: what they asked for elsewhere
    const elsewhere = await party(world.owner);
    const far = await makeSite(world.owner, elsewhere);
    const wanted = await makeReservation(
      world.owner,
      await makeLot(world.owner, elsewhere, { site: far }),
      theirs,
      {
        acceptedBy: elsewhere,
      },
    );
    const slot = await makeSlot(world.owner, far);
    expectOk(await call(world.owner, 'book_slot', theirs, `{${wanted.id}}`, slot.id));
    const alert = await makeAlert(world.owner, colleague);
    await world.owner`update alert set organisation_id = ${organisation} where id = ${alert.id}`;
    await world.owner`
      insert into notification (person_id, dedup_key, kind, side, reservation_id, title, line, path, mail_due_at)
      values (${colleague.id}, ${randomUUID()}, 'reservation.asked', 'holder', ${asked.id}, 'a', 'a', '/reservations', ledger.clock())`;
    const session = await openSession(world.db, colleague.id, {
      ...device,
      organisationId: organisation,
      proof: 'all',
    });
    const { token } = await createApiToken(head.ctx, {
      organisation: head.ctx.actor.organisation?.slug ?? '',
      scopes: ['lots:read'],
    });
    await world.owner`update api_token set created_by = ${colleague.id} where organisation_id = ${organisation}`;
    const request = new Request('http://localhost/api', { headers: { authorization: `Bearer ${token}` } });
    expect(await actorOfToken({ request, context: { db: world.db } })).not.toBeNull();
    expect(await appointmentsOfPerson(head.ctx, colleague.id)).toHaveLength(1);

    expect(await handOver(head.ctx, colleague, other)).toEqual({ sites: 1 });

    expect(await leadOf(site)).toBe(other.id);
    const page = await reservationPage(taker.ctx, asked.publicId);
    expect(page?.place?.holderContact).toMatchObject({ name: other.name, email: other.email });
    expect(JSON.stringify(page)).not.toContain(colleague.name);
    expect(JSON.stringify(page)).not.toContain('06 12 34 56 78');
    expect(names(await takersOf(head.ctx, organisation, colleague.id))).toEqual([other.id]);
    expect(names(await managersOf(head.ctx, organisation))).not.toContain(colleague.id);
    const [moved] = await world.owner`select person_id from alert where id = ${alert.id}`;
    expect(Number(moved?.person_id)).toBe(other.id);
    expect(await world.owner`select 1 from notification where person_id = ${colleague.id}`).toHaveLength(0);
    expect(await readSession(world.db, secretIn(session.cookie))).toMatchObject({ organisation: null });
    expect(await actorOfToken({ request, context: { db: world.db } })).toBeNull();
    expect(await appointmentsOfPerson(head.ctx, colleague.id)).toHaveLength(0);
    expect(await appointmentsOfPerson(head.ctx, other.id)).toHaveLength(1);
  });

  it('on their own, is followed by the first administrator; removed in haste, by whoever removes them', async () => {
    const { head, colleague, other, organisation } = await team();
    const site = await makeSite(world.owner, { organisation, person: colleague.id });
    await leaveOrganisation(as(head, colleague, 'site_manager'), { key: randomUUID() });
    expect(await leadOf(site)).toBe(head.party.person);
    const second = await makeSite(world.owner, { organisation, person: other.id });
    await changeRole(head.ctx, { key: randomUUID(), person: other.publicId, role: 'member' });
    expect(await leadOf(second)).toBe(head.party.person);
    await changeRole(head.ctx, { key: randomUUID(), person: other.publicId, role: null });
    expect(names(await takersOf(head.ctx, organisation, other.id))).toEqual([head.party.person]);
  });

  it('is followed through those who left after', async () => {
    const { head, colleague, other, organisation } = await team();
    await handOver(head.ctx, colleague, other);
    await handOver(head.ctx, other, { publicId: head.ctx.actor.person?.publicId ?? '' });
    expect(names(await takersOf(head.ctx, organisation, colleague.id))).toEqual([head.party.person]);
    // who comes back has their own again
    await makeMember(world.owner, { id: organisation }, 'member', colleague);
    expect(names(await takersOf(head.ctx, organisation, colleague.id))).toEqual([colleague.id]);
  });
});

describe('handing over', () => {
  it('keeps the person where only the sites change hands', async () => {
    const { head, colleague, other, organisation } = await team();
    const sites = await Promise.all(
      [1, 2].map(() => makeSite(world.owner, { organisation, person: colleague.id })),
    );
    expect(await handOver(head.ctx, colleague, other, false)).toEqual({ sites: 2 });
    for (const site of sites) expect(await leadOf(site)).toBe(other.id);
    expect(
      await world.owner`select 1 from membership where person_id = ${colleague.id} and organisation_id = ${organisation}`,
    ).toHaveLength(1);
  });

  it('never takes the last administrator, even when two go at once', async () => {
    const { head, other } = await team();
    const me = { ...head.ctx.actor.person } as MadePerson;
    expect(await refusalOf(handOver(head.ctx, me, other))).toMatchObject({ code: 'last-administrator' });
    expect(await refusalOf(leaveOrganisation(head.ctx, { key: randomUUID() }))).toMatchObject({
      code: 'last-administrator',
    });
    expect(
      await refusalOf(changeRole(head.ctx, { key: randomUUID(), person: me.publicId, role: 'member' })),
    ).toMatchObject({ code: 'last-administrator' });
    const second = await makeMember(world.owner, { id: head.party.organisation }, 'administrator');
    const both = await Promise.allSettled([
      handOver(as(head, second, 'administrator'), me, other),
      handOver(head.ctx, second, other),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(
      await world.owner`select 1 from membership where organisation_id = ${head.party.organisation} and role = 'administrator'`,
    ).toHaveLength(1);
  });

  it('is for administrators, to somebody of the organisation who may run sites', async () => {
    const { head, colleague, other } = await team();
    const stranger = await acting(world);
    const member = await makeMember(world.owner, { id: head.party.organisation }, 'member');
    for (const role of ['member', 'site_manager', 'analyst'] as const)
      expect(await refusalOf(handOver(inRole(head, role), colleague, other))).toMatchObject({
        code: 'forbidden',
      });
    expect(await refusalOf(handOver(stranger.ctx, colleague, other))).toMatchObject({ code: 'not-found' });
    const outsider = { publicId: stranger.ctx.actor.person?.publicId ?? '' };
    for (const heir of [member, colleague, outsider])
      expect(await refusalOf(handOver(head.ctx, colleague, heir))).toMatchObject({
        code: 'invalid-input',
        field: 'heir',
      });
  });

  it('the database lets nobody lead a site of an organisation they are not in', async () => {
    const { head, colleague, organisation } = await team();
    const site = await makeSite(world.owner, head.party);
    const stranger = await acting(world);
    await expect(
      world.owner`update site set lead_person_id = ${stranger.party.person} where id = ${site.id}`,
    ).rejects.toThrow(/site_lead/);
    await world.owner`update site set lead_person_id = ${colleague.id} where id = ${site.id}`;
    await world.owner`delete from membership where organisation_id = ${organisation} and person_id = ${colleague.id}`;
    expect(await leadOf(site)).toBe(0);
  });
});

describe('a stand-in', () => {
  const day = async (days: number) =>
    String((await world.owner`select (ledger.clock()::date + ${days}::int)::text as day`)[0]?.day);
  const set = (ctx: Ctx, person: MadePerson, standIn: MadePerson, startsOn: string, endsOn: string) =>
    setStandIn(ctx, {
      key: randomUUID(),
      person: person.publicId,
      standIn: standIn.publicId,
      startsOn,
      endsOn,
    });

  it('receives what they would, on those days alone', async () => {
    const { head, colleague, organisation } = await team();
    const member = await makeMember(world.owner, { id: organisation }, 'member');
    expect(names(await managersOf(head.ctx, organisation))).not.toContain(member.id);
    const { publicId } = await set(head.ctx, colleague, member, await day(-1), await day(2));
    expect(names(await managersOf(head.ctx, organisation))).toContain(member.id);
    expect(names(await takersOf(head.ctx, organisation, colleague.id)).sort()).toEqual(
      [colleague.id, member.id].sort(),
    );
    await endStandIn(head.ctx, { key: randomUUID(), standIn: publicId });
    expect(names(await managersOf(head.ctx, organisation))).not.toContain(member.id);
    await set(head.ctx, colleague, member, await day(10), await day(12));
    expect(names(await managersOf(head.ctx, organisation))).not.toContain(member.id);
  });

  it('is said by oneself or an administrator, for one at a time, and ends with the place of either', async () => {
    const { head, colleague, other, organisation } = await team();
    const [from, until] = [await day(0), await day(5)];
    expect(
      await refusalOf(set(as(head, other, 'site_manager'), colleague, other, from, until)),
    ).toMatchObject({ code: 'forbidden' });
    const own = as(head, colleague, 'site_manager');
    const both = await Promise.allSettled([
      set(own, colleague, other, from, until),
      set(own, colleague, other, from, until),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'stand-in-overlaps' },
    });
    const stranger = await acting(world);
    const outsider = { ...stranger.ctx.actor.person } as MadePerson;
    expect(await refusalOf(set(head.ctx, colleague, outsider, await day(20), await day(21)))).toMatchObject({
      code: 'invalid-input',
    });
    expect(await refusalOf(set(head.ctx, colleague, other, until, from))).toMatchObject({
      code: 'invalid-input',
    });
    await handOver(head.ctx, other, { publicId: head.ctx.actor.person?.publicId ?? '' });
    expect(await world.owner`select 1 from stand_in where organisation_id = ${organisation}`).toHaveLength(0);
  });
});
