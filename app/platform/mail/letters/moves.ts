import { paths } from '#app/http/paths.ts';
import { formatDay, formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import type { LetterSection } from '#app/platform/mail/sections.ts';

/** One of the reader's reservations on the site. `before`: its deadline until then, when it is asked about. */
export interface MovedLine {
  publicId: string;
  lot: string;
  quantityMilli: number;
  unit: Unit;
  accepted: boolean;
  before: Date | null;
  deadline: Date;
  slot: { startsAt: Date; endsAt: Date } | null;
}

/** A place in a waitlist. */
type WaitedLine = Pick<MovedLine, 'publicId' | 'lot' | 'quantityMilli' | 'unit'>;

/** `name` is the reader's, `readerZone` the one they live by; instants are shown by the clock of the site (`zone`). */
interface AboutSite {
  name: string;
  readerZone: string;
  site: string;
  sitePublicId: string;
  holder: string;
  zone: string;
  lines: MovedLine[];
}

export interface MoveLetters {
  'site.moved': AboutSite & { days: number; answerBy: Date };
  'site.day-cancelled': AboutSite & { day: string; cause: 'weather' | 'strike' | 'other' };
  /** `waited`: places in waitlists that end too */
  'site.closed': AboutSite & { waited: WaitedLine[] };
}

/** Longer lists are read on the page of the reservations. */
const SHOWN = 50;

export const moveLetters = {
  'site.moved': (locale: Locale, params: MoveLetters['site.moved'], at: At): Letter => {
    const t = translator(locale, 'mails.moves');
    const words = { ...wordsOf(params), days: Math.abs(params.days) };
    const way = params.days > 0 ? 'later' : 'earlier';
    const answerBy = formatInstantAt(locale, params.answerBy, params.zone, params.readerZone);
    return {
      ...about(locale, params, at),
      subject: t('moved.subject', words),
      lines: [t(`moved.${way}`, words), t('moved.question', { ...words, answerBy })],
      after: [t('moved.silence', words)],
      button: { label: t('moved.button', words), url: at(pageOf(params)) },
    };
  },
  'site.day-cancelled': (locale: Locale, params: MoveLetters['site.day-cancelled'], at: At): Letter => {
    const t = translator(locale, 'mails.moves');
    const day = formatDay(locale, params.day, { weekday: true });
    const words = { ...wordsOf(params), day };
    return {
      ...about(locale, params, at),
      subject: t('day.subject', words),
      lines: [t(`day.${params.cause}`, words), t('day.keep', words)],
      button: { label: t('day.button'), url: at(pageOf(params)) },
    };
  },
  'site.closed': (locale: Locale, params: MoveLetters['site.closed'], at: At): Letter => {
    const t = translator(locale, 'mails.moves');
    const words = { ...wordsOf(params), waited: params.waited.length };
    const waited: LetterSection = {
      title: t('closed.waited', words),
      items: params.waited
        .slice(0, SHOWN)
        .map((line) => itemOf(locale, line, at(paths.waiting(line.publicId)))),
    };
    const { sections, ...said } = about(locale, params, at, true);
    return {
      ...said,
      sections: [...(words.count > 0 ? sections : []), ...(words.waited > 0 ? [waited] : [])],
      subject: t('closed.subject', words),
      lines: [t('closed.line', words)],
      button: { label: t('closed.button'), url: at(paths.lots()) },
    };
  },
};

const wordsOf = ({ site, holder, lines }: AboutSite) => ({ site, holder, count: lines.length });

/** The one reservation, or all of them. */
const pageOf = ({ lines }: AboutSite): string =>
  lines.length === 1 && lines[0] ? paths.reservation(lines[0].publicId) : paths.reservations();

function about(locale: Locale, params: AboutSite, at: At, over = false) {
  const t = translator(locale, 'mails.moves');
  const layout = translator(locale, 'mails.layout');
  const said = (instant: Date) => formatInstantAt(locale, instant, params.zone, params.readerZone);
  const section: LetterSection = {
    title: t('yours', { count: params.lines.length }),
    items: params.lines
      .slice(0, SHOWN)
      .map((line) =>
        itemOf(locale, line, at(paths.reservation(line.publicId)), over ? [] : detailsOf(locale, line, said)),
      ),
    ...(params.lines.length > SHOWN ? { more: { label: t('more'), url: at(paths.reservations()) } } : {}),
  };
  return {
    hello: layout('hello', { name: params.name }),
    sections: [section],
    why: layout('why-reservation'),
  };
}

function itemOf(locale: Locale, line: WaitedLine, url: string, details: string[] = []) {
  const quantity = formatQuantity(locale, line.quantityMilli, line.unit);
  return { title: translator(locale, 'mails.moves')('line', { lot: line.lot, quantity }), url, details };
}

function detailsOf(locale: Locale, line: MovedLine, said: (instant: Date) => string): string[] {
  const t = translator(locale, 'mails.moves');
  const what = line.accepted ? 'collect' : 'answer';
  const moved = line.before && line.before.getTime() !== line.deadline.getTime();
  const due =
    moved && line.before
      ? t(`${what}Moved`, { before: said(line.before), after: said(line.deadline) })
      : t(what, { deadline: said(line.deadline) });
  return line.slot ? [t('slot', { at: said(line.slot.startsAt) }), due] : [due];
}
