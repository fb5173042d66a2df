import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';
import { messagePhotoKey } from '#app/domain/messages/limits.ts';
import { photoOfThread } from '#app/domain/messages/queries.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { actingAt, contextOf, requirePerson } from '#app/http/context.server.ts';
import { publicIdOf } from '#app/http/param.server.ts';

/** A photo of a message, to the two sides of its reservation; a browser keeps it for its reader alone. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(actingAt(args, 'reservation'));
  requirePerson(ctx, args.request);
  const reservation = publicIdOf(args.params);
  const photo = publicIdOf(args.params, 'photo');
  const { widths } = (await photoOfThread(ctx, { reservation, photo })) ?? refuse('not-found');
  const small = new URL(args.request.url).searchParams.get('size') === 'small';
  const width = (small ? widths[0] : widths.at(-1)) ?? 480;
  const found = await args.context.storage.get(messagePhotoKey(photo, width));
  if (!found) {
    args.context.report(new Error(`the file of the message's photo ${photo} is missing`));
    throw new Response(null, { status: 410 });
  }
  return new Response(createReadableStreamFromReadable(found.stream), {
    headers: {
      'Content-Type': 'image/webp',
      'Content-Length': String(found.object.bytes),
      'Content-Disposition': `inline; filename="photo-${width}.webp"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, max-age=3600',
    },
  });
}
