import { describe, expect, test } from 'vitest';
import { factsOfGrade, type MassFacts, massOfHandover } from './mass.ts';

const lot = (
  massBasis: MassFacts['massBasis'],
  low: number | null = null,
  high: number | null = null,
): MassFacts => ({
  unitMassG: 28_000,
  massLowG: low,
  massHighG: high,
  massBasis,
});

describe('the mass of a hand-over and what it rests on', () => {
  test('weighed: the ticket, 2 % either way', () =>
    expect(massOfHandover(6000, 168_333, lot('default'))).toEqual({
      massG: 168_333,
      lowG: 164_966,
      highG: 171_700,
      evidence: 'A',
    }));

  test('counted x measured: 10 %', () =>
    expect(massOfHandover(6000, null, lot('measured'))).toEqual({
      massG: 168_000,
      lowG: 151_200,
      highG: 184_800,
      evidence: 'B',
    }));

  test('counted x declared: 25 %', () =>
    expect(massOfHandover(6000, null, lot('declared'))).toEqual({
      massG: 168_000,
      lowG: 126_000,
      highG: 210_000,
      evidence: 'C',
    }));

  test("counted x the type's default: its own range", () =>
    expect(massOfHandover(6000, null, lot('default', 15_000, 50_000))).toEqual({
      massG: 168_000,
      lowG: 90_000,
      highG: 300_000,
      evidence: 'D',
    }));

  test('a default without a range: 35 %', () =>
    expect(massOfHandover(6000, null, lot('default'))).toEqual({
      massG: 168_000,
      lowG: 109_200,
      highG: 226_800,
      evidence: 'D',
    }));
});

test('lets a lot carry the grade it knows and those below, never one above', () => {
  const lot = (massBasis: MassFacts['massBasis']): MassFacts => ({
    unitMassG: 900,
    massLowG: null,
    massHighG: null,
    massBasis,
  });
  const ofType = { unitMassG: 1000, massLowG: 700, massHighG: 1400 };
  const byDefault = { ...ofType, massBasis: 'default' };
  expect(factsOfGrade('B', lot('measured'), ofType)).toEqual(lot('measured'));
  expect(factsOfGrade('C', lot('measured'), ofType)).toEqual(lot('declared'));
  expect(factsOfGrade('D', lot('measured'), ofType)).toEqual(byDefault);
  expect(factsOfGrade('B', lot('declared'), ofType)).toBeNull();
  expect(factsOfGrade('C', lot('default'), ofType)).toBeNull();
  expect(factsOfGrade('D', lot('default'), ofType)).toEqual(lot('default'));
  expect(factsOfGrade('D', lot('declared'), { ...ofType, unitMassG: null })).toBeNull();
});
