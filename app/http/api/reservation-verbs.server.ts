import type { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { confirmHandover } from '#app/domain/ledger/commands/confirm-handover.server.ts';
import { answerAsk } from '#app/domain/reservations/commands/answer-ask.server.ts';
import {
  acceptReservation,
  cancelReservation,
  extendReservation,
  refuseReservation,
} from '#app/domain/reservations/commands/answer-reservation.server.ts';
import { bookSlot, leaveSlot } from '#app/domain/slots/commands/book-slot.server.ts';
import { instant } from '#app/http/api/facts.ts';
import { bodyOf, idempotencyKeyOf } from '#app/http/api/input.server.ts';
import {
  acceptBody,
  extendBody,
  handoverBody,
  questionBody,
  reasonBody,
} from '#app/http/api/reservation-input.ts';
import { answer, answerOf, handoverAnswer, handoverOf } from '#app/http/api/reservation-shapes.server.ts';
import { bookBody, booked, leaveBody, left, urlOf } from '#app/http/api/slot-shapes.server.ts';

interface Asked<Body> {
  ctx: Ctx;
  id: string;
  key: string;
  origin: string;
  body: Body;
}

export interface Verb {
  summary: string;
  body: z.ZodType;
  answer: z.ZodType;
  carryOut(ctx: Ctx, id: string, request: Request): Promise<unknown>;
}

/** What can be asked of a reservation: body in, command, answer out. The key and the body are read before the command. */
function verb<B extends z.ZodType, A extends z.ZodType>(
  summary: string,
  schemas: { body: B; answer: A },
  run: (asked: Asked<z.output<B>>) => Promise<z.infer<A>>,
): Verb {
  return {
    summary,
    ...schemas,
    carryOut: async (ctx, id, request) => {
      const key = idempotencyKeyOf(request);
      const body = await bodyOf(schemas.body, request);
      return run({ ctx, id, key, body, origin: new URL(request.url).origin });
    },
  };
}

export const reservationVerbs: Record<string, Verb> = {
  accept: verb(
    "The holder accepts; a public owner's gift says why it may be made",
    { body: acceptBody, answer },
    async ({ ctx, id, key, origin, body }) => {
      const gift = body.gift && {
        giftBasis: body.gift.basis,
        giftUnitValue: body.gift.unit_value_cents,
        giftDecision: body.gift.decision,
        giftJustification: body.gift.justification,
      };
      return answerOf(await acceptReservation(ctx, id, { key, gift, price: body.price }), origin);
    },
  ),
  refuse: verb('The holder refuses', { body: reasonBody, answer }, async ({ ctx, id, key, body, origin }) =>
    answerOf(await refuseReservation(ctx, id, { key, reason: body.reason }), origin),
  ),
  cancel: verb('Either side gives up', { body: reasonBody, answer }, async ({ ctx, id, key, body, origin }) =>
    answerOf(await cancelReservation(ctx, id, { key, reason: body.reason }), origin),
  ),
  extend: verb(
    'The holder gives more time',
    { body: extendBody, answer },
    async ({ ctx, id, key, body, origin }) =>
      answerOf(await extendReservation(ctx, id, { key, until: body.until }), origin),
  ),
  'book-slot': verb(
    'The taker, or the holder for it, books a slot or moves to it',
    { body: bookBody, answer: booked },
    async ({ ctx, id, key, body, origin }) => {
      const made = await bookSlot(ctx, { key, slot: body.slot, reservations: [id, ...body.with] });
      return {
        id,
        starts_at: instant(made.startsAt),
        ends_at: instant(made.endsAt),
        moved: made.moved,
        expires_at: instant(made.expiresAt),
        url: urlOf(id, origin),
      };
    },
  ),
  'leave-slot': verb(
    'Gives the slot back; the reservation stays accepted',
    { body: leaveBody, answer: left },
    async ({ ctx, id, key, body, origin }) => {
      const { expiresAt } = await leaveSlot(ctx, { key, reservations: [id, ...body.with] });
      return { id, expires_at: instant(expiresAt), url: urlOf(id, origin) };
    },
  ),
  stay: verb(
    'The taker keeps the reservation as it now is, and answers a question',
    { body: questionBody, answer },
    async ({ ctx, id, key, origin, body }) =>
      answerOf(await answerAsk(ctx, id, { key, ask: body.question, stays: true }), origin),
  ),
  leave: verb(
    'The taker leaves rather than keep less, or come another day',
    { body: questionBody, answer },
    async ({ ctx, id, key, origin, body }) =>
      answerOf(await answerAsk(ctx, id, { key, ask: body.question, stays: false }), origin),
  ),
  'confirm-handover': verb(
    'One side says what was taken; equal words of both count the mass',
    { body: handoverBody, answer: handoverAnswer },
    async ({ ctx, id, key, body, origin }) => {
      const input = {
        quantity: body.quantity,
        method: body.evidence === 'weighed' ? ('weighed' as const) : ('counted' as const),
        massKg: body.mass_kg,
        evidence: body.evidence,
        pickedUpOn: body.picked_up_on,
        identicalUse: body.identical_use,
      };
      return handoverOf(await confirmHandover(ctx, id, { key, input }), id, origin);
    },
  ),
};
