import { expect, it } from 'vitest';
import { metresBetween } from './distance.ts';

const rennes = { lon: -1.66985, lat: 48.11194 };
const nantes = { lon: -1.54835, lat: 47.23162 };

it('measures Rennes - Nantes at 98 km', () => {
  expect(Math.round(metresBetween(rennes, nantes) / 1000)).toBe(98);
});

it('is the same both ways and nil on the spot', () => {
  expect(metresBetween(rennes, nantes)).toBe(metresBetween(nantes, rennes));
  expect(metresBetween(rennes, rennes)).toBe(0);
});

it('crosses the antimeridian by the short way', () => {
  expect(metresBetween({ lon: 179.9, lat: 0 }, { lon: -179.9, lat: 0 })).toBeLessThan(23_000);
});

it('stays defined for antipodes', () => {
  expect(Math.round(metresBetween({ lon: 0, lat: 0 }, { lon: 180, lat: 0 }) / 1000)).toBe(20_015);
});
