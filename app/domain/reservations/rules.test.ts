import { describe, expect, it, test } from 'vitest';
import type { ActingOrganisation, Actor, Role } from '#app/domain/context.ts';
import { canActOnReservation, sideOf } from './policy.ts';
import { guestReserveInput, reserveInput } from './schema.ts';
import { RESERVATION_STATES, type ReservationState } from './vocabulary.ts';
import { allowedVerbs, reservationWorkflow } from './workflow.ts';

const parties = { holderOrganisationId: 1, takerOrganisationId: 2 };
const actor = (id: number | null, role: Role = 'member'): Actor => ({
  person: null,
  organisation: id === null ? null : ({ id, role } as ActingOrganisation),
  via: 'session',
});

describe('the life of a reservation', () => {
  const table: [ReservationState, string, string][] = [
    ['offered', 'cancel', 'take cancel'],
    ['requested', 'accept refuse cancel extend', 'cancel'],
    ['accepted', 'cancel extend book confirm', 'cancel book confirm'],
    ['scheduled', 'cancel extend book unbook confirm', 'cancel book unbook confirm'],
    ['handed_over', '', ''],
    ['refused', '', ''],
    ['cancelled', '', ''],
    ['expired', '', ''],
    ['not_collected', '', ''],
  ];
  test.each(table)('%s: the holder may %j, the taker %j', (state, holder, taker) => {
    expect(allowedVerbs(state, 'holder').join(' ')).toBe(holder);
    expect(allowedVerbs(state, 'taker').join(' ')).toBe(taker);
  });

  it('tells every state', () => expect(table.map(([state]) => state)).toEqual([...RESERVATION_STATES]));

  it('answers a declared hand-over instead of cancelling it', () =>
    expect(allowedVerbs('accepted', 'taker', true)).toEqual(['confirm']));

  it('never leaves a closed state', () => {
    const left = Object.values(reservationWorkflow).flatMap(({ from }) => from as readonly string[]);
    expect(
      left.filter((state) => !['offered', 'requested', 'accepted', 'scheduled'].includes(state)),
    ).toEqual([]);
  });
});

describe('who stands where', () => {
  it('the two sides, and nobody else', () => {
    expect(sideOf(actor(1), parties)).toBe('holder');
    expect(sideOf(actor(2), parties)).toBe('taker');
    expect(sideOf(actor(3), parties)).toBeNull();
    expect(sideOf(actor(null), parties)).toBeNull();
  });

  it('an analyst stands on no side', () => {
    expect(sideOf(actor(1, 'analyst'), parties)).toBeNull();
    expect(canActOnReservation(actor(2, 'analyst'), parties)).toBe(false);
  });

  test.each<[Role, boolean, boolean]>([
    ['member', false, true],
    ['site_manager', true, true],
    ['administrator', true, true],
  ])('a %s acts for the holder: %s, for the taker: %s', (role, holder, taker) => {
    expect(canActOnReservation(actor(1, role), parties)).toBe(holder);
    expect(canActOnReservation(actor(2, role), parties)).toBe(taker);
  });
});

describe('a request as typed', () => {
  const asked = { quantity: '6', purpose: 'own_home' };
  const who = {
    name: 'Malo Renaud',
    email: ' Malo@Renaud.example ',
    phone: '06 12 34 56 78',
    communeCode: '35024',
  };
  const wrong = (input: object) => [
    ...new Set((guestReserveInput.safeParse(input).error?.issues ?? []).map(({ path }) => String(path[0]))),
  ];

  it('keeps quantities as thousandths and leaves unsaid what was not said', () =>
    expect(reserveInput.parse({ ...asked, quantity: '2,5', substitution: '', note: '  ' })).toEqual({
      quantity: 2500,
      purpose: 'own_home',
      substitution: undefined,
      note: undefined,
    }));

  it('reads a visitor in four facts', () =>
    expect(guestReserveInput.parse({ ...asked, ...who })).toMatchObject({
      email: 'malo@renaud.example',
      phone: '0612345678',
    }));

  it('names each fact that is missing or wrong', () => {
    expect(wrong({}).sort()).toEqual(['communeCode', 'email', 'name', 'phone', 'purpose', 'quantity']);
    expect(wrong({ ...asked, ...who, quantity: '0' })).toEqual(['quantity']);
    expect(wrong({ ...asked, ...who, quantity: '-3' })).toEqual(['quantity']);
    expect(wrong({ ...asked, ...who, purpose: 'sculpture' })).toEqual(['purpose']);
    expect(wrong({ ...asked, ...who, email: 'malo@renaud' })).toEqual(['email']);
    expect(wrong({ ...asked, ...who, note: 'x'.repeat(2001) })).toEqual(['note']);
  });
});
