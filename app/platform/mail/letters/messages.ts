import { paths } from '#app/http/paths.ts';
import type { Locale } from '#app/i18n/locale.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** What the other side wrote since this reader was last told or came to read. */
export type MessageLetterParams = ReservationLetterParams & {
  photos: number;
  /** the last of them */
  texts: { by: string; body: string }[];
};

export interface MessageLetters {
  'message.received': MessageLetterParams;
}

const LINE = 160;
const short = (text: string) => (text.length > LINE ? `${text.slice(0, LINE - 1).trimEnd()}…` : text);

export const messageLetters = {
  'message.received': (locale: Locale, params: MessageLetterParams, at: At): Letter => {
    const { t, words, base } = about(locale, params, at);
    const { photos, texts } = params;
    const first = texts.find(({ body }) => body)?.body.replace(/\s+/g, ' ') ?? '';
    const said = first
      ? t('message-line', { ...words, text: short(first) })
      : t('message-photos', { ...words, count: photos });
    const whole = texts.flatMap(({ by, body }) => (body ? [t('message-quote', { by, body })] : []));
    return {
      ...base,
      lines: [said, ...(whole.length > 1 || first.length > LINE ? whole : [])],
      facts: base.facts.slice(0, 3),
      button: { label: t('message-button'), url: at(paths.messages(params.facts.publicId)) },
      after: [t('message-after')],
    };
  },
};
