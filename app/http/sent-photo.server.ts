import { createReadableStreamFromReadable, type LoaderFunctionArgs } from '@remix-run/node';

/**
 * The bytes of a photo that only some may read, once the route has asked who does: `?size=small` for the small one. Kept by a browser for
 * its reader alone. 410 when its file is gone.
 */
export async function sentPhoto(
  { request, context }: LoaderFunctionArgs,
  {
    photo,
    widths,
    keyOf,
  }: { photo: string; widths: readonly number[]; keyOf: (photo: string, width: number) => string },
): Promise<Response> {
  const small = new URL(request.url).searchParams.get('size') === 'small';
  const width = (small ? widths[0] : widths.at(-1)) ?? 480;
  const found = await context.storage.get(keyOf(photo, width));
  if (!found) {
    context.report(new Error(`the file of the photo ${photo} is missing`));
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
