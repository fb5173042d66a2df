import { expect, it } from 'vitest';
import { placeKey } from './place-key.ts';

it.each([
  ["L'Haÿ-les-Roses", 'l hay les roses'],
  ['St Malo', 'saint malo'],
  ['Ste-Foy', 'sainte foy'],
  ['Évry-Courcouronnes', 'evry courcouronnes'],
  ['Plœuc-L’Hermitage', 'ploeuc l hermitage'],
  ['  --  ', ''],
  ['%_', ''],
])('%s is looked for as "%s"', (typed, key) => {
  expect(placeKey(typed)).toBe(key);
});
