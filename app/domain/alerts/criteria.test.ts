import { describe, expect, it } from 'vitest';
import { criteriaOf, placedAt, wantsOf } from './criteria.ts';

describe('the criteria of an address, as they are kept', () => {
  it('are sorted, without page, order or empty value; a price typed in euros is kept in cents', () => {
    const asked =
      '?sort=newest&q=%20porte%20%20bois&family=BOI&family=COU&price_max_eur=12,5&cursor=abc&limit=5&from=';
    expect(criteriaOf(asked)).toMatchObject({
      ok: true,
      query: 'family=BOI%2CCOU&price_max=1250&q=porte+bois',
    });
  });

  it('are the same whatever the order they were typed in', () => {
    const one = criteriaOf('type=COU-02,BOI-01&radius_km=20&around=35238').query;
    expect(criteriaOf('around=35238&type=BOI-01&radius_km=20&type=COU-02').query).toBe(one);
    expect(criteriaOf(one).query).toBe(one);
  });

  it('name what is not understood and leave it out', () => {
    const criteria = criteriaOf('family=XYZ&free=1');
    expect(criteria).toMatchObject({ ok: false, fields: ['family'], query: 'free=1' });
  });
});

describe('another place', () => {
  it('is a commune, which takes the place of a position and of the map’s frame', () => {
    const query = 'bbox=1,2,3,4&free=1&near=-1.6,48.1&radius_km=5';
    expect(placedAt(query, { communeCode: '35238', radiusKm: 50, keepArea: true })).toBe(
      'around=35238&free=1&radius_km=50',
    );
  });

  it('is the position already there, when no commune is typed', () => {
    expect(placedAt('free=1&near=-1.6,48.1', { radiusKm: 20 })).toBe('free=1&near=-1.6%2C48.1&radius_km=20');
  });

  it('is nowhere: no radius is left without its centre', () => {
    expect(placedAt('around=35238&free=1&radius_km=20', { radiusKm: 20 })).toBe('free=1');
    expect(placedAt('bbox=1,2,3,4', { radiusKm: 20, keepArea: true })).toBe('bbox=1%2C2%2C3%2C4');
  });
});

it('families asked whole and types asked by themselves are one list', () => {
  expect(wantsOf({})).toBeNull();
  expect(wantsOf({ family: ['BOI', 'COU'], type: ['BOI-01'] })).toEqual(['COU', 'BOI-01']);
});
