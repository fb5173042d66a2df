import type { LoaderFunctionArgs } from '@remix-run/node';
import { contextOf } from '#app/http/context.server.ts';
import { demonstrationProgress } from '#app/platform/database/demonstration.server.ts';

/** What the banner asks while the demonstration is being played; `null` once it is whole. */
export async function loader(args: LoaderFunctionArgs) {
  const { db } = await contextOf(args);
  return Response.json(await demonstrationProgress(db), { headers: { 'Cache-Control': 'no-store' } });
}
