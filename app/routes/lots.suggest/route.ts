import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { suggest } from '#app/domain/lots/suggest.server.ts';
import { contextOf } from '#app/http/context.server.ts';

/** Suggestions for the box where a search is typed: `?q=…`. In the reader's language, hence private. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const q = new URL(args.request.url).searchParams.get('q') ?? '';
  return json(
    { suggestions: await suggest(ctx, q) },
    { headers: { 'Cache-Control': 'private, max-age=60' } },
  );
}
