import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Requirement, requirements } from './asvs.ts';
import { elsewhere } from './asvs-elsewhere.ts';
import { notApplicable } from './asvs-not-applicable.ts';

const root = join(import.meta.dirname, '..', '..');

/** Each requirement with the files of the tests that show it. */
function shown(): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const note = (id: string, file: string) => found.set(id, (found.get(id) ?? new Set()).add(file));
  for (const name of readdirSync(import.meta.dirname).filter((file) => file.endsWith('.test.ts'))) {
    const path = join(import.meta.dirname, name);
    for (const [, ids = ''] of readFileSync(path, 'utf8').matchAll(/\basvs\(((?:'[\d.]+'(?:,\s*)?)+)\)/g))
      for (const [, id = ''] of ids.matchAll(/'([\d.]+)'/g)) note(id, relative(root, path));
  }
  for (const [file, words, ...ids] of elsewhere) {
    const path = join(root, file);
    if (!existsSync(path) || !readFileSync(path, 'utf8').includes(words))
      throw new Error(`${file} has no test “${words}” any more`);
    for (const id of ids) note(id, file);
  }
  return found;
}

const reasonFor = (id: string) =>
  Object.entries(notApplicable).find(([prefix]) => id === prefix || id.startsWith(`${prefix}.`))?.[1];

/** tests/security/ASVS.md: one line a requirement of levels 1 and 2. A requirement nobody shows is said to be open. */
export function asvsTable(): string {
  const found = shown();
  const asked = requirements.filter(({ level }) => level <= 2);
  const known = new Set(requirements.map(({ id }) => id));
  for (const id of found.keys()) if (!known.has(id)) throw new Error(`ASVS 5.0 has no requirement ${id}`);
  const stateOf = ({ id }: Requirement) => {
    const files = found.get(id);
    if (files) return { state: 'tested', by: [...files].sort().join('<br>') };
    const reason = reasonFor(id);
    return reason ? { state: 'not applicable', by: reason } : { state: '**open**', by: '' };
  };
  const rows = asked.map((one) => ({ ...one, ...stateOf(one) }));
  const count = (state: string, level?: number) =>
    rows.filter((row) => row.state === state && (level === undefined || row.level === level)).length;
  const line = (title: string, level?: number) =>
    `| ${title} | ${count('tested', level)} | ${count('not applicable', level)} | ${count('**open**', level)} |`;
  return [
    '# OWASP ASVS 5.0.0, levels 1 and 2, by test',
    '',
    'Written by `npm run asvs` from the tests; `asvs-table.test.ts` compares. "Tested": at least one attack or check named beside it passes,',
    'which is less than an audit. "Open": no test shows it; it may hold all the same, or not. Numbers, levels and titles of',
    'sections are those of the [standard](https://github.com/OWASP/ASVS), where the texts are to be read (OWASP Foundation, CC BY-SA 4.0).',
    '',
    '| | tested | not applicable | open |',
    '|---|---:|---:|---:|',
    line('level 1', 1),
    line('level 2', 2),
    line('both'),
    '',
    '| requirement | level | section | state | by, or why |',
    '|---|---:|---|---|---|',
    ...rows.map(
      ({ id, level, section, state, by }) => `| ${id} | ${level} | ${section} | ${state} | ${by} |`,
    ),
    '',
  ].join('\n');
}
