import type { LoaderFunctionArgs } from '@remix-run/node';
import { readCheckpoint } from '#app/http/checkpoint.server.ts';

/** The signed note itself. */
export async function loader(args: LoaderFunctionArgs) {
  const { checkpoint, headers } = await readCheckpoint(args);
  return new Response(checkpoint.note, { headers });
}
