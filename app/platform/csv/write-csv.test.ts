import { expect, it } from 'vitest';
import { asWritten, csvLine, neutralised, writeCsv } from './write-csv.ts';

it('writes what French Excel opens by itself', () => {
  expect(
    writeCsv([
      ['réf', 'quantité'],
      ['A;1', 2.5],
      [null, 'dit "bon"'],
    ]),
  ).toBe('\ufeffréf;quantité\r\n"A;1";2.5\r\n;"dit ""bon"""\r\n');
});

it.each(['=1+1', '+33', '-5 €', '@SUM(A1)', '\t=1', '\r=1', '＝1', "'=1", "''=1"])(
  'neutralises %j and takes it back as it was',
  (text) => {
    expect(neutralised(text)).toBe(`'${text}`);
    expect(asWritten(neutralised(text))).toBe(text);
  },
);

it.each(['Porte', "l'escalier", "'entre quotes'", '', '1-2', 'a=b'])('leaves %j alone', (text) => {
  expect(neutralised(text)).toBe(text);
  expect(asWritten(text)).toBe(text);
});

it('keeps a number a number, negative ones too', () => {
  expect(csvLine([-5, 0, true, undefined], { delimiter: ',', newline: '\n' })).toBe('-5,0,true,\n');
});
