import { type OutcomeParts, partsSaid } from '#app/domain/ledger/outcome.ts';
import { paths } from '#app/http/paths.ts';
import { type Day, formatDay } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** `facts.quantityMilli` is what was taken; `token` opens the page that takes the answer. */
type AskParams = ReservationLetterParams & { day: Day; token: string; again: boolean };
type SaidParams = ReservationLetterParams & { day: Day; said: OutcomeParts & { massThrownG: number } };

export interface OutcomeLetters {
  'outcome.asked': AskParams;
  'outcome.said': SaidParams;
}

type Writers = {
  [Kind in keyof OutcomeLetters]: (locale: Locale, params: OutcomeLetters[Kind], at: At) => Letter;
};

export const outcomeLetters: Writers = {
  'outcome.asked': (locale, params, at) => {
    const t = translator(locale, 'mails.outcome');
    const { words, base } = about(locale, params, at);
    return {
      ...base,
      lines: [t(params.again ? 'again' : 'ask', words), t('how')],
      facts: [...base.facts, [t('day'), formatDay(locale, params.day)]],
      button: { label: t('ask-button'), url: at(paths.outcomeLink(params.token)) },
    };
  },
  'outcome.said': (locale, params, at) => {
    const t = translator(locale, 'mails.outcome');
    const what = translator(locale, 'outcomes.all');
    const { words, base } = about(locale, params, at);
    const { said, day, facts } = params;
    return {
      ...base,
      lines: [
        t('said', words),
        ...(said.massThrownG > 0 ? [t('off', { mass: formatMass(locale, said.massThrownG) })] : []),
      ],
      facts: [
        ...base.facts,
        [t('day'), formatDay(locale, day)],
        ...partsSaid(said).map(([one, milli]): [string, string] => [
          what(one),
          formatQuantity(locale, milli, facts.unit),
        ]),
      ],
      button: { ...base.button, label: t('said-button') },
    };
  },
};
