import { describe, expect, it } from 'vitest';
import type { LotCard } from '#app/domain/lots/views.ts';
import type { ReservationCard } from '#app/domain/reservations/views.ts';
import { atRisk, awaitsHolder, leavingSoon } from './board.ts';

const today = '2026-11-22';
const reservation = (more: Partial<ReservationCard>) =>
  ({
    state: 'accepted',
    lapsed: false,
    awaitsMe: false,
    zone: 'Europe/Paris',
    expiresAt: '2026-11-25T22:00:00Z',
    ...more,
  }) as ReservationCard;
const lot = (publicId: string, availableUntil: string | null, more: Partial<LotCard> = {}) =>
  ({ publicId, availableUntil, status: 'published', leftMilli: 1000, ...more }) as LotCard;

describe('the board of a site', () => {
  it('asks its holder for requests and hand-overs to confirm, not for those that lapsed', () => {
    expect(awaitsHolder(reservation({ state: 'requested' }))).toBe(true);
    expect(awaitsHolder(reservation({ awaitsMe: true }))).toBe(true);
    expect(awaitsHolder(reservation({}))).toBe(false);
    expect(awaitsHolder(reservation({ state: 'requested', lapsed: true }))).toBe(false);
  });

  it('shows what leaves within seven days of the site’s own calendar, soonest first', () => {
    const late = reservation({ publicId: 'late', expiresAt: '2026-11-29T22:30:00Z' });
    const last = reservation({ publicId: 'last', expiresAt: '2026-11-29T23:30:00Z' });
    const soon = reservation({ publicId: 'soon' });
    const gone = reservation({ publicId: 'gone', state: 'handed_over' });
    expect(leavingSoon([late, last, soon, gone], today).map(({ publicId }) => publicId)).toEqual([
      'soon',
      'late',
    ]);
  });

  it('counts the days of open lots to their own end or that of the works', () => {
    const lots = [
      lot('own', '2026-11-30'),
      lot('works', null),
      lot('late', '2027-01-01'),
      lot('none', null, { leftMilli: 0 }),
      lot('draft', null, { status: 'draft' }),
    ];
    expect(atRisk(lots, '2026-12-05', today).map(({ lot: one, days }) => [one.publicId, days])).toEqual([
      ['own', 8],
      ['works', 13],
      ['late', 13],
    ]);
    expect(atRisk(lots, null, today).map(({ lot: one }) => one.publicId)).toEqual(['own', 'late']);
  });
});
