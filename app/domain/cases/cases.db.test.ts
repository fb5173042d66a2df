import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { type Acting, acting, alone, refusalOf, visitor } from '#tests/support/context.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation } from '#tests/support/factories.ts';
import { appealCase } from './commands/appeal-case.server.ts';
import { confirmReportMail } from './commands/confirm-report-mail.server.ts';
import { decideCase } from './commands/decide-case.server.ts';
import { liftSuspension } from './commands/lift-suspension.server.ts';
import { openCase } from './commands/open-case.server.ts';
import { reportThing } from './commands/report-thing.server.ts';
import { casePage, deskCases, partyCase } from './queries.server.ts';
import type { DecisionInput } from './schema.ts';
import type { Measure, Reportable } from './vocabulary.ts';

let world: TestDatabase;
let operator: Ctx;
let other: Ctx;
beforeAll(async () => {
  world = await testDatabase();
  operator = await alone(world, { platformAdmin: true });
  other = await alone(world, { platformAdmin: true });
});

const report = (ctx: Ctx, kind: Reportable, id: string, input: { email?: string; body?: string } = {}) =>
  reportThing(ctx, { key: randomUUID(), kind, id, input: { reason: 'stolen', ...input } });

const saying = (measure: Measure, instance: 1 | 2 = 1): DecisionInput => ({
  ...{ intent: 'decide', instance, measure, ground: measure === 'none' ? 'unfounded' : 'law' },
  clause: measure === 'none' ? undefined : 'Code pénal, article 321-1',
  facts: 'The photo shows the panels of a church nearby.',
  reasons: 'They were declared stolen on 3 November.',
});
const decide = (ctx: Ctx, id: string, measure: Measure, instance: 1 | 2 = 1) =>
  decideCase(ctx, id, { key: randomUUID(), input: saying(measure, instance) });

const caseOf = async (number: string) => {
  const [row] =
    await world.sql`select public_id, id, reports, state from report_case where number = ${number}`;
  return { ...row, publicId: String(row?.public_id), id: Number(row?.id), reports: Number(row?.reports) };
};
const isSeen = async (lot: Made) =>
  (await world.sql`select 1 from visible_lots(null) where id = ${lot.id}`).length === 1;

async function lotOf(holder: Acting): Promise<Made> {
  return makeLot(world.sql, holder.party, { units: 4 });
}

async function photoOf(lot: Made): Promise<string> {
  const sha = randomUUID().replaceAll('-', '').repeat(2);
  const [row] = await world.sql`
    with f as (insert into stored_file (sha256, width, height, bytes, thumbhash, widths)
      values (${sha}, 480, 320, 1000, 'x', '{480}') returning id)
    insert into lot_photo (lot_id, file_id) select ${lot.id}, id from f returning public_id`;
  return String(row?.public_id);
}

async function messageTo(holder: Acting, taker: Acting): Promise<string> {
  const reservation = await makeReservation(world.sql, await lotOf(holder), taker.party, { units: 1 });
  await world.sql`insert into message_thread (reservation_id, messages) values (${reservation.id}, 1)`;
  const [row] = await world.sql`
    insert into message (reservation_id, side, organisation_id, person_id, body)
    values (${reservation.id}, 'holder', ${holder.party.organisation}, ${holder.party.person}, 'A shameful sentence.') returning public_id`;
  return String(row?.public_id);
}

describe('a report', () => {
  it('opens a case and is acknowledged; the next ones join it', async () => {
    const lot = await lotOf(await acting(world));
    const first = await report(visitor(world), 'lot', lot.publicId);
    expect(first.number).toMatch(/^S\d{4}-\d{6}$/);
    const second = await report((await acting(world)).ctx, 'lot', lot.publicId);
    expect(second.number).toBe(first.number);
    expect(await caseOf(first.number)).toMatchObject({ reports: 2, state: 'open' });
    const told = await world.sql`
      select 1 from event where kind = 'report.received' and (payload ->> 'report')::bigint in
        (select id from report where case_id = ${(await caseOf(first.number)).id})`;
    expect(told).toHaveLength(2);
  });

  it('said again by the same person, or from the same mailbox, counts once', async () => {
    const lot = await lotOf(await acting(world));
    const me = await acting(world);
    const [one, two] = [await report(me.ctx, 'lot', lot.publicId), await report(me.ctx, 'lot', lot.publicId)];
    expect(two).toEqual(one);
    const email = `${randomUUID()}@example.test`;
    expect((await report(visitor(world), 'lot', lot.publicId, { email })).report).not.toBeNull();
    // nobody learns of another's report by its address
    expect((await report(visitor(world), 'lot', lot.publicId, { email })).report).toBeNull();
    const [kept] =
      await world.sql`select count(*)::int as n from report where case_id = ${(await caseOf(one.number)).id}`;
    expect(kept?.n).toBe(2);
  });

  it('twenty at the same moment open one case', async () => {
    const lot = await lotOf(await acting(world));
    const all = await Promise.all(
      Array.from({ length: 20 }, () => report(visitor(world), 'lot', lot.publicId)),
    );
    expect(new Set(all.map(({ number }) => number)).size).toBe(1);
    expect((await caseOf(all[0]?.number ?? '')).reports).toBe(20);
  });

  it('of which 200 are kept, however many come', async () => {
    const lot = await lotOf(await acting(world));
    const { number } = await report(visitor(world), 'lot', lot.publicId);
    await world.owner`update report_case set reports = 200 where number = ${number}`;
    expect(await report(visitor(world), 'lot', lot.publicId)).toEqual({ number, report: null });
    expect((await caseOf(number)).reports).toBe(201);
  });

  it('is refused of what its reporter cannot see, and of their own', async () => {
    const holder = await acting(world);
    const draft = await makeLot(world.sql, holder.party, { publish: false });
    const stranger = await acting(world);
    expect(await refusalOf(report(stranger.ctx, 'lot', draft.publicId))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(report(holder.ctx, 'lot', (await lotOf(holder)).publicId))).toMatchObject({
      code: 'forbidden',
    });
    const taker = await acting(world);
    const message = await messageTo(holder, taker);
    for (const ctx of [stranger.ctx, visitor(world)])
      expect(await refusalOf(report(ctx, 'message', message))).toMatchObject({ code: 'not-found' });
    expect((await report(taker.ctx, 'message', message)).report).not.toBeNull();
    const personal = await acting(world, { kind: 'private_person' });
    expect(
      await refusalOf(report(stranger.ctx, 'organisation', personal.ctx.actor.organisation?.publicId ?? '')),
    ).toMatchObject({ code: 'not-found' });
  });
});

describe('a decision', () => {
  it('hides the lot, says why to both sides, and is logged; no movement is written', async () => {
    const holder = await acting(world);
    const lot = await lotOf(holder);
    const { number, report: mine } = await report(visitor(world), 'lot', lot.publicId, {
      body: 'I know these doors.',
    });
    const { publicId, id } = await caseOf(number);
    const moved = async () =>
      (await world.sql`select count(*)::int as n from ledger.movement where lot_id = ${lot.id}`)[0]?.n;
    const before = await moved();
    await decide(operator, publicId, 'hide_lot');
    expect([await isSeen(lot), await moved()]).toEqual([false, before]);
    const reporter = await partyCase(visitor(world), { side: 'reporter', report: mine ?? '', byMail: false });
    const owner = await partyCase(visitor(world), { side: 'holder', case: publicId });
    for (const seen of [reporter, owner])
      expect(seen).toMatchObject({
        ...{ state: 'decided', mayAppeal: true },
        decisions: [
          { measure: 'hide_lot', ground: 'law', reasons: 'They were declared stolen on 3 November.' },
        ],
      });
    // neither side reads the other's words, nor which operator decided
    expect(JSON.stringify(owner)).not.toContain('I know these doors.');
    expect(JSON.stringify([owner, reporter])).not.toContain(operator.actor.person?.name);
    const [act] =
      await world.sql`select act, concerns_organisation_id as organisation from operator_act where subject_id = ${publicId}`;
    expect(act).toMatchObject({ act: 'decide-case', organisation: holder.party.organisation });
    expect(
      await world.sql`select 1 from event where kind = 'case.decided' and payload ->> 'case' = ${String(id)}`,
    ).toHaveLength(1);
  });

  it('is taken once by two operators at the same moment', async () => {
    const lot = await lotOf(await acting(world));
    const { publicId, id } = await caseOf((await report(visitor(world), 'lot', lot.publicId)).number);
    const both = await Promise.allSettled([
      decide(operator, publicId, 'hide_lot'),
      decide(other, publicId, 'none'),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const refused = both.find((one): one is PromiseRejectedResult => one.status === 'rejected');
    expect(refused?.reason).toMatchObject({ code: 'case-decided' });
    expect(await world.sql`select 1 from case_decision where case_id = ${id}`).toHaveLength(1);
  });

  it('stays as written, whoever asks the database', async () => {
    await expect(world.sql`update case_decision set reasons = 'something else entirely'`).rejects.toThrow(
      /permission denied/,
    );
    await expect(world.owner`delete from case_decision`).rejects.toThrow();
  });

  it('is refused to whoever runs nothing, and of a measure that the thing does not know', async () => {
    const lot = await lotOf(await acting(world));
    const { publicId } = await caseOf((await report(visitor(world), 'lot', lot.publicId)).number);
    const stranger = await acting(world);
    expect(await refusalOf(decide(stranger.ctx, publicId, 'none'))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(casePage(stranger.ctx, publicId))).toMatchObject({ code: 'not-found' });
    expect(await refusalOf(deskCases(stranger.ctx, { show: 'waiting' }, null))).toMatchObject({
      code: 'not-found',
    });
    expect(await refusalOf(decide(operator, publicId, 'hide_message'))).toMatchObject({
      code: 'invalid-input',
    });
    expect(await isSeen(lot)).toBe(true);
  });

  it('hides a photo and a message, and shows them again on appeal', async () => {
    const [holder, taker] = [await acting(world), await acting(world)];
    const lot = await lotOf(holder);
    const photo = await photoOf(lot);
    const shown = async () =>
      (await world.sql`select 1 from lot_photo where public_id = ${photo}`).length === 1;
    const ofPhoto = await caseOf((await report(visitor(world), 'photo', photo)).number);
    await decide(operator, ofPhoto.publicId, 'hide_photo');
    expect([await shown(), await isSeen(lot)]).toEqual([false, true]);
    const message = await messageTo(holder, taker);
    const readable = async () =>
      (await world.sql`select 1 from message where public_id = ${message} and hidden_at is null`).length ===
      1;
    const ofMessage = await caseOf((await report(taker.ctx, 'message', message)).number);
    await decide(operator, ofMessage.publicId, 'hide_message');
    expect(await readable()).toBe(false);
    for (const { publicId } of [ofPhoto, ofMessage]) {
      await appealCase(
        visitor(world),
        { side: 'holder', case: publicId },
        { key: randomUUID(), body: 'It is mine and shows nobody.' },
      );
      await decide(other, publicId, 'none', 2);
    }
    expect([await shown(), await readable()]).toEqual([true, true]);
  });
});

describe('an appeal', () => {
  const decided = async (measure: Measure = 'hide_lot') => {
    const holder = await acting(world);
    const lot = await lotOf(holder);
    const { number, report: mine } = await report(visitor(world), 'lot', lot.publicId);
    const { publicId } = await caseOf(number);
    await decide(operator, publicId, measure);
    return {
      lot,
      publicId,
      number,
      reporter: { side: 'reporter' as const, report: mine ?? '', byMail: false },
      owner: { side: 'holder' as const, case: publicId },
    };
  };
  const contest = (party: Parameters<typeof appealCase>[1]) =>
    appealCase(visitor(world), party, { key: randomUUID(), body: 'This is not what was stolen.' });

  it('is made once by each side, decided by another operator, for good', async () => {
    const { publicId, owner, reporter, lot } = await decided();
    await contest(owner);
    expect(await refusalOf(contest(owner))).toMatchObject({ code: 'already-done' });
    await contest(reporter);
    expect(await refusalOf(decide(operator, publicId, 'none', 2))).toMatchObject({
      code: 'another-operator',
    });
    expect(await refusalOf(decide(other, publicId, 'none', 1))).toMatchObject({ code: 'case-decided' });
    await decide(other, publicId, 'none', 2);
    expect(await isSeen(lot)).toBe(true);
    expect(await refusalOf(contest(owner))).toMatchObject({ code: 'case-decided' });
    expect(await partyCase(visitor(world), owner)).toMatchObject({ state: 'final', mayAppeal: false });
  });

  it('the same measure decided again stays as it was', async () => {
    const { publicId, owner, lot } = await decided();
    await contest(owner);
    await decide(other, publicId, 'hide_lot', 2);
    expect(await isSeen(lot)).toBe(false);
  });

  it('is refused before the decision and after its delay', async () => {
    const lot = await lotOf(await acting(world));
    const { publicId } = await caseOf((await report(visitor(world), 'lot', lot.publicId)).number);
    expect(await refusalOf(contest({ side: 'holder', case: publicId }))).toMatchObject({
      code: 'wrong-state',
    });
    const late = await decided();
    await world.owner`update report_case set appeal_until = ledger.clock() - interval '1 second' where public_id = ${late.publicId}`;
    expect(await refusalOf(contest(late.owner))).toMatchObject({ code: 'appeal-over' });
    expect(await partyCase(visitor(world), late.owner)).toMatchObject({ mayAppeal: false });
  });

  it('of a case that is not there is told nothing', async () => {
    const unknown = randomUUID();
    expect(await refusalOf(contest({ side: 'holder', case: unknown }))).toMatchObject({ code: 'not-found' });
    expect(
      await refusalOf(partyCase(visitor(world), { side: 'reporter', report: unknown, byMail: true })),
    ).toMatchObject({ code: 'not-found' });
  });

  it('two by the same side at the same moment are one', async () => {
    const { owner } = await decided();
    const both = await Promise.allSettled([contest(owner), contest(owner)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('a suspension decided', () => {
  it('of an organisation hides all it offers, until it is lifted', async () => {
    const holder = await acting(world);
    const lot = await lotOf(holder);
    const organisation = holder.ctx.actor.organisation?.publicId ?? '';
    const publicId = await openCase(operator, {
      key: randomUUID(),
      kind: 'organisation',
      id: organisation,
      reason: 'Several thefts told by the police.',
    });
    await decide(operator, publicId, 'suspend');
    expect([await isSeen(lot), (await casePage(operator, publicId)).suspended]).toEqual([false, true]);
    expect(await refusalOf(report(holder.ctx, 'lot', lot.publicId))).toMatchObject({
      code: 'organisation-suspended',
    });
    await liftSuspension(operator, publicId, { key: randomUUID(), reason: 'They brought their invoices.' });
    expect(await isSeen(lot)).toBe(true);
    expect(
      await refusalOf(
        liftSuspension(operator, publicId, { key: randomUUID(), reason: 'They brought their invoices.' }),
      ),
    ).toMatchObject({ code: 'already-done' });
  });

  it('of whoever wrote a message signs out its author alone', async () => {
    const [holder, taker] = [await acting(world), await acting(world)];
    const { publicId } = await caseOf(
      (await report(taker.ctx, 'message', await messageTo(holder, taker))).number,
    );
    await decide(operator, publicId, 'suspend');
    const [row] = await world.sql`
      select p.suspended_at is not null as person, o.suspended_at is not null as organisation from person p, organisation o
       where p.id = ${holder.party.person} and o.id = ${holder.party.organisation}`;
    expect(row).toEqual({ person: true, organisation: false });
  });

  it('of somebody alone takes the person and what they offer; never an operator', async () => {
    const neighbour = await acting(world, { kind: 'private_person' });
    const lot = await lotOf(neighbour);
    const { publicId } = await caseOf((await report(visitor(world), 'lot', lot.publicId)).number);
    await decide(operator, publicId, 'suspend');
    const [row] =
      await world.sql`select suspended_at is not null as suspended from person where id = ${neighbour.party.person}`;
    expect([row?.suspended, await isSeen(lot)]).toEqual([true, false]);
    const desk = await openCase(operator, {
      key: randomUUID(),
      kind: 'person',
      id: other.actor.person?.publicId ?? '',
      reason: 'A test of the platform.',
    });
    expect(await refusalOf(decide(operator, desk, 'suspend'))).toMatchObject({ code: 'forbidden' });
  });
});

it('a mailbox is confirmed by the link it received alone', async () => {
  const lot = await lotOf(await acting(world));
  const email = `${randomUUID()}@example.test`;
  const { report: mine } = await report(visitor(world), 'lot', lot.publicId, { email });
  const confirm = (byMail: boolean) =>
    confirmReportMail(visitor(world), { side: 'reporter', report: mine ?? '', byMail });
  expect(await refusalOf(confirm(false))).toMatchObject({ code: 'not-found' });
  expect(
    (await partyCase(visitor(world), { side: 'reporter', report: mine ?? '', byMail: false })).report?.email,
  ).toBeNull();
  await confirm(true);
  expect(
    (await partyCase(visitor(world), { side: 'reporter', report: mine ?? '', byMail: true })).report,
  ).toMatchObject({ email, confirmed: true });
});
