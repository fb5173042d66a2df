import type { LoaderFunctionArgs } from '@remix-run/node';
import { messagePhotoKey } from '#app/domain/messages/limits.ts';
import { photoOfThread } from '#app/domain/messages/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';
import { sentPhoto } from '#app/http/sent-photo.server.ts';

/** A photo of a message, to the two sides of its reservation. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const reservation = publicIdOf(args.params);
  const photo = publicIdOf(args.params, 'photo');
  const { widths } = (await photoOfThread(ctx, { reservation, photo })) ?? refuse('not-found');
  return sentPhoto(args, { photo, widths, keyOf: messagePhotoKey });
}
