import { describe, expect, it } from 'vitest';
import { isCode, parseKey, writeKey } from './codes.ts';

describe('codes of territories', () => {
  it('reads the API key of each level', () => {
    expect(parseKey('epci:243500139')).toEqual({ level: 'epci', code: '243500139' });
    expect(parseKey('commune:2a004')).toEqual({ level: 'commune', code: '2A004' });
    expect(parseKey('departement:974')).toEqual({ level: 'departement', code: '974' });
    expect(parseKey('france:FR')).toEqual({ level: 'france', code: 'fr' });
    expect(writeKey({ level: 'region', code: '53' })).toBe('region:53');
  });

  it.each([
    '',
    'epci',
    'epci:',
    'epci:24350013',
    'canton:3501',
    'commune:35238:x',
    'commune:3523',
    "commune:35'38",
    'region:BRE',
  ])('refuses %s', (typed) => {
    expect(parseKey(typed)).toBeNull();
  });

  it('knows the form of a Corsican code', () => {
    expect(isCode('departement', '2B')).toBe(true);
    expect(isCode('departement', '2C')).toBe(false);
  });
});
