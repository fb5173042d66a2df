import { paths } from '#app/http/paths.ts';
import { dayOf, formatInstantAt } from '#app/i18n/dates.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { formatSlot } from '#app/i18n/slot-hours.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import type { Side } from '#app/platform/mail/letters/reservation.ts';

interface Hours {
  startsAt: Date;
  endsAt: Date;
}

/** `name` is the reader's, `readerZone` the one they live by; hours are shown by the clock of the site (`zone`). */
export interface SlotLetterParams {
  name: string;
  readerZone: string;
  side: Side;
  site: string;
  sitePublicId: string;
  commune: string;
  zone: string;
  holder: string;
  taker: string;
  slots: Hours[];
  /** the hour given up for it */
  was: Hours | null;
  reason: 'weather' | 'strike' | 'other';
  /** the first of these reservations to end when nobody comes */
  deadline: Date;
  lines: { publicId: string; lot: string; quantityMilli: number; unit: Unit }[];
  /** to the taker, while the hour stands */
  place: { address: string | null; access: string | null; contact: string | null } | null;
}

export interface SlotLetters {
  'slot.booked': SlotLetterParams;
  'slot.moved': SlotLetterParams;
  'slot.left': SlotLetterParams;
  'slot.cancelled': SlotLetterParams;
  'slot.reminder': SlotLetterParams;
}

type Write = (locale: Locale, params: SlotLetterParams, at: At) => Letter;

export const slotLetters: Record<keyof SlotLetters, Write> = {
  'slot.booked': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const after = params.side === 'taker' ? [t('agenda')] : [];
    return { ...base, lines: [t(`booked-${params.side}`, words)], after };
  },
  'slot.moved': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    const after = params.side === 'taker' ? [t('agenda')] : [];
    return { ...base, lines: [t(`moved-${params.side}`, words)], after };
  },
  'slot.left': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return { ...base, lines: [t(`left-${params.side}`, words)], ...again(locale, params, at) };
  },
  'slot.cancelled': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return {
      ...base,
      lines: [t(`cancelled-${params.reason}`, words), t('keep', words)],
      ...again(locale, params, at),
    };
  },
  'slot.reminder': (locale, params, at) => {
    const { t, words, base } = about(locale, params, at);
    return { ...base, lines: [t('reminder', words)], after: [t('hinder')] };
  },
};

/** A taker without an hour is led to choose another. */
function again(locale: Locale, { side, lines: [first] }: SlotLetterParams, at: At): Partial<Letter> {
  if (side === 'holder' || !first) return {};
  return {
    button: { label: translator(locale, 'mails.slot')('choose'), url: at(paths.chooseSlot(first.publicId)) },
  };
}

function about(locale: Locale, params: SlotLetterParams, at: At) {
  const t = translator(locale, 'mails.slot');
  const layout = translator(locale, 'mails.layout');
  const { site, holder, taker, commune, zone, readerZone, place, side, lines } = params;
  const said = (hours: Hours) => formatSlot(locale, hours, zone, readerZone);
  const words = {
    ...{ site, holder, taker, count: lines.length },
    when: params.slots.map(said).join(' · '),
    was: params.was ? said(params.was) : '',
    deadline: formatInstantAt(locale, params.deadline, zone, readerZone),
  };
  const rows: [string, string | null | undefined][] = [
    [t('facts.site'), `${site}, ${commune}`],
    side === 'holder' ? [t('facts.taker'), taker] : [t('facts.holder'), holder],
    [t('facts.address'), place?.address && `${place.address}, ${commune}`],
    [t('facts.access'), place?.access],
    [t('facts.contact'), place?.contact],
  ];
  const [first] = params.slots;
  const day = first && dayOf(first.startsAt, zone);
  const page =
    side === 'holder' || !lines[0]
      ? paths.siteSlots(params.sitePublicId, day)
      : paths.reservation(lines[0].publicId);
  const base = {
    subject: t('subject', words),
    hello: layout('hello', { name: params.name }),
    facts: rows.filter((row): row is [string, string] => Boolean(row[1])),
    sections: [
      {
        title: t(side === 'holder' ? 'leaves' : 'yours', words),
        items: lines.map((line) => ({
          title: `${formatQuantity(locale, line.quantityMilli, line.unit)} · ${line.lot}`,
          url: at(paths.reservation(line.publicId)),
          details: [],
        })),
      },
    ],
    button: { label: t(side === 'holder' ? 'see-site' : 'see'), url: at(page) },
    why: layout('why-reservation'),
  };
  return { t, words, base };
}
