import { expect, it } from 'vitest';
import { isDatabaseDown } from '#app/http/database-down.ts';

const coded = (code: string, more: object = {}) => Object.assign(new Error(code), { code, ...more });

it.each([
  ['CONNECTION_CLOSED', true],
  ['ECONNREFUSED', true],
  ['57P01', true],
  ['08006', true],
  ['53300', true],
  ['55P03', true],
  ['23505', false],
  ['42P01', false],
  ['EACCES', false],
])('%s', (code, down) => {
  expect(isDatabaseDown(coded(code))).toBe(down);
});

it('looks through what wraps an error', () => {
  expect(isDatabaseDown(new Error('Failed query', { cause: coded('CONNECTION_CLOSED') }))).toBe(true);
});

it('tells a missing socket from a missing file', () => {
  expect(isDatabaseDown(coded('ENOENT', { syscall: 'connect' }))).toBe(true);
  expect(isDatabaseDown(coded('ENOENT', { syscall: 'open' }))).toBe(false);
});
