import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { searchTypes } from '#app/domain/materials/queries.server.ts';
import { contextOf } from '#app/http/context.server.ts';

/** Suggestions for a box where a material is typed: `?q=…&family=MIN`. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const { searchParams } = new URL(args.request.url);
  const family = searchParams.get('family') ?? undefined;
  const types = await searchTypes(ctx, searchParams.get('q') ?? '', { family, limit: 12 });
  return json({ types }, { headers: { 'Cache-Control': 'public, max-age=3600' } });
}
