import { expect, it } from 'vitest';
import { isReadable } from '#app/http/form-shape.ts';

const form = (...names: string[]) => {
  const made = new FormData();
  for (const name of names) made.append(name, '1');
  return made;
};

it.each([
  ['none', [], true],
  ['a usual one', ['email', 'lines[2].quantity', '_key'], true],
  ['many lots', Array(5000).fill('lot'), true],
  ['one name, too often', Array(5001).fill('lot'), false],
  ['a place far away', ['lines[100000000].quantity'], false],
  ['a name without end', ['a'.repeat(201)], false],
  ['a name that goes down and down', [`a${'[0]'.repeat(30)}`], false],
  ['the same with dots', [`a${'.b'.repeat(30)}`], false],
] as const)('%s', (_, names, readable) => {
  expect(isReadable(form(...names))).toBe(readable);
});
