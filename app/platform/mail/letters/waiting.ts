import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

/** What a letter about a place in a waitlist says. */
export interface WaitingFacts {
  publicId: string;
  lotPublicId: string;
  lot: string;
  wantedMilli: number;
  /** what is offered, or was */
  quantityMilli: number;
  unit: Unit;
  holder: string;
  commune: string;
  zone: string;
  /** until when the offer holds */
  deadline: Date | null;
  /** a part was offered to who waits for the whole: declining or silence keeps the place */
  keepsPlace: boolean;
}

/** `name` is the reader's, `zone` the one they live by. */
interface WaitingLetterParams {
  name: string;
  zone: string;
  facts: WaitingFacts;
}

export interface WaitingLetters {
  'waiting.offered': WaitingLetterParams;
  'waiting.lapsed': WaitingLetterParams;
  'waiting.closed': WaitingLetterParams;
}

type Write = (locale: Locale, params: WaitingLetterParams, at: At) => Letter;

export const waitingLetters: Record<keyof WaitingLetters, Write> = {
  'waiting.offered': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const { wantedMilli, quantityMilli, keepsPlace } = params.facts;
    const part = quantityMilli < wantedMilli ? [t('part', words)] : [];
    const lines = [t('offered', words), ...part, t(keepsPlace ? 'declineKeeps' : 'declineLoses')];
    return { ...base, lines, button: { ...base.button, label: t('answer') } };
  },
  'waiting.lapsed': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const lines = [t('lapsed', words), t(params.facts.keepsPlace ? 'placeKept' : 'placeLost')];
    return { ...base, lines };
  },
  'waiting.closed': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return { ...base, lines: [t('closed', words)], button: { label: t('search'), url: at(paths.lots()) } };
  },
};

/** What all letters of one place share: one subject (a thread), the same facts, the way to its page. */
function about(locale: Locale, { name, zone, facts }: WaitingLetterParams, at: At) {
  const t = translator(locale, 'mails.waiting');
  const layout = translator(locale, 'mails.layout');
  const reservation = translator(locale, 'mails.reservation.facts');
  const wanted = formatQuantity(locale, facts.wantedMilli, facts.unit);
  const words = {
    lot: facts.lot,
    quantity: formatQuantity(locale, facts.quantityMilli, facts.unit),
    wanted,
    deadline: facts.deadline ? formatInstantAt(locale, facts.deadline, facts.zone, zone) : '',
  };
  const rows: [string, string][] = [
    [reservation('lot'), facts.lot],
    [t('wanted'), wanted],
    [reservation('holder'), facts.holder],
    [reservation('commune'), facts.commune],
  ];
  const base = {
    subject: t('subject', words),
    hello: layout('hello', { name }),
    facts: rows,
    button: { label: t('see'), url: at(paths.waiting(facts.publicId)) },
    why: t('why'),
  };
  return { t, words, base };
}
