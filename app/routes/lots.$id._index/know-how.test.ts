import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { expect, it } from 'vitest';
import { messages } from '#app/i18n/messages.ts';

interface Type {
  type_code: string;
  note: string;
  other_hazard: string;
}
const taxonomy: Type[] = parse(readFileSync('db/reference/materials/taxonomy.csv'), { columns: true });

/** Notes on how a factor was computed: for those who check the figures, not for the page. */
const ON_FACTORS = ['MAC-06', 'MEX-02', 'SOL-08', 'ELE-09', 'EXT-01'];

it('what the reference notes of a type is said in both languages, and nothing more', () => {
  const noted = taxonomy.filter((type) => type.note && !ON_FACTORS.includes(type.type_code));
  const codes = noted.map((type) => type.type_code).sort();
  expect(Object.keys(messages.fr.knowHow.notes).sort()).toEqual(codes);
  expect(Object.keys(messages.en.knowHow.notes).sort()).toEqual(codes);
});

it('so are its hazards', () => {
  const codes = taxonomy.filter((type) => type.other_hazard).map((type) => type.type_code);
  expect(Object.keys(messages.fr.knowHow.hazards).sort()).toEqual(codes.sort());
  expect(Object.keys(messages.en.knowHow.hazards).sort()).toEqual(codes);
});
