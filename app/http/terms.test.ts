import { expect, test } from 'vitest';
import { needsTerms } from './terms.ts';

const asks = (method: string, path: string) => needsTerms({ method, url: `https://example.org${path}` });

test('reading never asks for the terms, acting does', () => {
  expect(asks('GET', '/lots/1/reserve')).toBe(false);
  expect(asks('POST', '/lots/1/reserve')).toBe(true);
  expect(asks('POST', '/lots/1/reserve.data')).toBe(true);
  expect(asks('POST', '/loginned')).toBe(true);
});

test.each([
  '/cgu',
  '/cgu.data',
  '/logout',
  '/account',
  '/account/sessions',
  '/account/profile.data',
  '/reports/x',
  '/field/send',
  '/admin/legal',
  '/notifications/unsubscribe/x',
  '/handovers/not-me/x',
  '/language',
])('what a person may always do: %s', (path) => {
  expect(asks('POST', path)).toBe(false);
});
