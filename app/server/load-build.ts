import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import type { ViteDevServer } from 'vite';
import { guardedBuild } from '#app/server/guarded-build.ts';
import type { Build } from '#app/server/remix-adapter.ts';

export async function loadBuild(folder: string): Promise<Build> {
  const address = pathToFileURL(join(folder, 'server', 'index.js')).href;
  return guardedBuild((await import(address)) as ServerBuild);
}

/** In development each request asks Vite, so that an edit shows at once. */
export function viteBuild(vite: ViteDevServer): Build {
  return async () => guardedBuild((await vite.ssrLoadModule('virtual:remix/server-build')) as ServerBuild);
}
