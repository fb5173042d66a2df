// Some registries lack platform packages: npm then drops them from the lock without a word, and `npm ci` fails elsewhere.
import { readFileSync } from 'node:fs';

const lock = JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8'));
const entries = Object.entries(lock.packages);
const names = new Set(entries.map(([path]) => path.split('node_modules/').pop()));
const faults = [];
for (const [path, entry] of entries) {
  for (const name of Object.keys(entry.optionalDependencies ?? {})) {
    if (!names.has(name)) faults.push(`${path}@${entry.version ?? ''} lacks ${name}`);
  }
  if (/^https?:/.test(entry.resolved ?? '')) faults.push(`${path} names a registry: ${entry.resolved}`);
}
for (const fault of faults) console.log(fault);
console.log(faults.length > 0 ? `lock: ${faults.length} faults` : `lock complete, ${entries.length} entries`);
process.exitCode = faults.length > 0 ? 1 : 0;
