import type { LoaderFunctionArgs } from '@remix-run/node';
import { ticketPhotoKey } from '#app/domain/ledger/ticket.ts';
import { ticketPhoto } from '#app/domain/ledger/tickets.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { sentPhoto } from '#app/http/sent-photo.server.ts';

/** A photo of a weighing ticket, to the two sides of its reservation and to whoever holds title. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const reservation = publicIdOf(args.params);
  const photo = publicIdOf(args.params, 'photo');
  const { widths } = (await ticketPhoto(ctx, { reservation, photo })) ?? refuse('not-found');
  return sentPhoto(args, { photo, widths, keyOf: ticketPhotoKey });
}
