import type { Purpose, Substitution } from '#app/domain/reservations/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

export type Side = 'holder' | 'taker';

/** What a letter about a reservation says. Names of organisations; instants are shown in the site's zone. */
export interface ReservationFacts {
  publicId: string;
  lotPublicId: string;
  lot: string;
  quantityMilli: number;
  unit: Unit;
  holder: string;
  taker: string;
  commune: string;
  zone: string;
  deadline: Date;
  /** a request that was never accepted */
  unanswered: boolean;
  note: string | null;
  /** what for, where it goes, and whether new would have been bought */
  purpose: Purpose;
  destination: string | null;
  substitution: Substitution | null;
  /** Told to the taker once accepted, never before. */
  pickUp: {
    address: string | null;
    access: string | null;
    hours: string | null;
    contact: string | null;
  } | null;
}

/** `name` is the reader's, `zone` the one they live by. */
export type ReservationLetterParams = { name: string; zone: string; side: Side; facts: ReservationFacts };

export interface ReservationLetters {
  'reservation.requested': ReservationLetterParams;
  'reservation.accepted': ReservationLetterParams;
  'reservation.refused': ReservationLetterParams;
  'reservation.cancelled': ReservationLetterParams;
  'reservation.expired': ReservationLetterParams;
  'reservation.extended': ReservationLetterParams;
}

type Write = (locale: Locale, params: ReservationLetterParams, at: At) => Letter;

export const reservationLetters: Record<keyof ReservationLetters, Write> = {
  'reservation.requested': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const mine = params.side === 'holder';
    return {
      ...base,
      facts: [...base.facts, ...use(locale, params.facts)],
      lines: [t(mine ? 'requested-holder' : 'requested-taker', words), ...noted(locale, params)],
      button: { ...base.button, label: t(mine ? 'requested-holder-button' : 'see') },
    };
  },
  'reservation.accepted': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    if (params.side === 'holder')
      return {
        ...base,
        facts: [...base.facts, ...use(locale, params.facts)],
        lines: [t('accepted-holder', words), ...noted(locale, params)],
      };
    const facts = [...base.facts, ...pickUp(locale, params.facts)];
    return {
      ...base,
      facts,
      lines: [t('accepted-taker', words)],
      after: [...(params.facts.pickUp ? [] : [t('place-hidden')]), t('accepted-taker-after')],
    };
  },
  'reservation.refused': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const button = { label: t('refused-button'), url: at(paths.lots()) };
    return { ...base, lines: [t('refused', words), ...noted(locale, params)], button };
  },
  'reservation.cancelled': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return { ...base, lines: [t('cancelled', words), ...noted(locale, params)] };
  },
  'reservation.expired': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const what = params.facts.unanswered ? 'unanswered' : 'expired';
    if (params.side === 'holder') return { ...base, lines: [t(`${what}-holder`, words)] };
    const button = { label: t('expired-taker-button'), url: at(paths.lot(params.facts.lotPublicId)) };
    return { ...base, lines: [t(`${what}-taker`, words)], button };
  },
  'reservation.extended': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return { ...base, lines: [t('extended', words)] };
  },
};

/** What all letters of one reservation share: one subject (a thread), the same facts, the way to its page. */
export function about(locale: Locale, { name, zone, side, facts }: ReservationLetterParams, at: At) {
  const t = translator(locale, 'mails.reservation');
  const layout = translator(locale, 'mails.layout');
  const quantity = formatQuantity(locale, facts.quantityMilli, facts.unit);
  const words = {
    lot: facts.lot,
    quantity,
    holder: facts.holder,
    taker: facts.taker,
    other: side === 'holder' ? facts.taker : facts.holder,
    deadline: formatInstantAt(locale, facts.deadline, facts.zone, zone),
  };
  const rows: [string, string][] = [
    [t('facts.lot'), facts.lot],
    [t('facts.quantity'), quantity],
    side === 'holder' ? [t('facts.taker'), facts.taker] : [t('facts.holder'), facts.holder],
    [t('facts.commune'), facts.commune],
  ];
  const base = {
    subject: t('subject', words),
    hello: layout('hello', { name }),
    facts: rows,
    button: { label: t('see'), url: at(paths.reservation(facts.publicId)) },
    why: layout('why-reservation'),
  };
  return { t, words, base };
}

/** What the material is for, as it was said with the request. */
function use(locale: Locale, { purpose, destination, substitution }: ReservationFacts): [string, string][] {
  const t = translator(locale, 'reservations');
  const rows: [string, string | null][] = [
    [t('page.purpose'), t(`purpose.${purpose}`)],
    [t('page.destination'), destination],
    [t('page.substitution'), substitution && t(`substitution.${substitution}`)],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== null);
}

function noted(locale: Locale, { facts: { note } }: ReservationLetterParams): string[] {
  return note ? [translator(locale, 'mails.reservation')('note', { note })] : [];
}

export function pickUp(
  locale: Locale,
  facts: Pick<ReservationFacts, 'pickUp' | 'commune'>,
): [string, string][] {
  const t = translator(locale, 'mails.reservation.facts');
  const { address, access, hours, contact } = facts.pickUp ?? {};
  const rows = [
    [t('place'), address && `${address}, ${facts.commune}`],
    [t('access'), access],
    [t('hours'), hours],
    [t('contact'), contact],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}
