import { expect, it } from 'vitest';
import { inOrder } from './field-order.ts';

const labels = { profile: 'Vous venez', name: 'Nom', email: 'Adresse' };

it('lists what is wrong in the order of the page, whatever the order of the answer', () => {
  const wrong = { email: ['b'], '': ['whole'], name: [], other: ['d'], profile: ['a'] };
  expect(inOrder(wrong, labels)).toEqual([
    ['profile', ['a']],
    ['email', ['b']],
    ['other', ['d']],
  ]);
});

it('keeps the order of the answer when the form names no field', () => {
  expect(inOrder({ b: ['1'], a: ['2'] }).map(([name]) => name)).toEqual(['b', 'a']);
});
