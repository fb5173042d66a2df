import { expect, it } from 'vitest';
import { type LabelLot, labelChoice, labelsOf } from './labels.ts';

const lot = (publicId: string, facts: Partial<LabelLot> = {}): LabelLot => ({
  ...{
    publicId,
    title: publicId,
    status: 'published',
    unit: 'u',
    quantityMilli: 3000,
    pemdRef: null,
    place: null,
  },
  ...facts,
});
const lots = [lot('a'), lot('b', { status: 'draft' }), lot('c', { unit: 'pallet', quantityMilli: 2500 })];
const names = (choice: object) =>
  labelsOf(lots, labelChoice.parse(choice)).map(
    ({ lot: { publicId }, number, of }) => `${publicId} ${number}/${of}`,
  );

it('all lots once when nothing is chosen, else those of the states, else those ticked', () => {
  expect(names({})).toEqual(['a 1/1', 'b 1/1', 'c 1/1']);
  expect(names({ states: ['draft'] })).toEqual(['b 1/1']);
  expect(names({ states: ['draft'], lots: ['c', 'a'] })).toEqual(['a 1/1', 'c 1/1']);
});

it('several copies; a label for each pallet, the part of one included', () => {
  expect(names({ lots: ['a', 'c'], copies: '2' })).toEqual(['a 1/2', 'a 2/2', 'c 1/2', 'c 2/2']);
  expect(names({ lots: ['a', 'c'], pallets: true })).toEqual(['a 1/1', 'c 1/3', 'c 2/3', 'c 3/3']);
});

it('strange choices are the usual ones; never more than the most', () => {
  expect(labelChoice.parse({ sheet: '9x9', copies: '-1', skip: 'x', states: ['gone'] })).toMatchObject({
    ...{ sheet: '3x8', copies: 1, skip: 0, states: [], pallets: false },
  });
  const many = Array.from({ length: 100 }, (_, index) => lot(`l${index}`));
  expect(labelsOf(many, labelChoice.parse({ copies: 50 })).length).toBe(1200);
});
