import fc from 'fast-check';
import { expect, it } from 'vitest';
import { testDatabase } from '#tests/support/database.ts';
import { type DisclosureFacts, mayReadPlace, placeNeeds } from './disclosure.ts';
import { RESERVATION_STATES } from './vocabulary.ts';

const facts: fc.Arbitrary<DisclosureFacts> = fc.record({
  side: fc.constantFrom('holder', 'taker'),
  state: fc.constantFrom(...RESERVATION_STATES),
  lapsed: fc.boolean(),
  atOnce: fc.boolean(),
  booked: fc.boolean(),
  proven: fc.boolean(),
});

it('the rule and its SQL twin say the same of anything', async () => {
  const { sql } = await testDatabase();
  await fc.assert(
    fc.asyncProperty(facts, async (f) => {
      const [row] = await sql`
        select ledger.may_read_place(${f.side}, ${f.state}, ${f.lapsed}, ${f.atOnce}, ${f.booked}, ${f.proven}) as may`;
      expect(row?.may).toBe(mayReadPlace(f));
    }),
    { numRuns: 400 },
  );
});

const at = (changes: Partial<DisclosureFacts>): DisclosureFacts => ({
  ...{ side: 'taker', state: 'accepted', lapsed: false, atOnce: false, booked: false, proven: false },
  ...changes,
});

it('is read by both sides from acceptance on, and by nobody once the reservation falls', () => {
  for (const side of ['holder', 'taker'] as const) {
    const read = RESERVATION_STATES.filter((state) => mayReadPlace(at({ side, state })));
    expect(read).toEqual(['accepted', 'scheduled', 'handed_over']);
    expect(RESERVATION_STATES.filter((state) => mayReadPlace(at({ side, state, lapsed: true })))).toEqual([]);
  }
});

it('accepted at once, the taker needs a proof and an hour; the holder needs neither', () => {
  const once = (changes: Partial<DisclosureFacts>) => at({ atOnce: true, ...changes });
  expect(placeNeeds(once({}))).toEqual(['proof', 'hour']);
  expect(placeNeeds(once({ booked: true, state: 'scheduled' }))).toEqual(['proof']);
  expect(placeNeeds(once({ proven: true }))).toEqual(['hour']);
  expect(mayReadPlace(once({ proven: true, booked: true, state: 'scheduled' }))).toBe(true);
  expect(mayReadPlace(once({ side: 'holder' }))).toBe(true);
  expect(placeNeeds(once({ state: 'cancelled' }))).toEqual([]);
});
