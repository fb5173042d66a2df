import { describe, expect, it } from 'vitest';
import { siteInput } from './schema.ts';

const least = { kind: 'works', name: '  École  ', communeCode: '35238' };
const errors = (input: Record<string, unknown>) =>
  siteInput
    .safeParse({ ...least, ...input })
    .error?.issues.map(({ path, message }) => [path.join('.'), message]);

describe('a site as typed', () => {
  it('needs a kind, a name and a commune only', () => {
    expect(siteInput.parse(least)).toMatchObject({
      name: 'École',
      position: undefined,
      positionSource: 'commune',
      acceptMode: 'ask',
    });
    expect(siteInput.safeParse({}).error?.issues.map(({ path }) => path[0])).toEqual([
      'kind',
      'name',
      'communeCode',
    ]);
  });

  it('takes the pin, unless coordinates were pasted or the commune’s point was asked for', () => {
    const pin = { lon: '-1.6778', lat: '48.1173', positionSource: 'drag' };
    expect(siteInput.parse({ ...least, ...pin })).toMatchObject({
      position: { lon: -1.6778, lat: 48.1173 },
      positionSource: 'drag',
    });
    expect(siteInput.parse({ ...least, ...pin, pastedPosition: '48,2 ; -1,7' })).toMatchObject({
      position: { lon: -1.7, lat: 48.2 },
      positionSource: 'pasted',
    });
    expect(siteInput.parse({ ...least, ...pin, positionSource: 'commune' }).position).toBeUndefined();
  });

  it('says beside which field it is wrong', () => {
    expect(errors({ pastedPosition: 'ici' })).toEqual([['pastedPosition', 'invalid-position']]);
    expect(errors({ lon: '0', lat: '0', positionSource: 'drag' })).toEqual([
      ['pastedPosition', 'invalid-position'],
    ]);
    expect(errors({ lon: 'x', lat: 'y', positionSource: 'drag' })).toEqual([
      ['pastedPosition', 'invalid-position'],
    ]);
    expect(errors({ startsOn: '2026-05-02', endsOn: '2026-05-01' })).toEqual([['endsOn', 'date-order']]);
    expect(errors({ startsOn: '2026-02-30' })).toEqual([['startsOn', 'invalid-date']]);
    expect(errors({ communeCode: '?' })).toEqual([['communeCode', 'invalid-commune']]);
    expect(errors({ name: 'a'.repeat(161) })).toEqual([['name', 'too-long']]);
    expect(errors({ permitYear: '12' })).toEqual([['permitYear', 'number-too-small']]);
  });

  it('forgets the nature of works of a depot', () => {
    expect(siteInput.parse({ ...least, kind: 'depot', worksKind: 'demolition' }).worksKind).toBeUndefined();
    expect(siteInput.parse({ ...least, worksKind: 'demolition' }).worksKind).toBe('demolition');
    expect(siteInput.parse({ ...least, worksKind: '' }).worksKind).toBeUndefined();
  });
});
