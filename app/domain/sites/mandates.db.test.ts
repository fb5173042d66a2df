import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx, Role } from '#app/domain/context.ts';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { createLot } from '#app/domain/lots/commands/create-lot.server.ts';
import { publishLot } from '#app/domain/lots/commands/publish-lot.server.ts';
import { withdrawLot } from '#app/domain/lots/commands/withdraw-lot.server.ts';
import { lotInput } from '#app/domain/lots/schema.ts';
import { acceptReservation } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { reservationPage, reservationsOfSite } from '#app/domain/reservations/queries.server.ts';
import { type Party, party } from '#tests/ledger/world.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { actsOn } from './acts.server.ts';
import { endMandate } from './commands/end-mandate.server.ts';
import { giveMandate } from './commands/give-mandate.server.ts';
import { forSite, onceEntrusted, type Place } from './for-site.server.ts';
import { type MandateScope, mandateInput } from './mandate-schema.ts';
import { entrustedSites, mandatesOfSite } from './mandates.server.ts';
import { mySites, siteWholeView } from './queries.server.ts';

// a database of its own: its clock is moved
let world: TestDatabase;
beforeAll(async () => {
  world = await freshDatabase();
});

async function as(of: Party, role: Role = 'site_manager'): Promise<Ctx> {
  const [row] =
    await world.owner`select id, slug, name, kind from organisation where id = ${of.organisation}`;
  const organisation = {
    ...row,
    id: of.organisation,
    role,
    territory: null,
  } as unknown as ActingOrganisation;
  const actor = { person: { id: of.person } as never, organisation, via: 'session' as const };
  return { db: world.db, actor, now: new Date(), locale: 'fr' };
}
const slugOf = async (of: Party) =>
  String((await world.owner`select slug from organisation where id = ${of.organisation}`)[0]?.slug);

const today = async () =>
  String((await world.owner`select (ledger.clock() at time zone 'Europe/Paris')::date::text as day`)[0]?.day);

interface Given {
  scopes?: MandateScope[];
  startsOn?: string;
  endsOn?: string;
}

async function give(
  holder: Party,
  home: Made,
  to: Party,
  { scopes = ['list', 'answer', 'handover'], startsOn, endsOn }: Given = {},
  key = randomUUID(),
) {
  const typed = { organisation: await slugOf(to), scopes, startsOn: startsOn ?? (await today()), endsOn };
  return giveMandate(await as(holder), home.publicId, { key, input: mandateInput.parse(typed) });
}

/** A holder, its site, and a consultant entrusted with it. */
async function entrusted(given: Given = {}) {
  const [holder, consultant] = [await party(world.owner), await party(world.owner)];
  const home = await makeSite(world.owner, holder);
  const mandate = await give(holder, home, consultant, given);
  return { holder, consultant, home, mandate };
}

const acting = async (of: Party, place: Place, role?: Role) => forSite(await as(of, role), place);
const typedLot = lotInput.parse({
  ...{ typeCode: 'BOI-01', title: 'Poutres', unit: 'kg', quantity: '12', pricing: 'gift', condition: 'good' },
  ...{ asbestos: 'no', lead: 'no', removal: 'removed' },
});
const list = (ctx: Ctx, home: Made, key = randomUUID()) =>
  createLot(ctx, home.publicId, { key, input: typedLot });
const moveClock = (by: string) => world.owner`update ledger.setting set clock_offset = ${by}::interval`;

describe('giving a mandate', () => {
  it('keeps who gave it, tells both, and shows on both sides', async () => {
    const { holder, consultant, home, mandate } = await entrusted();
    const whole = await siteWholeView(await as(holder), home.publicId);
    expect(await mandatesOfSite(await as(holder), whole?.id ?? 0)).toMatchObject([
      { publicId: mandate.publicId, state: 'running', scopes: ['list', 'answer', 'handover'] },
    ]);
    expect(await entrustedSites(await as(consultant))).toMatchObject([{ site: { publicId: home.publicId } }]);
    const events =
      await world.owner`select kind from event where organisation_id = ${holder.organisation} and kind like 'mandate.%'`;
    expect(events.map(({ kind }) => kind)).toEqual(['mandate.given']);
  });

  it('is refused to oneself, to nobody, twice over the same days, by a member, by a stranger', async () => {
    const { holder, consultant, home } = await entrusted();
    await expect(give(holder, home, holder)).rejects.toMatchObject({ code: 'mandate-to-self' });
    await expect(give(holder, home, consultant)).rejects.toMatchObject({ code: 'mandate-exists' });
    const input = mandateInput.parse({
      organisation: 'nobody at all',
      scopes: 'list',
      startsOn: await today(),
    });
    await expect(
      giveMandate(await as(holder), home.publicId, { key: randomUUID(), input }),
    ).rejects.toMatchObject({
      code: 'organisation-unknown',
      details: { field: 'organisation' },
    });
    const other = {
      key: randomUUID(),
      input: { ...input, organisation: await slugOf(await party(world.owner)) },
    };
    await expect(giveMandate(await as(holder, 'member'), home.publicId, other)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const stranger = await as(await party(world.owner));
    await expect(giveMandate(stranger, home.publicId, other)).rejects.toMatchObject({ code: 'not-found' });
    expect(await world.owner`select from mandate where site_id = ${home.id}`).toHaveLength(1);
  });

  it('two at once give one', async () => {
    const [holder, consultant] = [await party(world.owner), await party(world.owner)];
    const home = await makeSite(world.owner, holder);
    const both = await Promise.allSettled([give(holder, home, consultant), give(holder, home, consultant)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('is not given by whoever holds one', async () => {
    const { consultant, home } = await entrusted();
    const ctx = await acting(consultant, { site: home.publicId });
    const input = mandateInput.parse({
      organisation: await slugOf(await party(world.owner)),
      scopes: 'list',
      startsOn: await today(),
    });
    await expect(giveMandate(ctx, home.publicId, { key: randomUUID(), input })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('acting for another', () => {
  it('lists and publishes for the holder; the trace carries both', async () => {
    const { holder, consultant, home } = await entrusted();
    const ctx = await acting(consultant, { site: home.publicId });
    const { publicId } = await list(ctx, home);
    await publishLot(await acting(consultant, { lot: publicId }), publicId, { key: randomUUID() });
    const [lot] =
      await world.owner`select organisation_id, status, created_by from lot where public_id = ${publicId}`;
    expect(lot).toMatchObject({
      organisation_id: holder.organisation,
      status: 'published',
      created_by: consultant.person,
    });
    const by = await slugOf(consultant);
    const whose = await slugOf(holder);
    expect(await actsOn(await as(holder), { site: home.publicId })).toMatchObject([
      { name: 'lot.publish', by: { organisation: by }, for: whose },
      { name: 'create-lot', by: { organisation: by }, for: whose },
    ]);
    expect(await actsOn(await as(holder), { lot: publicId })).toHaveLength(1);
    const [event] = await world.owner`select organisation_id, by_organisation_id, person_id from event
      where kind = 'lot.published' and organisation_id = ${holder.organisation}`;
    expect(event).toMatchObject({
      by_organisation_id: consultant.organisation,
      person_id: consultant.person,
    });
    const [movement] = await world.owner`
      select c.by_organisation_id as by, m.actor_person_id as person from ledger.movement m join lot l on l.id = m.lot_id
        join command c on c.organisation_id = l.organisation_id and c.key = m.command_key where l.public_id = ${publicId}`;
    expect(movement).toMatchObject({ by: consultant.organisation, person: consultant.person });
  });

  it('answers and hands over, and the taker reads who did', async () => {
    const { holder, consultant, home } = await entrusted();
    const lot = await makeLot(world.owner, holder, { site: home });
    const taker = await party(world.owner);
    const asked = await makeReservation(world.owner, lot, taker);
    const ctx = await acting(consultant, { reservation: asked.publicId });
    expect(await reservationPage(ctx, asked.publicId)).toMatchObject({ side: 'holder' });
    await acceptReservation(ctx, asked.publicId, { key: randomUUID() });
    const input = { quantity: 2000, method: 'counted' as const };
    await confirmHandover(ctx, asked.publicId, { key: randomUUID(), input } as never);
    const acts = await actsOn(await as(taker), { reservation: asked.publicId });
    expect(acts.map(({ name }) => name)).toEqual(['reservation.confirm-handover', 'reservation.accept']);
    expect(acts[0]?.by).toEqual({ organisation: await slugOf(consultant) });
  });

  it('never answers nor confirms a request of its own', async () => {
    const { holder, consultant, home } = await entrusted();
    const lot = await makeLot(world.owner, holder, { site: home });
    const asked = await makeReservation(world.owner, lot, consultant);
    const own = await acting(consultant, { reservation: asked.publicId });
    expect(await reservationPage(own, asked.publicId)).toMatchObject({ side: 'taker' });
    await expect(acceptReservation(own, asked.publicId, { key: randomUUID() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const onSite = await acting(consultant, { site: home.publicId });
    await expect(acceptReservation(onSite, asked.publicId, { key: randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('only within its scopes', async () => {
    const { holder, consultant, home } = await entrusted({ scopes: ['list'] });
    const lot = await makeLot(world.owner, holder, { site: home });
    const asked = await makeReservation(world.owner, lot, await party(world.owner));
    const reservation = await acting(consultant, { reservation: asked.publicId });
    await expect(acceptReservation(reservation, asked.publicId, { key: randomUUID() })).rejects.toMatchObject(
      { code: 'not-found' },
    );
    expect(
      await reservationsOfSite(await acting(consultant, { site: home.publicId }), home.publicId),
    ).toEqual([]);

    const answering = await entrusted({ scopes: ['answer'] });
    const ctx = await acting(answering.consultant, { site: answering.home.publicId });
    await expect(list(ctx, answering.home)).rejects.toMatchObject({ code: 'forbidden' });
    const own = await makeLot(world.owner, answering.holder, { site: answering.home });
    const there = await acting(answering.consultant, { lot: own.publicId });
    await expect(withdrawLot(there, own.publicId, { key: randomUUID(), fate: 'kept' })).rejects.toMatchObject(
      { code: 'forbidden' },
    );
    const taken = await makeReservation(world.owner, own, await party(world.owner), {
      acceptedBy: answering.holder,
    });
    const hand = await acting(answering.consultant, { reservation: taken.publicId });
    await expect(
      confirmHandover(hand, taken.publicId, {
        key: randomUUID(),
        input: { quantity: 2000, method: 'counted' } as never,
      }),
    ).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('only on its site: another site of the same giver stays a stranger’s', async () => {
    const { holder, consultant, home } = await entrusted();
    const other = await makeSite(world.owner, holder);
    const lot = await makeLot(world.owner, holder, { site: other, publish: false });
    const ctx = await acting(consultant, { site: home.publicId });
    expect(await siteWholeView(ctx, other.publicId)).toBeNull();
    expect(await mySites(ctx)).toHaveLength(1);
    await expect(list(ctx, other)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(publishLot(ctx, lot.publicId, { key: randomUUID() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const plain = await acting(consultant, { lot: lot.publicId });
    await expect(publishLot(plain, lot.publicId, { key: randomUUID() })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('with the role one has at home, and nothing for a stranger', async () => {
    const { consultant, home } = await entrusted();
    await expect(
      list(await acting(consultant, { site: home.publicId }, 'member'), home),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const stranger = await party(world.owner);
    await expect(list(await acting(stranger, { site: home.publicId }), home)).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await acting(stranger, { site: randomUUID() })).toMatchObject({
      actor: { organisation: { id: stranger.organisation } },
    });
  });

  it('sent twice with one key is done once', async () => {
    const { consultant, home } = await entrusted();
    const key = randomUUID();
    const ctx = await acting(consultant, { site: home.publicId });
    const [one, two] = await Promise.all([list(ctx, home, key), list(ctx, home, key)]);
    expect(two).toEqual(one);
  });
});

describe('the end of a mandate', () => {
  it('by the giver cuts access at once, even to what was already open', async () => {
    const { holder, consultant, home, mandate } = await entrusted();
    const before = await acting(consultant, { site: home.publicId });
    const { publicId } = await list(before, home);
    const lot = await acting(consultant, { lot: publicId });
    await endMandate(await as(holder), mandate.publicId, { key: randomUUID() });
    await expect(list(before, home)).rejects.toMatchObject({ code: 'mandate-over' });
    await expect(publishLot(lot, publicId, { key: randomUUID() })).rejects.toMatchObject({
      code: 'mandate-over',
    });
    await expect(list(await acting(consultant, { site: home.publicId }), home)).rejects.toMatchObject({
      code: 'not-found',
    });
    const [kept] = await world.owner`select status from lot where public_id = ${publicId}`;
    expect(kept?.status).toBe('draft');
  });

  it('by whoever holds it; not by a member, a stranger, nor twice', async () => {
    const { consultant, mandate, holder } = await entrusted();
    const end = async (ctx: Ctx) => endMandate(ctx, mandate.publicId, { key: randomUUID() });
    await expect(end(await as(consultant, 'member'))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(end(await as(await party(world.owner)))).rejects.toMatchObject({ code: 'not-found' });
    await end(await as(consultant));
    await expect(end(await as(holder))).rejects.toMatchObject({ code: 'already-done' });
    expect(await entrustedSites(await as(consultant))).toEqual([]);
  });

  it('waits for what is being done with it, then nothing more is', async () => {
    const { holder, consultant, home, mandate } = await entrusted();
    const ctx = await acting(consultant, { site: home.publicId });
    const [acts, end] = await Promise.allSettled([
      Promise.allSettled(Array.from({ length: 8 }, () => list(ctx, home))),
      endMandate(await as(holder), mandate.publicId, { key: randomUUID() }),
    ]);
    expect(end.status).toBe('fulfilled');
    const done = acts.status === 'fulfilled' ? acts.value.filter(({ status }) => status === 'fulfilled') : [];
    const [after] =
      await world.owner`select count(*)::int as n from command c join mandate m on m.id = c.mandate_id
      where m.public_id = ${mandate.publicId} and c.name = 'create-lot'`;
    expect(after?.n).toBe(done.length);
    await expect(list(ctx, home)).rejects.toMatchObject({ code: 'mandate-over' });
  });

  it('by its last day, at midnight of the site; before its first day nothing is open', async () => {
    const day = await today();
    const { consultant, home, holder } = await entrusted({ endsOn: day });
    const ctx = await acting(consultant, { site: home.publicId });
    await list(ctx, home);
    try {
      await moveClock('25 hours');
      await expect(list(ctx, home)).rejects.toMatchObject({ code: 'mandate-over' });
      await expect(list(await acting(consultant, { site: home.publicId }), home)).rejects.toMatchObject({
        code: 'not-found',
      });
      const next = await give(holder, home, consultant, { startsOn: '2090-01-01' });
      await expect(list(await acting(consultant, { site: home.publicId }), home)).rejects.toMatchObject({
        code: 'not-found',
      });
      expect(next.publicId).toBeTruthy();
      const told = async () => (await world.owner`select public.mandates_end(100) as n`)[0]?.n;
      expect(await told()).toBe(1);
      expect(await told()).toBe(0);
    } finally {
      await moveClock('0');
    }
  });
});

describe('the serving role', () => {
  it('can neither rewrite a mandate nor lengthen it', async () => {
    await expect(world.sql`update mandate set scopes = array['list']`).rejects.toThrow('permission denied');
    await expect(world.sql`update mandate set ends_on = null`).rejects.toThrow('permission denied');
    await expect(world.sql`delete from mandate`).rejects.toThrow('permission denied');
  });
});

it('whoever held a mandate is told that it ended; strangers and its giver are told nothing of it', async () => {
  const { holder, consultant, home, mandate } = await entrusted({ scopes: ['list'] });
  const lot = await makeLot(world.owner, holder, { site: home });
  const places: Place[] = [{ site: home.publicId }, { lot: lot.publicId }];
  const told = async (who: Party) => {
    const ctx = await as(who);
    return Promise.all(places.map((place) => onceEntrusted(ctx, place)));
  };
  const stranger = await party(world.owner);
  expect(await told(consultant)).toEqual([false, false]);
  await endMandate(await as(holder), mandate.publicId, { key: randomUUID() });
  expect(await told(consultant)).toEqual([true, true]);
  for (const other of [holder, stranger]) expect(await told(other)).toEqual([false, false]);
});
