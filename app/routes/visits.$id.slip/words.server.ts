import type { Locale } from '#app/i18n/locale.ts';
import { messages } from '#app/i18n/messages.ts';

const LOCALES: Locale[] = ['fr', 'en'];

/** Paper has one reader of each language: every word of the slip, in both. */
export function slipWords() {
  const [fr, en] = LOCALES.map((locale) => {
    const { slip, load } = messages[locale].visits;
    const { requested, accepted, scheduled, handed_over } = messages[locale].reservations.state;
    const takerCode = messages[locale].handover.code.slip;
    return { ...slip, volume: load.volume, requested, accepted, scheduled, handed_over, takerCode };
  });
  if (!fr || !en) throw new Error('a catalogue is missing');
  return { fr, en };
}

export type SlipWords = ReturnType<typeof slipWords>['fr'];
