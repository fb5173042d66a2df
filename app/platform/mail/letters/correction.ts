import { paths } from '#app/http/paths.ts';
import { formatMonth } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** What a line of the ledger says, or would say; no mass when nothing was taken. */
export interface Figures {
  quantityMilli: number;
  massG: number | null;
}

export interface CorrectionFacts {
  /** of the line in its lot */
  seq: number;
  was: Figures;
  becomes: Figures;
  /** month in which it counts, or would; null when it counts nowhere */
  month: string | null;
}

export type CorrectionLetterParams = ReservationLetterParams & { correction: CorrectionFacts };

export interface CorrectionLetters {
  'correction.proposed': CorrectionLetterParams;
  'correction.consented': CorrectionLetterParams;
  'correction.declined': CorrectionLetterParams;
}

type Write = (locale: Locale, params: CorrectionLetterParams, at: At) => Letter;

const write =
  (step: 'proposed' | 'consented' | 'declined'): Write =>
  (locale, params, at) => {
    const t = translator(locale, 'mails.correction');
    const { words, base } = about(locale, params, at);
    const { facts, correction } = params;
    const says = ({ quantityMilli, massG }: Figures) =>
      massG === null
        ? t('nothing')
        : t('figures', {
            quantity: formatQuantity(locale, quantityMilli, facts.unit),
            mass: formatMass(locale, massG),
          });
    const month = correction.month && formatMonth(locale, correction.month);
    return {
      ...base,
      lines: [t(step, words), month ? t('counts', { month }) : t('counts-not')],
      facts: [
        ...base.facts,
        [t('was'), says(correction.was)],
        [t(step === 'consented' ? 'is' : 'becomes'), says(correction.becomes)],
      ],
      button: {
        label: t(`${step}-button`),
        url: at(paths.movement(facts.lotPublicId, correction.seq)),
      },
    };
  };

export const correctionLetters: Record<keyof CorrectionLetters, Write> = {
  'correction.proposed': write('proposed'),
  'correction.consented': write('consented'),
  'correction.declined': write('declined'),
};
