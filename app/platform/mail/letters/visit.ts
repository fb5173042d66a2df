import type { ReservationState } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { pickUp, type ReservationFacts, type Side } from '#app/platform/mail/letters/reservation.ts';

/** What a letter about a visit says: the lines of this step, the earliest deadline among them. */
export interface VisitFacts
  extends Pick<ReservationFacts, 'holder' | 'taker' | 'commune' | 'zone' | 'note' | 'pickUp' | 'deadline'> {
  publicId: string;
  sitePublicId: string;
  site: string;
  /** lines of the whole visit */
  all: number;
  lines: { lot: string; quantityMilli: number; unit: Unit; state: ReservationState }[];
}

type VisitLetterParams = { name: string; zone: string; side: Side; facts: VisitFacts };

export interface VisitLetters {
  'visit.requested': VisitLetterParams;
  'visit.answered': VisitLetterParams;
  'visit.cancelled': VisitLetterParams;
  'visit.expired': VisitLetterParams;
}

type Write = (locale: Locale, params: VisitLetterParams, at: At) => Letter;

export const visitLetters: Record<keyof VisitLetters, Write> = {
  'visit.requested': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const mine = params.side === 'holder';
    const toAnswer = params.facts.lines.some(({ state }) => state === 'requested');
    const sentence = mine ? 'requested-holder' : 'requested-taker';
    return {
      ...base,
      facts: [...base.facts, ...(mine ? [] : pickUp(locale, params.facts))],
      lines: [t(toAnswer ? sentence : `${sentence}-at-once`, words), ...noted(locale, params)],
      button: { ...base.button, label: t(mine && toAnswer ? 'requested-holder-button' : 'see') },
    };
  },
  'visit.answered': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const accepted = params.facts.lines.some(({ state }) => state === 'accepted' || state === 'scheduled');
    return {
      ...base,
      facts: [...base.facts, ...pickUp(locale, params.facts)],
      lines: [t(accepted ? 'answered' : 'answered-none', words), ...noted(locale, params)],
      after: accepted ? [t('answered-after')] : undefined,
    };
  },
  'visit.cancelled': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return { ...base, lines: [t('cancelled', words), ...noted(locale, params)] };
  },
  'visit.expired': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const unanswered = params.facts.lines.every(({ state }) => state === 'expired');
    return { ...base, lines: [t(`${unanswered ? 'unanswered' : 'expired'}-${params.side}`, words)] };
  },
};

/** What all letters of one visit share: one subject (a thread), its lines, the way to its page. */
function about(locale: Locale, { name, zone, side, facts }: VisitLetterParams, at: At) {
  const t = translator(locale, 'mails.visit');
  const layout = translator(locale, 'mails.layout');
  const state = translator(locale, 'reservations.state');
  const words = {
    site: facts.site,
    holder: facts.holder,
    taker: facts.taker,
    other: side === 'holder' ? facts.taker : facts.holder,
    lots: facts.lines.length,
    deadline: formatInstantAt(locale, facts.deadline, facts.zone, zone),
  };
  const rows = facts.lines.map((line): [string, string] => [
    line.lot,
    t('line', {
      quantity: formatQuantity(locale, line.quantityMilli, line.unit),
      state: state(line.state),
    }),
  ]);
  const base = {
    subject: t('subject', { site: facts.site, lots: facts.all }),
    hello: layout('hello', { name }),
    facts: rows,
    button: { label: t('see'), url: at(paths.visit(facts.publicId)) },
    why: layout('why-reservation'),
  };
  return { t, words, base };
}

function noted(locale: Locale, { facts: { note } }: VisitLetterParams): string[] {
  return note ? [translator(locale, 'mails.reservation')('note', { note })] : [];
}
