import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { keepsAnAdministrator, sirenIn, slugOf } from './rules.ts';

describe('a SIREN', () => {
  it.each([
    ['732829320', '732829320'],
    ['732 829 320', '732829320'],
    ['732.829.320', '732829320'],
    ['73282932000074', '732829320'],
    ['356 000 000', '356000000'],
    ['356 000 000 00048', '356000000'],
    ['35600000049837', '356000000'],
  ])('reads %s', (typed, siren) => expect(sirenIn(typed)).toBe(siren));
  it.each([
    '',
    '73282932',
    '732829321',
    '73282932000075',
    '000000000',
    '35600000049838',
    'FR732829320',
    '7328293200',
  ])('refuses “%s”', (typed) => expect(sirenIn(typed)).toBeNull());
  test.prop([fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 })])(
    'one wrong digit is always seen',
    (at, by) => {
      const digits = [...'732829320'];
      digits[at] = String((Number(digits[at]) + by) % 10);
      expect(sirenIn(digits.join(''))).toBeNull();
    },
  );
});

describe('the address of an organisation', () => {
  it.each([
    ['Éco-Matériaux & Cie', 1, 'eco-materiaux-cie'],
    ['Œuvres du bâtiment', 2, 'oeuvres-du-batiment-2'],
    ['new', 1, 'organisation-new'],
    ['!!!', 1, 'organisation'],
  ])('of %s, turn %i', (name, turn, slug) => expect(slugOf(name, turn)).toBe(slug));
  test.prop([fc.string({ maxLength: 160 }), fc.integer({ min: 1, max: 9 })])(
    'always fits the table',
    (name, turn) => {
      const slug = slugOf(name, turn);
      expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(slug.length).toBeLessThanOrEqual(80);
    },
  );
});

it.each([
  ['administrator', 'member', 1, false],
  ['administrator', null, 1, false],
  ['administrator', 'member', 2, true],
  ['administrator', 'administrator', 1, true],
  ['member', null, 1, true],
] as const)('%s to %s with %i administrators', (from, to, administrators, ok) => {
  expect(keepsAnAdministrator({ from, to }, administrators).ok).toBe(ok);
});
