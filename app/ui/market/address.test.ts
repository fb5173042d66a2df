import { describe, expect, it } from 'vitest';
import {
  canonical,
  filtersOnly,
  readView,
  roundedPlace,
  withFilter,
  withoutValue,
  withView,
  writeView,
} from './address.ts';

describe('the address of a view', () => {
  it('writes ticked boxes as one value and drops what is empty', () => {
    const typed = new URLSearchParams('q=&family=MIN&family=SAN&family=MIN&type=MIN-01&radius_km= ');
    expect(canonical(typed).toString()).toBe('family=MIN%2CSAN&type=MIN-01');
  });

  it('keeps the other criteria and forgets the page when one changes', () => {
    expect(withFilter('?q=porte&cursor=abc&sort=ending', { family: 'MIN' })).toBe(
      '?q=porte&sort=ending&family=MIN',
    );
    expect(withFilter('?q=porte&cursor=abc', { cursor: 'def' })).toBe('?q=porte&cursor=def');
    expect(withFilter('?q=porte', { q: null })).toBe('?');
  });

  it('takes one value out of several', () => {
    expect(withoutValue('?family=MIN,SAN', 'family', 'MIN')).toBe('?family=SAN');
    expect(withoutValue('?family=MIN&q=a', 'family', 'MIN')).toBe('?q=a');
  });

  it('keeps the page while the map moves', () => {
    expect(withView('?q=a&cursor=abc', { zoom: 8.456, lat: 48.11731, lon: -1.6777 })).toBe(
      '?q=a&cursor=abc&map=8.46/48.1173/-1.6777',
    );
  });

  it('reads back the view it wrote, and nothing else', () => {
    const view = { zoom: 11.5, lat: -21.1151, lon: 55.5364 };
    expect(readView(`?map=${writeView(view)}`)).toEqual(view);
    for (const wrong of ['', 'a/b/c', '1/2', '99/0/0', '5/91/0', '5/0/181', '5/NaN/0', '5/1e9/0', '5/48/2/1'])
      expect(readView(`?map=${wrong}`)).toBeNull();
  });

  it('gives tiles and alerts the filters alone, in one order', () => {
    expect(filtersOnly('?sort=ending&q=a&map=1/2/3&family=SAN&around=35238&embed=1').toString()).toBe(
      'around=35238&family=SAN&q=a',
    );
  });

  it('rounds a position to about a kilometre', () => {
    expect(roundedPlace(-1.677792, 48.117266)).toBe('-1.68,48.12');
  });
});
