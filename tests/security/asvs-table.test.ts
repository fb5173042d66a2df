import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { requirements } from './asvs.ts';
import { asvsTable } from './asvs-table.ts';

it('has as many requirements as ASVS 5.0.0: 70, 183 and 92', () => {
  const counts = [1, 2, 3].map((level) => requirements.filter((one) => one.level === level).length);
  expect(counts).toEqual([70, 183, 92]);
});

it('is the one written by npm run asvs', () => {
  expect(readFileSync(join(import.meta.dirname, 'ASVS.md'), 'utf8')).toBe(asvsTable());
});
