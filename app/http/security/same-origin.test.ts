import { describe, expect, it } from 'vitest';
import { type Asked, mayChange } from '#app/http/security/same-origin.ts';

const OURS = 'https://gisement.example';
const asked = (given: Partial<Asked>): Asked => ({
  method: 'POST',
  path: '/lots',
  secFetchSite: undefined,
  origin: undefined,
  ...given,
});

describe('mayChange', () => {
  it.each([
    ['a safe method', { method: 'GET', origin: 'https://elsewhere.example' }, true],
    ['the API, which reads no cookie', { path: '/api/v1/lots' }, true],
    ['another spelling of the API', { path: '/API/v1/lots' }, false],
    ['a path that only starts like the API', { path: '/apiary' }, false],
    ['our page, by Sec-Fetch-Site', { secFetchSite: 'same-origin' }, true],
    ['our page, by Origin', { origin: OURS }, true],
    ['an address typed by hand, with our Origin', { secFetchSite: 'none', origin: OURS }, true],
    ['an address typed by hand, without Origin', { secFetchSite: 'none' }, false],
    ['another site', { origin: 'https://elsewhere.example' }, false],
    ['another site that claims our Origin', { secFetchSite: 'cross-site', origin: OURS }, false],
    ['a neighbour under the same domain', { secFetchSite: 'same-site' }, false],
    ['a sandboxed page', { origin: 'null' }, false],
    ['who says nothing', {}, false],
    ['a mail program that unsubscribes', { path: `/alerts/unsubscribe/${'a'.repeat(43)}` }, true],
    ['another method there', { path: `/alerts/unsubscribe/${'a'.repeat(43)}`, method: 'DELETE' }, false],
    ['a shorter token', { path: '/alerts/unsubscribe/aaaa' }, false],
    ['something under it', { path: `/alerts/unsubscribe/${'a'.repeat(43)}/more` }, false],
    ['another spelling of it', { path: `/alerts/%75nsubscribe/${'a'.repeat(43)}` }, false],
  ] as const)('%s', (_who, given, verdict) => {
    expect(mayChange(asked(given), OURS)).toBe(verdict);
  });
});
