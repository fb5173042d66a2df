import { json, type LoaderFunctionArgs } from '@remix-run/node';
import { searchPlaces } from '#app/domain/territories/search.server.ts';
import { isLevel, LEVELS } from '#app/domain/territories/vocabulary.ts';
import { contextOf } from '#app/http/context.server.ts';

/** Suggestions for a box where a place is typed: `?q=…&level=commune`. Official names change once a year. */
export async function loader(args: LoaderFunctionArgs) {
  const ctx = await contextOf(args);
  const { searchParams } = new URL(args.request.url);
  const level = searchParams.get('level') ?? '';
  const levels = isLevel(level) ? [level] : LEVELS;
  const places = await searchPlaces(ctx, searchParams.get('q') ?? '', { levels, limit: 10 });
  return json({ places }, { headers: { 'Cache-Control': 'public, max-age=3600' } });
}
