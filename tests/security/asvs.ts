import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Requirement {
  id: string;
  chapter: string;
  section: string;
  level: number;
}

/** Numbers, levels and titles of OWASP ASVS 5.0.0 (CC BY-SA 4.0), read once: see README.md beside this file. */
export const requirements: readonly Requirement[] = read();

function read(): Requirement[] {
  const text = readFileSync(join(import.meta.dirname, 'asvs-5.0.txt'), 'utf8');
  let chapter = '';
  return text.split('\n').flatMap((line) => {
    if (line.startsWith('V')) chapter = line;
    const [, number, section = '', levels = ''] = /^(\d+\.\d+) (.*): ([\d= ]+)$/.exec(line) ?? [];
    if (!number) return [];
    return levels.split(' ').map((one) => {
      const [last, level] = one.split('=');
      return { id: `${number}.${last}`, chapter, section, level: Number(level) };
    });
  });
}

const known = new Set(requirements.map(({ id }) => id));

/** In the name of a test: the requirements it shows. A number that the standard does not have is refused. */
export function asvs(...ids: string[]): string {
  for (const id of ids) if (!known.has(id)) throw new Error(`ASVS 5.0 has no requirement ${id}`);
  return `[ASVS ${ids.join(' ')}]`;
}
