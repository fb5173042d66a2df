import { describe, expect, it } from 'vitest';
import { parseLotFilters } from './filters.ts';

const read = (query: string) => parseLotFilters(new URLSearchParams(query));

describe('the filters of an address', () => {
  it('are read with their meaning', () => {
    const { ok, filters } = read(
      'bbox=-2,48,-1.5,48.3&near=-1.68,48.11&radius_km=20&q=%20porte%20%20chêne&family=MIN&type=MIN-01&free=on' +
        '&price_max=1550&price_max_eur=15,50&condition=good&from=2026-05-01&until=2026-06-01&min_quantity=2,5' +
        '&territory=epci:243500139&holder=demol-ouest&sort=ending&limit=50&around=2A004',
    );
    expect(ok).toBe(true);
    expect(filters).toEqual({
      bbox: { west: -2, south: 48, east: -1.5, north: 48.3 },
      near: { lon: -1.68, lat: 48.11 },
      around: '2A004',
      radius_km: 20,
      q: 'porte chêne',
      family: 'MIN',
      type: 'MIN-01',
      free: true,
      price_max: 1550,
      price_max_eur: 1550,
      condition: 'good',
      from: '2026-05-01',
      until: '2026-06-01',
      min_quantity: 2500,
      territory: { level: 'epci', code: '243500139' },
      holder: 'demol-ouest',
      sort: 'ending',
      limit: 50,
    });
  });

  it('count as absent when empty or unknown to us', () => {
    expect(read('q=&family=%20&utm_source=x')).toEqual({ ok: true, filters: {} });
  });

  it.each([
    'bbox=1,2,3',
    'bbox=2,48,1,49',
    'bbox=a,b,c,d',
    'near=200,48',
    'near=1e1,4',
    'radius_km=0',
    'radius_km=1001',
    'family=XYZ',
    'type=min-01',
    'price_max=12.5',
    'price_max_eur=cher',
    'free=0',
    'from=2026-02-30',
    'min_quantity=0',
    'territory=pays:FR',
    'territory=commune:35238;drop',
    'holder=A B',
    'limit=0',
    'limit=101',
    'sort=price',
    'cursor=%00',
  ])('%s is named as wrong, the others still count', (query) => {
    const { ok, ...parsed } = read(`${query}&condition=new`);
    expect(ok).toBe(false);
    expect(parsed).toEqual({ fields: [query.split('=')[0]], filters: { condition: 'new' } });
  });
});
