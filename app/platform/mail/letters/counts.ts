import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** One of the reader's reservations that a count made smaller; 0 after: it has ended. Thousandths. */
export interface ReducedLine {
  publicId: string;
  beforeMilli: number;
  afterMilli: number;
  /** what the waitlist was offered is taken back, the place is kept */
  offered: boolean;
  answerBy: Date | null;
}

/** `name` is the reader's, `readerZone` the one they live by; instants are shown by the clock of the site (`zone`). */
interface Reduced {
  name: string;
  readerZone: string;
  zone: string;
  lot: string;
  lotPublicId: string;
  holder: string;
  unit: Unit;
  lines: ReducedLine[];
}

/** A reservation with the question that was asked of its taker. */
type Asked = ReservationLetterParams & {
  ask: { kind: 'reduced' | 'moved'; beforeMilli: number; afterMilli: number; answerBy: Date | null };
};

export interface CountLetters {
  'count.reduced': Reduced;
  'count.restored': Asked;
  'ask.answered': Asked & { answer: 'yes' | 'leaves' };
  'ask.lapsed': Asked;
}

export const countLetters = {
  'count.reduced': (locale: Locale, params: Reduced, at: At): Letter => {
    const t = translator(locale, 'mails.counts');
    const layout = translator(locale, 'mails.layout');
    const asked = params.lines.filter(({ answerBy }) => answerBy !== null);
    const [only] = asked;
    return {
      subject: t('subject', { lot: params.lot }),
      hello: layout('hello', { name: params.name }),
      lines: [
        t('reduced', { holder: params.holder, lot: params.lot }),
        ...params.lines.map((line) => lineOf(locale, params, line)),
      ],
      button:
        asked.length === 1 && only
          ? { label: t('answer'), url: at(paths.reservation(only.publicId)) }
          : asked.length > 1
            ? { label: t('answerAll'), url: at(paths.reservations()) }
            : { label: t('others'), url: at(paths.lots()) },
      why: layout('why-reservation'),
    };
  },
  'count.restored': (locale: Locale, params: Asked, at: At): Letter => {
    const { t, words, base } = asking(locale, params, at);
    return {
      ...base,
      lines: [t('restored', words), ...(params.ask.answerBy ? [t('stillAsked', words)] : [])],
    };
  },
  'ask.answered': (locale: Locale, params: CountLetters['ask.answered'], at: At): Letter => {
    const { t, words, base } = asking(locale, params, at);
    return { ...base, lines: [t(`answered.${params.ask.kind}.${params.answer}`, words)] };
  },
  'ask.lapsed': (locale: Locale, params: Asked, at: At): Letter => {
    const { t, words, base } = asking(locale, params, at);
    return { ...base, lines: [t(`lapsed.${params.ask.kind}.${params.side}`, words)] };
  },
};

function lineOf(locale: Locale, params: Reduced, line: ReducedLine): string {
  const t = translator(locale, 'mails.counts');
  const words = {
    before: formatQuantity(locale, line.beforeMilli, params.unit),
    after: formatQuantity(locale, line.afterMilli, params.unit),
    deadline: line.answerBy ? formatInstantAt(locale, line.answerBy, params.zone, params.readerZone) : '',
  };
  if (line.offered) return t('line.offered', words);
  return t(line.afterMilli === 0 ? 'line.ended' : 'line.less', words);
}

/** What the letters about one question share: those of its reservation, and what was promised before and after. */
function asking(locale: Locale, params: Asked, at: At) {
  const { words, base } = about(locale, params, at);
  const { ask, facts, zone } = params;
  return {
    t: translator(locale, 'mails.counts'),
    base,
    words: {
      ...words,
      before: formatQuantity(locale, ask.beforeMilli, facts.unit),
      after: formatQuantity(locale, ask.afterMilli, facts.unit),
      answerBy: ask.answerBy ? formatInstantAt(locale, ask.answerBy, facts.zone, zone) : '',
    },
  };
}
