import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ActingOrganisation, Ctx } from '#app/domain/context.ts';
import { type Party, party } from '#tests/ledger/world.ts';
import { type TestDatabase, testDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makeReservation, makeSite } from '#tests/support/factories.ts';
import { acceptReservation } from './commands/answer-reservation.server.ts';
import { reserveLot } from './commands/reserve-lot.server.ts';
import { giftBasisOf } from './gift.server.ts';
import type { GiftInput } from './gift-schema.ts';

let world: TestDatabase;
beforeAll(async () => {
  world = await testDatabase();
});

function as(of: Party): Ctx {
  const organisation = { id: of.organisation, role: 'administrator', kind: 'firm', territory: null };
  const actor = { person: { id: of.person } as never, organisation: organisation as ActingOrganisation };
  return { db: world.db, actor: { ...actor, via: 'session' }, now: new Date(), locale: 'fr' };
}

/** A published free lot of a commune's building, listed by a firm. */
async function gift({ mode = 'ask', price = 0 } = {}) {
  const holder = await party(world.owner);
  const home = await makeSite(world.owner, holder);
  await world.owner`update site set owner_name = 'Commune', owner_status = 'collectivite', title_holder = 'owner' where id = ${home.id}`;
  const lot = await makeLot(world.owner, holder, { site: home });
  await world.owner`update lot set price_cents = ${price}, accept_mode = ${mode} where id = ${lot.id}`;
  return { holder, lot };
}

const reserve = (ctx: Ctx, lot: Made, key = randomUUID()) =>
  reserveLot(ctx, lot.publicId, {
    key,
    input: { quantity: 2000, purpose: 'own_home', communeCode: '35238' },
  });
const accept = (ctx: Ctx, reservation: { publicId: string }, gift?: GiftInput, key = randomUUID()) =>
  acceptReservation(ctx, reservation.publicId, { key, gift });
const state = async (one: Made) =>
  (await world.owner`select state from ledger.reservation where id = ${one.id}`)[0]?.state;

const clause = { giftBasis: '2', giftUnitValue: 12_000, giftDecision: 'Délibération 2026-41' } as const;
const justified = {
  giftBasis: 'justified',
  giftJustification: 'Aucun autre preneur en trois mois, objets sans valeur.',
} as const;

describe('accepting a public owner’s gift', () => {
  it('asks why, and accepts nothing until it is said', async () => {
    const { holder, lot } = await gift();
    const asked = await makeReservation(world.owner, lot, await party(world.owner));
    const key = randomUUID();
    await expect(accept(as(holder), asked, undefined, key)).rejects.toMatchObject({
      code: 'gift-basis-needed',
    });
    expect(await state(asked)).toBe('requested');
    expect(await giftBasisOf(as(holder), asked.id)).toBeNull();
    await accept(as(holder), asked, justified, key);
    expect(await state(asked)).toBe('accepted');
    expect(await giftBasisOf(as(holder), asked.id)).toMatchObject({
      clause: null,
      justification: justified.giftJustification,
    });
  });

  it('takes a case of the law only for a recipient it names, under the value it sets', async () => {
    const { holder, lot } = await gift();
    const firm = await makeReservation(world.owner, lot, await party(world.owner));
    await expect(accept(as(holder), firm, clause)).rejects.toMatchObject({ code: 'gift-clause-unfit' });
    const recipient = await party(world.owner, 'association');
    const association = await makeReservation(world.owner, lot, recipient);
    // what it says of itself gives it no right before somebody checked it
    await expect(accept(as(holder), association, clause)).rejects.toMatchObject({
      code: 'gift-clause-unfit',
    });
    await world.owner`update organisation set verified_at = ledger.clock() where id = ${recipient.organisation}`;
    await expect(accept(as(holder), association, { ...clause, giftUnitValue: 30_001 })).rejects.toMatchObject(
      {
        code: 'gift-value-over',
        details: { field: 'giftUnitValue' },
      },
    );
    await accept(as(holder), association, clause);
    expect(await giftBasisOf(as(holder), association.id)).toMatchObject({
      clause: '2',
      unitValueCents: 12_000,
    });
  });

  it('sent twice with one key, even at once, is kept once', async () => {
    const { holder, lot } = await gift();
    const asked = await makeReservation(world.owner, lot, await party(world.owner));
    const key = randomUUID();
    const both = await Promise.all([
      accept(as(holder), asked, justified, key),
      accept(as(holder), asked, justified, key),
    ]);
    expect(both.map((one) => one.state)).toEqual(['accepted', 'accepted']);
  });

  it('asks nothing of a sale', async () => {
    const { holder, lot } = await gift({ price: 500 });
    const asked = await makeReservation(world.owner, lot, await party(world.owner));
    await accept(as(holder), asked);
    expect(await state(asked)).toBe('accepted');
  });

  it('tells a stranger nothing', async () => {
    const { lot } = await gift();
    const asked = await makeReservation(world.owner, lot, await party(world.owner));
    await expect(accept(as(await party(world.owner)), asked, justified)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('asking for a public owner’s gift', () => {
  it('anyone may ask, and the holder will answer', async () => {
    const { lot } = await gift();
    expect(await reserve(as(await party(world.owner)), lot)).toMatchObject({ state: 'requested' });
  });

  it('is never accepted by a machine', async () => {
    const { lot } = await gift({ mode: 'at_once' });
    await expect(reserve(as(await party(world.owner)), lot)).rejects.toMatchObject({
      code: 'gift-needs-answer',
    });
  });

  it('is refused to those whom a stricter rule excludes, from its first day', async () => {
    const { lot } = await gift();
    const strict = {
      recipients: [{ clause: '11', statuses: ['collectivite'] }],
      unitValueMaxCents: 0,
      otherwise: 'refuse',
    };
    const [rule] = await world.owner`
      insert into offering_rule (code, position, effect, reason_fr, reason_en, basis_fr, basis_en, conditions, gift, source_quality, valid_from)
      values ('ZG-01', 0, 'warn', 'a', 'a', 'a', 'a', ${world.owner.json({ owner: ['collectivite'], free: true })},
        ${world.owner.json(strict)}, 'test', '2026-01-01') returning id`;
    const key = randomUUID();
    await expect(reserve(as(await party(world.owner)), lot, key)).rejects.toMatchObject({
      code: 'recipient-not-eligible',
    });
    expect(await world.owner`select from command where key = ${key}`).toHaveLength(0);
    await world.owner`update offering_rule set valid_until = '2026-01-02' where id = ${Number(rule?.id)}`;
    expect(await reserve(as(await party(world.owner)), lot)).toMatchObject({ state: 'requested' });
  });
});
