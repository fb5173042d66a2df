import { z } from 'zod';
import type { Place, Taken } from '#app/domain/reservations/commands/wait-in-line.server.ts';
import { WAITING_STATES } from '#app/domain/reservations/vocabulary.ts';
import type { PlaceView } from '#app/domain/reservations/waitlist.server.ts';
import { instant, quantity } from '#app/http/api/facts.ts';
import { unit } from '#app/http/api/lot-shapes.server.ts';
import type { answer } from '#app/http/api/reservation-shapes.server.ts';
import { paths } from '#app/http/paths.ts';

const state = z
  .enum(WAITING_STATES)
  .describe(
    'offered: answer before the deadline. lapsed: not answered in time. closed: the lot is no longer offered.',
  )
  .meta({ id: 'WaitingState' });

/** A place in the waitlist, as its organisation reads it. */
export const place = z
  .strictObject({
    id: z.uuid(),
    state,
    lot: z.strictObject({ id: z.uuid(), title: z.string(), url: z.url() }),
    quantity: z.number(),
    accept_less: z.boolean(),
    unit,
    ahead: z
      .number()
      .int()
      .nullable()
      .describe('Others who are offered something before; null for who does not wait.'),
    joined_at: z.iso.datetime(),
    offer: z.strictObject({ quantity: z.number(), answer_before: z.iso.datetime() }).nullable(),
    reservation: z.uuid().nullable().describe('What an offer taken has become.'),
    url: z.url(),
  })
  .meta({ id: 'Waiting' });

export const placeOf = (found: PlaceView, origin: string): z.infer<typeof place> => ({
  id: found.publicId,
  state: found.state,
  lot: { id: found.lot.publicId, title: found.lot.title, url: origin + paths.lot(found.lot.publicId) },
  quantity: quantity(found.quantityMilli),
  accept_less: found.acceptLess,
  unit: found.unit,
  ahead: found.ahead,
  joined_at: instant(found.joinedAt),
  offer: found.offer && {
    quantity: quantity(found.offer.quantityMilli),
    answer_before: instant(found.offer.expiresAt),
  },
  reservation: found.reservation,
  url: origin + paths.waiting(found.publicId),
});

/** What joining, declining and leaving answer. */
export const placed = z
  .strictObject({
    id: z.uuid(),
    state,
    place: z.number().int().nullable().describe('1 is the next to be offered something.'),
    url: z.url(),
  })
  .meta({ id: 'WaitingPlace' });

export const placedOf = (made: Place, origin: string): z.infer<typeof placed> => ({
  id: made.publicId,
  state: made.state,
  place: made.place,
  url: origin + paths.waiting(made.publicId),
});

export const takenOf = (taken: Taken, origin: string): z.infer<typeof answer> => ({
  id: taken.publicId,
  state: taken.state,
  expires_at: instant(taken.expiresAt),
  url: origin + paths.reservation(taken.publicId),
});
