import { expect, it } from 'vitest';
import { loggedPath } from '#app/server/logged-path.ts';

it.each([
  ['/lots?q=someone@example.org', '/lots'],
  ['/lots/0b9c7c1e-93b5-4a3e-9d0c-5f6a6a3f2a11', '/lots/0b9c7c1e-93b5-4a3e-9d0c-5f6a6a3f2a11'],
  ['/invitations/short', '/invitations/:token'],
  ['/reserve/confirm/abc.data', '/reserve/confirm/:token'],
  ['/reset/aVeryLongSecretThatOpensADoorForSomebody', '/reset/:long'],
  [
    '/assets/atkinson-hyperlegible-next-latin-wght-normal-BcXVPD7q.woff2',
    '/assets/atkinson-hyperlegible-next-latin-wght-normal-BcXVPD7q.woff2',
  ],
])('%s', (url, written) => {
  expect(loggedPath(url)).toBe(written);
});
