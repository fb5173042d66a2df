import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';

/** Ids of the routes of the build, without `routes/` and without the root, which no address reaches alone. */
export async function manifest(): Promise<string[]> {
  const file = pathToFileURL(join(process.cwd(), 'build/server/index.js')).href;
  const { routes } = (await import(/* @vite-ignore */ file)) as ServerBuild;
  return Object.keys(routes)
    .filter((id) => id !== 'root')
    .map((id) => id.replace('routes/', ''));
}
