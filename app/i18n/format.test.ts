import { describe, expect, it } from 'vitest';
import {
  formatBytes,
  formatDistance,
  formatMass,
  formatMassRange,
  formatMoney,
  formatNumber,
  formatPercent,
  formatPrice,
  formatQuantity,
  type Unit,
  units,
} from './format.ts';

const s = '\u00a0';
const n = '\u202f';

describe('quantities', () => {
  it.each<[number, Unit, string, string]>([
    [6000, 'u', `6${s}unités`, `6${s}units`],
    [1000, 'u', `1${s}unité`, `1${s}unit`],
    [12_500, 'm2', `12,5${s}m²`, `12.5${s}m²`],
    [250, 'm3', `0,25${s}m³`, `0.25${s}m³`],
    [1, 't', `0,001${s}t`, `0.001${s}t`],
    [2000, 'pallet', `2${s}palettes`, `2${s}pallets`],
    [1_234_000, 'm', `1${n}234${s}m`, `1,234${s}m`],
    [0, 'u', `0${s}unité`, `0${s}units`],
  ])('%i thousandths of %s', (milli, unit, fr, en) => {
    expect(formatQuantity('fr', milli, unit)).toBe(fr);
    expect(formatQuantity('en', milli, unit)).toBe(en);
  });
  it('has every unit in both languages', () => {
    for (const unit of units)
      for (const locale of ['fr', 'en'] as const)
        expect(formatQuantity(locale, 2000, unit, 'short')).toMatch(/^2/);
  });
});

describe('masses', () => {
  it.each([
    [0, `0${s}kg`],
    [850, `850${s}g`],
    [2350, `2,35${s}kg`],
    [168_000, `168${s}kg`],
    [168_400, `168${s}kg`],
    [999_400, `999${s}kg`],
    [999_700, `1${s}t`],
    [12_345_678, `12,3${s}t`],
    [1_234_567_890, `1${n}230${s}t`],
    [-168_000, `-168${s}kg`],
  ])('%i g', (grams, fr) => expect(formatMass('fr', grams)).toBe(fr));
  it('keeps every gram when exact', () => {
    expect(formatMass('fr', 12_345_678, { exact: true })).toBe(`12,345678${s}t`);
    expect(formatMass('en', 168_400, { exact: true })).toBe(`168.4${s}kg`);
  });
  it('writes an interval with one unit when both ends share it', () => {
    expect(formatMassRange('fr', 120_000, 180_000)).toBe(`120 à 180${s}kg`);
    expect(formatMassRange('en', 900_000, 1_200_000)).toBe(`900${s}kg to 1.2${s}t`);
    expect(formatMassRange('fr', 1_230_000_000, 1_500_000_000)).toBe(`1${n}230 à 1${n}500${s}t`);
    expect(formatMassRange('fr', 5000, 5000)).toBe(`5${s}kg`);
  });
});

describe('prices', () => {
  it('says a gift, a price on request, a price per unit, a price for all', () => {
    expect(formatPrice('fr', { cents: 0, unit: 'u' })).toBe('Don');
    expect(formatPrice('en', { cents: 0 })).toBe('Free');
    expect(formatPrice('fr', { cents: null })).toBe('Prix sur demande');
    expect(formatPrice('en', { cents: null })).toBe('Price on request');
    expect(formatPrice('fr', { cents: 1250, unit: 'm2' })).toBe(`12,50${s}€${s}/${s}m²`);
    expect(formatPrice('en', { cents: 1200, unit: 'u' })).toBe(`€12${s}/${s}unit`);
    expect(formatPrice('fr', { cents: 120_000, basis: 'whole', unit: 'u' })).toBe(`1${n}200${s}€ le tout`);
  });
  it('drops the cents of a round amount', () => {
    expect(formatMoney('fr', 500)).toBe(`5${s}€`);
    expect(formatMoney('fr', 505)).toBe(`5,05${s}€`);
  });
});

describe('distances, shares, sizes', () => {
  it('never says metres: places are blurred', () => {
    expect(formatDistance('fr', 320)).toBe('moins de 1 km');
    expect(formatDistance('fr', 1240)).toBe(`1,2${s}km`);
    expect(formatDistance('en', 18_400)).toBe(`18${s}km`);
  });
  it('writes shares and sizes', () => {
    expect(formatPercent('fr', 0.456)).toBe(`46${s}%`);
    expect(formatPercent('fr', 0.456, 1)).toBe(`45,6${s}%`);
    expect(formatPercent('en', 0.456)).toBe('46%');
    expect(formatBytes('fr', 25_000_000)).toBe(`25${s}Mo`);
    expect(formatNumber('fr', 34_969)).toBe(`34${n}969`);
  });
});
