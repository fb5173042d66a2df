import { describe, expect, it } from 'vitest';
import { parseLotFilters } from './filters.ts';

const read = (query: string) => parseLotFilters(new URLSearchParams(query));

describe('the filters of an address', () => {
  it('are read with their meaning', () => {
    const { ok, filters } = read(
      'bbox=-2,48,-1.5,48.3&near=-1.68,48.11&radius_km=20&q=%20porte%20%20chêne&family=MIN,BOI&type=MIN-01,SAN-02,MIN-01&free=on' +
        '&price_max=1550&price_max_eur=15,50&condition=good&from=2026-05-01&until=2026-06-01&min_quantity=2,5' +
        '&territory=epci:243500139&holder=demol-ouest&sort=ending&limit=50&around=2A004' +
        '&length_min=80,5&length_max=120&thickness_max=4&size=83x204&reservable=1',
    );
    expect(ok).toBe(true);
    expect(filters).toEqual({
      bbox: { west: -2, south: 48, east: -1.5, north: 48.3 },
      near: { lon: -1.68, lat: 48.11 },
      around: '2A004',
      radius_km: 20,
      q: 'porte chêne',
      family: ['MIN', 'BOI'],
      type: ['MIN-01', 'SAN-02'],
      free: true,
      price_max: 1550,
      price_max_eur: 1550,
      condition: ['good'],
      from: '2026-05-01',
      until: '2026-06-01',
      min_quantity: 2500,
      territory: { level: 'epci', code: '243500139' },
      holder: 'demol-ouest',
      sort: 'ending',
      limit: 50,
      length_min: 805,
      length_max: 1200,
      thickness_max: 40,
      size: [830, 2040],
      reservable: true,
    });
  });

  it('count as absent when empty or unknown to us', () => {
    expect(read('q=&family=%20&utm_source=x')).toEqual({ ok: true, filters: {} });
  });

  it('takes several values once each, boxes ticked under one name too, and stops a box at the edge of the map', () => {
    const many = Array.from({ length: 40 }, (_, i) => `BOI-${String(i).padStart(2, '0')}`);
    expect(read(`type=${many.join(',')},BOI-00`).filters.type).toEqual(many);
    expect(read('family=BOI&family=MIN,BOI').filters.family).toEqual(['BOI', 'MIN']);
    expect(read('bbox=-180,-90,180,90').filters.bbox).toEqual({
      west: -180,
      south: -85.06,
      east: 180,
      north: 85.06,
    });
    expect(read('size=83%20×%20204,5').filters.size).toEqual([830, 2045]);
    expect(read('q=%00%07').filters.q).toBeUndefined();
  });

  it.each([
    'bbox=1,2,3',
    'bbox=2,48,1,49',
    'bbox=a,b,c,d',
    'bbox=NaN,48,2,49',
    'bbox=1e9,48,2e9,49',
    'bbox=170,-20,-170,-10',
    'bbox=-200,-20,200,20',
    'bbox=1,-91,2,91',
    'near=0,90',
    `q=${'é'.repeat(10_000)}`,
    `q=${'mot '.repeat(60)}`,
    `type=${'MIN-01,'.repeat(200)}`,
    'family=MIN,XYZ',
    'min_quantity=1e9',
    'size=0x204',
    'size=83x204x4x5',
    'size=83xporte',
    'length_min=-1',
    'width_max=1e9',
    'thickness_min=NaN',
    'reservable=0',
    'limit=1e9',
    'limit=1000000000',
    'radius_km=10000',
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
    expect(parsed).toEqual({ fields: [query.split('=')[0]], filters: { condition: ['new'] } });
  });
});
