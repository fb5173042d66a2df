import { describe, expect, it } from 'vitest';
import { paths, safeNext, withQuery } from '#app/http/paths.ts';

describe('paths', () => {
  it('escape what they are given', () => {
    expect(paths.invitation('a/b?c')).toBe('/invitations/a%2Fb%3Fc');
    expect(paths.territory('epci', '243500139')).toBe('/territories/epci/243500139');
  });

  it('leave empty filters out', () => {
    expect(withQuery('/lots', { q: '', page: undefined, free: 1 })).toBe('/lots?free=1');
    expect(withQuery('/lots', {})).toBe('/lots');
  });
});

describe('safeNext', () => {
  it.each([
    ['/lots?q=porte', '/lots?q=porte'],
    ['//elsewhere.example', '/'],
    ['/\\elsewhere.example', '/'],
    ['https://elsewhere.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/a\n/b', '/'],
    ['', '/'],
    [null, '/'],
  ])('%j leads to %s', (next, to) => {
    expect(safeNext(next)).toBe(to);
  });
});
