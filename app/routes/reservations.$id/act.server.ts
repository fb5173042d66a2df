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
import type { PhotoWorld } from '#app/http/photo.server.ts';
import { sayWithTicket } from '#app/http/tickets.server.ts';
import type { intents } from './intents.ts';

export type Done =
  | 'accept'
  | 'refuse'
  | 'cancel'
  | 'extend'
  | 'stay'
  | 'leave'
  | 'waiting'
  | 'confirmed'
  | 'notCollected'
  | 'disputed';

const said = {
  'waiting-other-side': 'waiting',
  confirmed: 'confirmed',
  disputed: 'disputed',
  'not-collected': 'notCollected',
} as const;

/** Runs what was asked and says which sentence of `reservations.act.done` tells it. */
export async function carryOut(
  { ctx, world }: { ctx: Ctx; world: PhotoWorld },
  id: string,
  asked: z.output<typeof intents>,
  key: string,
): Promise<Done> {
  switch (asked.intent) {
    case 'accept':
      await acceptReservation(ctx, id, { key, gift: asked, price: asked.price });
      return 'accept';
    case 'refuse':
      await refuseReservation(ctx, id, { key, reason: asked.reason });
      return 'refuse';
    case 'cancel':
      await cancelReservation(ctx, id, { key, reason: asked.reason });
      return 'cancel';
    case 'extend':
      await extendReservation(ctx, id, { key, until: asked.until });
      return 'extend';
    case 'stay':
    case 'leave':
      await answerAsk(ctx, id, { key, ask: asked.ask, stays: asked.intent === 'stay' });
      return asked.intent;
    case 'confirm': {
      const { ticket, method } = asked;
      const call = { key, reservation: id, ticket, weighed: method === 'weighed' };
      const { state } = await sayWithTicket(ctx, world, call, () =>
        confirmHandover(ctx, id, { key, input: asked }),
      );
      return said[state];
    }
  }
}
