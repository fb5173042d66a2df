import { fc } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { LexemeDraft, PackedLexemes } from './packed-lexemes.ts';
import { FewLexemes } from './text.ts';

const word = fc.constantFrom('chêne', 'chene', 'porte', 'port', 'ipn', 'a', 'é', '日本', 'portes');
const lots = fc.array(fc.uniqueArray(word), { maxLength: 300 });

it('words packed into arrays are found like those of a map', () => {
  fc.assert(
    fc.property(lots, word, (all, asked) => {
      const few = new FewLexemes(all.map((lexemes, row) => ({ row, lexemes })));
      const draft = new LexemeDraft(all.length);
      // in any order, those without words not at all
      for (let row = all.length - 1; row >= 0; row--) if (all[row]?.length) draft.add(row, all[row] ?? []);
      const packed = new PackedLexemes(draft.finish());
      expect(Array.from(packed.rowsOf(asked))).toEqual(Array.from(few.rowsOf(asked)));
      const rows = (lists: Uint32Array[]) => lists.flatMap((list) => Array.from(list)).sort((a, b) => a - b);
      expect(rows(packed.beginningWith(asked))).toEqual(rows(few.beginningWith(asked)));
      expect(Array.from(packed.rowsOf('absent'))).toEqual([]);
    }),
  );
});
