import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readDraft, writeDraft } from './draft.ts';

const read = (lots: readonly string[]) => readDraft(new URLSearchParams(lots.map((lot) => ['lot', lot])));
const [a, b] = ['3f2a91bc-0000-4000-8000-000000000001', '3f2a91bc-0000-4000-8000-000000000002'];

it('keeps what was typed in an address', () => {
  expect(writeDraft({ [a]: ' 2,5 ', [b]: '' })).toEqual([`${a}:2,5`]);
  expect(read([`${a}:2,5`, b])).toEqual({ [a]: '2,5', [b]: '' });
  fc.assert(
    fc.property(fc.dictionary(fc.uuid(), fc.stringMatching(/^[0-9]{1,6}([.,][0-9]{1,3})?$/)), (draft) => {
      const kept = Object.entries(draft).slice(0, 40);
      expect(read(writeDraft(draft))).toEqual(Object.fromEntries(kept));
    }),
  );
});

it('leaves out what is no lot and no quantity', () => {
  expect(read(['', 'x', `${a}:<script>`, `${a}:1:2`, `${a} `, 'lot'])).toEqual({});
  expect(
    Object.keys(read(Array.from({ length: 60 }, (_, n) => `${a.slice(0, -2)}${10 + n}:1`))),
  ).toHaveLength(40);
});
