import { describe, expect, it } from 'vitest';
import { cleanText, sizeRange, takeSizes, wordsOf } from './text-words.ts';

describe('dimensions in a text', () => {
  it.each([
    ['porte 83x204', 'porte', [830, 2040]],
    ['porte 83 x 204 cm', 'porte', [830, 2040]],
    ['Porte 83×204×4 pleine', 'Porte pleine', [830, 2040, 40]],
    ['porte 830x2040', 'porte', [830, 2040]],
    ['porte 830 x 2040 mm', 'porte', [830, 2040]],
    ['poutre 20x8 l 300', 'poutre', [200, 80, 3000]],
    ['poutre 20x8 longueur 3 m', 'poutre', [200, 80, 3000]],
    ['poutre 20x8x3,5m', 'poutre', [200, 80, 3500]],
    ['moquette 3x4 m', 'moquette', [3000, 4000]],
    ['panneau ép. 1,8 cm', 'panneau', [18]],
    ['vitrage h=120', 'vitrage', [1200]],
  ])('%s', (typed, text, sizes) => {
    const found = takeSizes(typed);
    expect(found.text).toBe(text);
    expect(found.sizes).toEqual(sizes);
  });

  it.each([
    'IPN 200',
    'parquet 12 m2',
    'lot 3',
    'tuile x 20',
    'isolant 100 mm',
    'R+1',
    '0x0',
    '1x2x3x4',
    'x',
    '',
  ])('%s has none', (typed) => expect(takeSizes(typed).sizes).toEqual([]));

  it('are within 2 % or 10 mm', () => {
    expect(sizeRange(80)).toEqual({ min: 70, max: 90 });
    expect(sizeRange(2040)).toEqual({ min: 2000, max: 2080 });
  });
});

describe('words of a text', () => {
  const words = (text: string) =>
    wordsOf(text).map(({ text: word, excluded }) => (excluded ? `-${word}` : word));
  it.each([
    ['Porte-fenêtre PVC', ['porte', 'fenêtre', 'pvc']],
    ["tuiles d'Alençon -béton", ['tuiles', 'd', 'alençon', '-béton']],
    ['porte porte PORTE', ['porte']],
    ['1.5 mm / 2', ['1.5', 'mm', '2']],
    ["'; drop table lot; -- (.*)+ \\\\ %_ & | ! :*", ['drop', 'table', 'lot']],
    ['!!! ??? ...', []],
  ])('%s', (typed, expected) => expect(words(typed)).toEqual(expected));

  it('are taken as they are between quotes', () => {
    const exact = wordsOf('"lavbo" blanc "a b" -"vieux"').map(({ text, exact: as }) => [text, as]);
    expect(exact).toEqual([
      ['lavbo', true],
      ['blanc', false],
      ['a', true],
      ['b', true],
      ['vieux', true],
    ]);
  });

  it('are bounded', () => {
    expect(wordsOf(Array.from({ length: 100 }, (_, i) => `mot${i}`).join(' '))).toHaveLength(12);
    expect(wordsOf('a'.repeat(10_000))[0]?.text).toHaveLength(60);
    expect(cleanText(' a\u0000\u200b\n b ')).toBe('a b');
  });
});
