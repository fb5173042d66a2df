import { expect, it } from 'vitest';
import { Refusal, type RefusalCode, type RefusalDetails } from '#app/domain/refusal.ts';
import { refusals } from '#app/http/refusals.ts';
import { refusalSentence } from '#app/http/sentence.server.ts';
import { locales } from '#app/i18n/locale.ts';

const codes = Object.keys(refusals) as RefusalCode[];

it.each(codes)('%s has a sentence in both languages, whole without details', (code) => {
  const said = locales.map((locale) => refusalSentence(locale, new Refusal(code)));
  for (const sentence of said) expect(sentence).toMatch(/^[A-ZÀ-Ý][^{}]{10,}[.!?]$/u);
  expect(said[0]).not.toBe(said[1]);
});

it('names what is left as the reader writes numbers', () => {
  const refusal = new Refusal('not-enough-left', { leftMilli: 1_234_500 });
  expect(refusalSentence('en', refusal)).toContain('Only 1,234.5 left');
  expect(refusalSentence('fr', refusal).replace(/[\u202f\u00a0]/g, ' ')).toContain('que 1 234,5.');
});

it('names what is left in the unit of the lot, and nothing left as nothing', () => {
  const said = (details: RefusalDetails) =>
    refusalSentence('fr', new Refusal('not-enough-left', details)).replace(/[\u202f\u00a0]/g, ' ');
  expect(said({ leftMilli: 3000, unit: 'u' })).toContain('que 3 unités.');
  expect(said({ leftMilli: 2000, mostMilli: 8000, unit: 'u' })).toContain('que 8 unités.');
  expect(said({ leftMilli: 0, unit: 'u' })).toContain('Il n’en reste plus');
});
