import { keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { attachTicket } from '#app/domain/ledger/commands/attach-ticket.server.ts';
import { ticketPhotoKey } from '#app/domain/ledger/ticket.ts';
import { refuse } from '#app/domain/refusal.ts';
import { reservationToAct } from '#app/domain/reservations/commands/answer-reservation.server.ts';
import type { PhotoWorld } from '#app/http/photo.server.ts';
import { keepPhotos, makePhotos } from '#app/http/small-photos.server.ts';

interface Call {
  key: string;
  reservation: string;
  ticket: readonly Blob[];
}

/** Photos of a ticket, re-encoded once it is known that their sender may hand over, then kept beside its words. */
export async function keepTicket(ctx: Ctx, world: PhotoWorld, call: Call): Promise<void> {
  await reservationToAct(ctx, call.reservation, 'handover');
  if (call.ticket.length === 0) return refuse('not-a-photo', { field: 'ticket' });
  await sayWithTicket(ctx, world, { ...call, weighed: true }, async () => undefined);
}

/**
 * Says a hand-over, then keeps the photos of its ticket: pictures that cannot be read are refused before anything is said. The same
 * key again finds both done.
 */
export async function sayWithTicket<Answer>(
  ctx: Ctx,
  world: PhotoWorld,
  { key, reservation, ticket, weighed }: Call & { weighed: boolean },
  say: () => Promise<Answer>,
): Promise<Answer> {
  if (ticket.length === 0) return say();
  if (!weighed) return refuse('ticket-not-weighed', { field: 'ticket' });
  await reservationToAct(ctx, reservation, 'handover');
  const made = await makePhotos(world, { files: ticket, key, field: 'ticket' });
  const answer = await say();
  const photos = made.map(({ facts }) => facts);
  await attachTicket(ctx, { key: keyWithin(key, 'ticket'), reservation, photos }, () =>
    keepPhotos(world, made, ticketPhotoKey),
  );
  return answer;
}
