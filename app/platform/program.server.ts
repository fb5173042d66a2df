import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A program of ours, for a process of its own: what to run, and with which options of Node. */
export interface Program {
  file: string;
  execArgv: string[];
}

/** Its bundle where this code is bundled itself (see scripts/build-process.mjs), else its source. `source` as in `app/…`. */
export function programOf(name: string, source: string): Program {
  const bundle = join(import.meta.dirname, `${name}.js`);
  if (existsSync(bundle)) return { file: bundle, execArgv: [] };
  const here = createRequire(import.meta.url);
  return {
    file: here.resolve(`#app/${source}`),
    execArgv: ['--import', pathToFileURL(here.resolve('tsx')).href],
  };
}
