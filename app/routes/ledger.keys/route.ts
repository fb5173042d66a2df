import type { LoaderFunctionArgs } from '@remix-run/node';
import { checkpointKeys } from '#app/domain/ledger/checkpoints.server.ts';
import { contextOf } from '#app/http/context.server.ts';

/** The keys that signed checkpoints, the first first, one a line. */
export async function loader(args: LoaderFunctionArgs) {
  const keys = await checkpointKeys(await contextOf(args));
  return new Response(keys.map((key) => `${key}\n`).join(''), {
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-cache' },
  });
}
