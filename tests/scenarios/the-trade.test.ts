import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { lotPage } from '#app/domain/lots/lot-page.server.ts';
import { findOrCreateGuest } from '#app/domain/organisations/commands/find-or-create-guest.server.ts';
import { acceptReservation } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { confirmGuestRequest } from '#app/domain/reservations/commands/confirm-guest-request.server.ts';
import { requestAsGuest } from '#app/domain/reservations/commands/request-as-guest.server.ts';
import { reserveLot } from '#app/domain/reservations/commands/reserve-lot.server.ts';
import { reservationPage } from '#app/domain/reservations/queries.server.ts';
import { territoryFigures } from '#app/domain/statistics/figures.server.ts';
import { auditOf } from '#tests/ledger/world.ts';
import { device, watchedOutside } from '#tests/support/accounts.ts';
import { acting, visitor } from '#tests/support/context.ts';
import { freshDatabase } from '#tests/support/database.ts';
import { clockAt, jobsRun, mailsTo, offerDoors, says } from './trade.ts';

it('a visitor asks for eight doors by a mail link, comes, takes six: two return to stock, six count once everywhere, each reads mails in their language', async () => {
  const world = await freshDatabase();
  const holder = await acting(world, { locale: 'fr' });
  const lot = await offerDoors(holder, world);
  const email = 'malo@renaud.example';
  const stranger = visitor(world, 'en');

  let token = '';
  await requestAsGuest(stranger, lot, {
    key: randomUUID(),
    input: {
      quantity: 8000,
      purpose: 'own_home',
      name: 'Malo Renaud',
      email,
      phone: '0612345678',
      communeCode: '35278',
    },
    send: async (_tx, mail) => {
      token = mail.token;
    },
  });
  expect((await lotPage(stranger, lot))?.leftMilli).toBe(42_000);

  const { guest, reserved } = await confirmGuestRequest(stranger, token, (tx, input) =>
    findOrCreateGuest(tx, watchedOutside(), { input, device }),
  );
  const malo = {
    ...stranger,
    actor: { person: guest.person, organisation: guest.organisation, via: 'session' as const },
  };
  const id = reserved.publicId;
  expect((await lotPage(stranger, lot))?.leftMilli).toBe(34_000);
  expect((await reservationPage(malo, id))?.place).toBeNull();

  await acceptReservation(holder.ctx, id, { key: randomUUID() });
  expect((await reservationPage(malo, id))?.place?.address).toBe('12 rue du Secret');

  expect(await says(malo, id, { quantity: '6' })).toMatchObject({ state: 'waiting-other-side' });
  expect(await territoryFigures(stranger, { level: 'france', code: 'fr' }, 'origin')).toMatchObject({
    massG: 0,
  });
  expect(await says(holder.ctx, id, { quantity: '6' })).toMatchObject({ state: 'confirmed', left: 36_000 });
  expect((await lotPage(stranger, lot))?.leftMilli).toBe(36_000);

  const movements = await world.owner`
    select kind, qty, mass_g, low_g, high_g, evidence, counts, origin_commune, destination_commune
      from ledger.movement where lot_id = (select id from lot where public_id = ${lot}) order by seq`;
  expect(movements.map(({ kind, qty }) => `${kind} ${qty}`)).toEqual([
    'open 42000',
    'reserve 8000',
    'collect 6000',
    'release 2000',
  ]);
  expect(movements[2]).toMatchObject({
    ...{ mass_g: 120_000, low_g: 90_000, high_g: 150_000, evidence: 'C', counts: true },
    ...{ origin_commune: '35238', destination_commune: '35278' },
  });

  const [home] = await world.owner`
    select c.epci_siren as epci, c.departement_code as departement, d.region_code as region
      from commune c join departement d on d.code = c.departement_code where c.code = '35238'`;
  const levels = [
    { level: 'commune', code: '35238' },
    { level: 'epci', code: String(home?.epci) },
    { level: 'departement', code: String(home?.departement) },
    { level: 'region', code: String(home?.region) },
    { level: 'france', code: 'fr' },
  ] as const;
  for (const level of levels)
    expect(await territoryFigures(stranger, level, 'origin'), level.level).toMatchObject({
      massG: 120_000,
      handovers: 1,
    });

  await jobsRun(world);
  const [his, hers] = [await mailsTo(world, email), await mailsTo(world, holder.email)];
  expect(his.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['reservation.requested', 'reservation.accepted']),
  );
  expect(new Set(his.map(({ locale }) => locale))).toEqual(new Set(['en']));
  expect(new Set(hers.map(({ locale }) => locale))).toEqual(new Set(['fr']));
  expect(his.find(({ kind }) => kind === 'reservation.accepted')?.text).toContain('12 rue du Secret');
  expect(hers.map(({ text }) => text).join()).toContain('Malo Renaud');
  expect([...his, ...hers].every(({ subject }) => subject.length > 5)).toBe(true);
  expect(await auditOf(world.owner)).toEqual([]);
});

it('the holder weighs, the taker counted another number: a dispute, then one says the other’s words and the ticket counts', async () => {
  const world = await freshDatabase();
  const [holder, taker] = [await acting(world), await acting(world, { locale: 'en' })];
  const lot = await offerDoors(holder, world);
  const asked = { quantity: 8000, purpose: 'client_works' as const };
  const { publicId: id } = await reserveLot(taker.ctx, lot, { key: randomUUID(), input: asked });
  await acceptReservation(holder.ctx, id, { key: randomUUID() });

  expect((await says(holder.ctx, id, { quantity: '8', method: 'weighed', massKg: '171,4' })).state).toBe(
    'waiting-other-side',
  );
  expect((await says(taker.ctx, id, { quantity: '7' })).state).toBe('disputed');
  expect(await reservationPage(taker.ctx, id)).toMatchObject({
    state: 'accepted',
    handoverDetail: { holder: { qtyMilli: 8000, massG: 171_400, evidence: 'A' }, taker: { qtyMilli: 7000 } },
  });
  expect((await says(taker.ctx, id, { quantity: '8' })).state).toBe('confirmed');
  const [line] =
    await world.owner`select mass_g, low_g, high_g, evidence from ledger.movement where kind = 'collect'`;
  expect(line).toEqual({ mass_g: 171_400, low_g: 167_972, high_g: 174_828, evidence: 'A' });

  await jobsRun(world);
  const told = async (email: string) => (await mailsTo(world, email)).map(({ kind }) => kind);
  for (const email of [holder.email, taker.email]) expect(await told(email)).toContain('handover.disputed');
  expect(await auditOf(world.owner)).toEqual([]);
});

it('a site in La Réunion: deadlines are said and kept in its own time, mails included', async () => {
  const world = await freshDatabase();
  const [commune] = await world.sql`select code from commune where departement_code = '974' limit 1`;
  await clockAt(world, '2027-03-02 21:30+04');
  const [holder, taker] = [await acting(world), await acting(world)];
  const lot = await offerDoors(holder, world, { communeCode: String(commune?.code) });
  const { publicId: id } = await reserveLot(taker.ctx, lot, {
    key: randomUUID(),
    input: { quantity: 2000, purpose: 'own_home' },
  });
  const requested = await reservationPage(taker.ctx, id);
  expect(requested?.zone).toBe('Indian/Reunion');
  // 72 hours later it is night there: the next morning at eight, five in the morning in Rennes
  expect(new Date(requested?.expiresAt ?? '').toISOString()).toBe('2027-03-06T04:00:00.000Z');
  await jobsRun(world);
  const [mail] = await mailsTo(world, taker.email);
  expect(mail?.text.replace(/[\u202f\u00a0]/g, ' ')).toMatch(/6 mars.*(08:00|8 h 00|8 h)/);

  await acceptReservation(holder.ctx, id, { key: randomUUID() });
  // in Rennes it is still the second of March: there, the third
  await clockAt(world, '2027-03-03 01:30+04');
  expect(await says(taker.ctx, id, { quantity: '2', pickedUpOn: '2027-03-03' })).toMatchObject({
    state: 'waiting-other-side',
  });
});
