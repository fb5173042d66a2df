import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { type Cell, mergeSmallCells, smallKeys } from './small-cells.ts';
import { OTHER } from './vocabulary.ts';

const cell = (key: string, handovers: number, massG = handovers * 1000): Cell => ({
  key,
  handovers,
  massG,
  lowG: massG,
  highG: massG,
});
const keys = (cells: Cell[]) => cells.map((one) => one.key);

describe('small cells of a public breakdown', () => {
  it('shows a small cell between professionals', () => {
    expect(keys(mergeSmallCells([cell('BOI', 1), cell('MAC', 9)], () => false))).toEqual(['BOI', 'MAC']);
  });

  it('hides a private person behind three operations: the next smallest goes along', () => {
    const merged = mergeSmallCells([cell('MAC', 9), cell('BOI', 1), cell('COU', 4)], (key) => key === 'BOI');
    expect(merged).toEqual([cell('MAC', 9), { ...cell(OTHER, 5) }]);
  });

  it('shows nothing but "other" when three operations are not reached', () => {
    expect(mergeSmallCells([cell('BOI', 1), cell('COU', 1)], () => true)).toEqual([cell(OTHER, 2)]);
  });

  it('asks about the small ones only', () => {
    expect(smallKeys([cell('A', 2), cell('B', 3)])).toEqual(['A']);
  });

  const cells = fc
    .uniqueArray(fc.constantFrom('STR', 'MAC', 'BOI', 'COU', 'FAC', 'MEX', 'MIN', 'CLO'), { minLength: 1 })
    .chain((names) =>
      fc.tuple(...names.map((key) => fc.nat({ max: 8 }).map((handovers) => cell(key, handovers + 1)))),
    );

  test.prop([cells, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 })])(
    'keeps the sum, and subtraction from the total gives at least three operations or everything',
    (all, flags) => {
      const isPrivate = (key: string) => flags[all.findIndex((one) => one.key === key)] === true;
      const merged = mergeSmallCells(all, isPrivate);
      const total = (list: readonly Cell[]) => list.reduce((n, one) => n + one.handovers, 0);
      expect(total(merged)).toBe(total(all));
      const shown = merged.filter((one) => one.key !== OTHER);
      for (const one of shown) expect(one.handovers >= 3 || !isPrivate(one.key)).toBe(true);
      const recovered = total(all) - total(shown);
      expect(recovered === 0 || recovered >= 3 || shown.length === 0).toBe(true);
    },
  );
});
