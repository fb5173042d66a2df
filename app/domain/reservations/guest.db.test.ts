import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Ctx } from '#app/domain/context.ts';
import { findOrCreateGuest } from '#app/domain/organisations/commands/find-or-create-guest.server.ts';
import { anyEmail, device, watchedOutside } from '#tests/support/accounts.ts';
import { type Acting, acting, refusalOf, visitor } from '#tests/support/context.ts';
import { freshDatabase, type TestDatabase } from '#tests/support/database.ts';
import { type Made, makeLot, makePerson, makeReservation } from '#tests/support/factories.ts';
import { confirmGuestRequest, draftOf } from './commands/confirm-guest-request.server.ts';
import { requestAsGuest, type SendConfirmation } from './commands/request-as-guest.server.ts';

let world: TestDatabase;
let holder: Acting;

beforeAll(async () => {
  world = await freshDatabase();
  holder = await acting(world);
});

const lotOf = (units = 20) => makeLot(world.owner, holder.party, { units });
const who = (more: object = {}) => ({
  quantity: 6000,
  purpose: 'own_home' as const,
  name: 'Malo Renaud',
  email: anyEmail('malo'),
  phone: '0612345678',
  communeCode: '35278',
  ...more,
});
type Mail = Parameters<SendConfirmation>[1];

/** Asks as a visitor; the mail that left. */
async function ask(lot: Made, more: object = {}, key = randomUUID()): Promise<Mail | undefined> {
  const mails: Mail[] = [];
  const send: SendConfirmation = async (_tx, mail) => void mails.push(mail);
  await requestAsGuest(visitor(world), lot.publicId, { key, input: who(more), send });
  return mails[0];
}
async function link(lot: Made, more: object = {}): Promise<string> {
  const mail = await ask(lot, more);
  if (!mail) throw new Error('no mail left');
  return mail.token;
}
const press = (token: string, ctx: Ctx = visitor(world)) =>
  confirmGuestRequest(ctx, token, (tx, input) => findOrCreateGuest(tx, watchedOutside(), { input, device }));
const known = async (email: string) =>
  (await world.owner`select count(*)::int as n from person where email = ${email}`)[0]?.n;
const drafts = async (lot: Made) =>
  (await world.owner`select count(*)::int as n from reservation_draft where lot_id = ${lot.id}`)[0]?.n;
const sessions = async (email: string) =>
  (
    await world.owner`select count(*)::int as n from session s join person p on p.id = s.person_id where p.email = ${email}`
  )[0]?.n;

describe('a visitor asks', () => {
  it('holds nothing until the link is followed; sent twice, one mail leaves', async () => {
    const lot = await lotOf();
    const email = anyEmail();
    const key = randomUUID();
    expect(await ask(lot, { email }, key)).toMatchObject({
      email,
      quantityMilli: 6000,
      unit: 'u',
      lotPublicId: lot.publicId,
    });
    expect(await ask(lot, { email }, key)).toBeUndefined();
    expect(await drafts(lot)).toBe(1);
    expect(await known(email)).toBe(0);
    const [stock] = await world.owner`select held from ledger.stock where lot_id = ${lot.id}`;
    expect(stock?.held).toBe(0);
  });

  it('keeps only the hash of the link', async () => {
    const lot = await lotOf();
    const token = await link(lot);
    const [row] =
      await world.owner`select to_jsonb(d)::text as all from reservation_draft d where lot_id = ${lot.id}`;
    expect(String(row?.all)).not.toContain(token);
  });

  it('is refused beside the field, and nothing is kept', async () => {
    const lot = await lotOf(5);
    expect(await refusalOf(ask(lot))).toEqual({
      code: 'not-enough-left',
      field: 'quantity',
      leftMilli: 5000,
      unit: 'u',
    });
    expect(await refusalOf(ask(lot, { quantity: 1500 }))).toMatchObject({
      code: 'bad-quantity',
      field: 'quantity',
      stepMilli: 1000,
    });
    expect(await refusalOf(ask(lot, { quantity: 1000, communeCode: '99999' }))).toEqual({
      code: 'commune-unknown',
      field: 'communeCode',
    });
    expect(await drafts(lot)).toBe(0);
  });

  it('is told nothing of a draft lot, and that a lot whose window is over is closed', async () => {
    const draft = await makeLot(world.owner, holder.party, { publish: false });
    expect(await refusalOf(ask(draft))).toEqual({ code: 'not-found' });
    const over = await lotOf();
    await world.owner`update lot set available_until = (ledger.clock() - interval '2 days')::date where id = ${over.id}`;
    expect((await refusalOf(ask(over))).code).toBe('lot-closed');
  });
});

describe('the link', () => {
  it('makes the person known, opens a session and lets the request leave', async () => {
    const lot = await lotOf();
    const email = anyEmail();
    const { reserved, guest } = await press(await link(lot, { email, note: 'Samedi' }));
    expect(reserved).toMatchObject({ state: 'requested', left: 14_000 });
    expect(guest.organisation.kind).toBe('private_person');
    expect(guest.session.cookie).toContain('=');
    const [row] = await world.owner`
      select p.email_verified_at is not null as verified, p.password_hash, r.taker_organisation_id = ${guest.organisation.id} as own
        from person p join ledger.reservation r on r.taker_person_id = p.id where p.email = ${email}`;
    expect(row).toEqual({ verified: true, password_hash: null, own: true });
  });

  it('pressed twice, or in two tabs at once, makes one reservation and one session', async () => {
    const lot = await lotOf();
    const email = anyEmail();
    const token = await link(lot, { email });
    const results = await Promise.allSettled([press(token), press(token), press(token)]);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(['already-done', 'already-done']);
    expect(await sessions(email)).toBe(1);
    const [row] =
      await world.owner`select count(*)::int as n from ledger.reservation where lot_id = ${lot.id}`;
    expect(row?.n).toBe(1);
    expect(await draftOf(visitor(world), token)).toMatchObject({
      confirmed: true,
      reservationPublicId: null,
    });
  });

  it('shows its reservation afterwards to whoever made it, and only to them', async () => {
    const token = await link(await lotOf());
    const { reserved, guest } = await press(token);
    const own: Ctx = {
      ...visitor(world),
      actor: { person: guest.person, organisation: guest.organisation, via: 'session' },
    };
    expect(await draftOf(own, token)).toMatchObject({ reservationPublicId: reserved.publicId });
    expect(await draftOf((await acting(world)).ctx, token)).toMatchObject({ reservationPublicId: null });
  });

  it('pressed after the lot was exhausted: told what is left, the person rolled back, the link still good', async () => {
    const lot = await lotOf(8);
    const email = anyEmail();
    const token = await link(lot, { email });
    const other = await acting(world);
    const { id } = await makeReservation(world.owner, lot, other.party, { units: 5 });
    expect(await refusalOf(press(token))).toEqual({ code: 'not-enough-left', leftMilli: 3000, unit: 'u' });
    expect(await known(email)).toBe(0);
    expect(await draftOf(visitor(world), token)).toMatchObject({
      confirmed: false,
      lot: { leftMilli: 3000 },
    });
    await world.owner`select ledger.cancel(${other.party.organisation}, ${other.party.person}, ${randomUUID()}, ${id})`;
    expect((await press(token)).reserved.state).toBe('requested');
  });

  it('expired, unknown or of a withdrawn lot: each its own answer, nothing made', async () => {
    const lot = await lotOf();
    const email = anyEmail();
    const token = await link(lot, { email });
    expect(await draftOf(visitor(world), 'nothing')).toBeNull();
    expect((await refusalOf(press('nothing'))).code).toBe('link-expired');
    await world.owner`select ledger.withdraw(${holder.party.organisation}, ${holder.party.person}, ${randomUUID()}, ${lot.id}, null, 'recycled', null)`;
    expect(await draftOf(visitor(world), token)).toMatchObject({ closed: true });
    expect((await refusalOf(press(token))).code).toBe('lot-closed');
    await world.owner`update ledger.setting set clock_offset = clock_offset + interval '25 hours'`;
    expect(await draftOf(visitor(world), token)).toMatchObject({ expired: true });
    expect((await refusalOf(press(token))).code).toBe('link-expired');
    expect(await known(email)).toBe(0);
  });

  it('never signs a platform administrator in', async () => {
    const { email, id } = await makePerson(world.owner, { platformAdmin: true });
    const token = await link(await lotOf(), { email });
    expect((await refusalOf(press(token))).code).toBe('sign-in-needed');
    expect(await sessions(email)).toBe(0);
    const [row] = await world.owner`select count(*)::int as n from membership where person_id = ${id}`;
    expect(row?.n).toBe(0);
  });

  it('of the holder’s own mailbox asks in the person’s own name, not the firm’s', async () => {
    const token = await link(await lotOf(), { email: holder.email });
    const { guest } = await press(token);
    expect(guest.organisation.id).not.toBe(holder.party.organisation);
  });
});
