import { expect, it } from 'vitest';
import { atTheNearest } from './nearest.ts';

it('what two sites see is shown at the nearer one, once', () => {
  const seen = [
    {
      place: 'A',
      things: [
        { id: 'door', metres: 900 },
        { id: 'beam', metres: 100 },
      ],
    },
    {
      place: 'B',
      things: [
        { id: 'door', metres: 300 },
        { id: 'tile', metres: 300 },
      ],
    },
    { place: 'C', things: [{ id: 'tile', metres: 300 }] },
  ];
  const by = { id: (thing: { id: string }) => thing.id, metres: (thing: { metres: number }) => thing.metres };
  expect(atTheNearest(seen, by).map(({ place, things }) => [place, things.map(({ id }) => id)])).toEqual([
    ['A', ['beam']],
    ['B', ['door', 'tile']],
    ['C', []],
  ]);
});
