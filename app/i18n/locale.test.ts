import { describe, expect, it } from 'vitest';
import { fromAcceptLanguage, negotiateLocale, readCookie } from './locale.ts';

describe('which language a page speaks', () => {
  it('follows the choice kept in the cookie before the browser', () => {
    expect(negotiateLocale({ cookie: 'a=b; lang=en', acceptLanguage: 'fr' })).toBe('en');
  });
  it('ignores a cookie that names no language of ours', () => {
    expect(negotiateLocale({ cookie: 'lang=de', acceptLanguage: 'en-US,en;q=0.9' })).toBe('en');
  });
  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['de,en;q=0.5,fr;q=0.7', 'fr'],
    ['en;q=0,fr;q=0.1', 'fr'],
    ['EN-gb', 'en'],
    ['de, ja', null],
    ['', null],
    ['*;q=0.1', null],
    ['en;q=nonsense', null],
  ])('reads Accept-Language %s', (header, expected) => expect(fromAcceptLanguage(header)).toBe(expected));
  it('speaks French to whoever asks for nothing it knows', () => {
    expect(negotiateLocale({ acceptLanguage: 'pt-BR' })).toBe('fr');
  });
  it('reads one cookie among others, whole', () => {
    expect(readCookie('xlang=de; lang=fr; lang2=it', 'lang')).toBe('fr');
    expect(readCookie('t=a=b', 't')).toBe('a=b');
    expect(readCookie(null, 'lang')).toBeNull();
  });
});
