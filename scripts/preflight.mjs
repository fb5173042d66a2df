// What every way of starting needs: the right Node and installed packages, said in one sentence when they are missing.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const LEAST = [20, 19];

export function preflight() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < LEAST[0] || (major === LEAST[0] && minor < LEAST[1])) {
    giveUp(`Gisement needs Node ${LEAST.join('.')} or later; this is ${process.versions.node}.`);
  }
  if (!existsSync(join(root, 'node_modules', 'tsx')))
    giveUp('Packages are not installed: run "npm install" first.');
  process.chdir(root);
}

export function giveUp(message) {
  process.stderr.write(`\n${message}\n\n`);
  process.exit(1);
}

/** An expected failure is one sentence; anything else keeps its stack. */
export function explain(error) {
  const expected = ['SettingError', 'PortTaken', 'DataFolderInUse', 'DatabaseUnusable'].includes(error?.name);
  giveUp(expected ? error.message : (error?.stack ?? String(error)));
}
