import type { z } from 'zod';
import type { Ctx } from '#app/domain/context.ts';
import { conditionsDigest } from '#app/domain/lots/lot-page.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import {
  declineOffer,
  leaveWaitlist,
  takeOffer,
} from '#app/domain/reservations/commands/wait-in-line.server.ts';
import { placePage } from '#app/domain/reservations/waitlist.server.ts';
import { bodyOf, idempotencyKeyOf } from '#app/http/api/input.server.ts';
import { nothingBody, takeBody } from '#app/http/api/reservation-input.ts';
import { answer } from '#app/http/api/reservation-shapes.server.ts';
import { placed, placedOf, takenOf } from '#app/http/api/waitlist-shapes.server.ts';

interface WaitingVerb {
  summary: string;
  body: z.ZodType;
  answer: z.ZodType;
  carryOut(ctx: Ctx, id: string, request: Request): Promise<unknown>;
}

const originOf = (request: Request) => new URL(request.url).origin;

/** Ends or passes a place; only its key is asked. */
function givesUp(summary: string, command: typeof leaveWaitlist): WaitingVerb {
  return {
    summary,
    body: nothingBody,
    answer: placed,
    carryOut: async (ctx, id, request) => {
      const key = idempotencyKeyOf(request);
      await bodyOf(nothingBody, request);
      return placedOf(await command(ctx, id, { key }), originOf(request));
    },
  };
}

/** What can be asked of a place in the waitlist. The key and the body are read before the command. */
export const waitingVerbs: Record<string, WaitingVerb> = {
  take: {
    summary: 'Take what is offered: it becomes your reservation',
    body: takeBody,
    answer,
    carryOut: async (ctx, id, request) => {
      const key = idempotencyKeyOf(request);
      const { note, accept_conditions } = await bodyOf(takeBody, request);
      const found = (await placePage(ctx, id)) ?? refuse('not-found');
      const conditions = accept_conditions ? await conditionsDigest(ctx, found.lot.publicId) : undefined;
      return takenOf(await takeOffer(ctx, id, { key, input: { note, conditions } }), originOf(request));
    },
  },
  decline: givesUp('Decline what is offered: it goes to the next', declineOffer),
  leave: givesUp('Leave the waitlist', leaveWaitlist),
};
