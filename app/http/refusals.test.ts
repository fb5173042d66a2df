import { expect, it } from 'vitest';
import { Refusal, type RefusalCode } from '#app/domain/refusal.ts';
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
  expect(refusalSentence('en', refusal)).toContain('1,234.5 available');
  expect(refusalSentence('fr', refusal).replace(/[\u202f\u00a0]/g, ' ')).toContain('1 234,5 disponible');
});
