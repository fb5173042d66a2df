import type { LeftOut } from '#app/domain/lots/batch.server.ts';
import type { Preview } from '#app/domain/lots/preview.server.ts';
import { Refusal } from '#app/domain/refusal.ts';
import { refusalSentence } from '#app/http/sentence.server.ts';
import type { Locale } from '#app/i18n/locale.ts';

export interface LeftOutSentence {
  publicId: string;
  title: string;
  sentence: string;
}

/** Lots left out, each with its reason in the reader's words. */
export const leftOutSentences = (locale: Locale, refused: readonly LeftOut[]): LeftOutSentence[] =>
  refused.map(({ publicId, title, code, details }) => ({
    publicId,
    title,
    sentence: refusalSentence(locale, new Refusal(code, details)),
  }));

export const previewInWords = (locale: Locale, preview: Preview) => ({
  ...preview,
  refused: leftOutSentences(locale, preview.refused),
});
