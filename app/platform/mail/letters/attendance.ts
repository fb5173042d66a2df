import type { MissedKind } from '#app/domain/attendance/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstantAt } from '#app/i18n/dates.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { formatSlot } from '#app/i18n/slot-hours.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** An appointment said not to have taken place; its hour by the clock of the site. */
type MissedLetterParams = ReservationLetterParams & {
  missed: { kind: MissedKind; startsAt: Date; endsAt: Date; contestUntil: Date };
};

export interface AttendanceLetters {
  'attendance.missed': MissedLetterParams;
  'attendance.contested': MissedLetterParams;
}

type Write = (locale: Locale, params: MissedLetterParams, at: At) => Letter;

export const attendanceLetters: Record<keyof AttendanceLetters, Write> = {
  'attendance.missed': (locale, params, at) => {
    const { t, words, base, mine } = told(locale, params, at);
    const { kind } = params.missed;
    const lines = [t(`${kind}-${params.side}`, words)];
    const { publicId } = params.facts;
    if (!mine)
      return { ...base, lines, button: { label: t('contest'), url: at(paths.attendance(publicId)) } };
    if (kind === 'nobody_came') return { ...base, lines };
    return { ...base, lines, button: { label: t('choose'), url: at(paths.chooseSlot(publicId)) } };
  },
  'attendance.contested': (locale, params, at) => {
    const { t, words, base, mine } = told(locale, params, at);
    return { ...base, lines: [t(mine ? 'contested-other' : 'contested-mine', words)] };
  },
};

/** `mine`: the reader's side said it. */
function told(locale: Locale, params: MissedLetterParams, at: At) {
  const { words, base } = about(locale, params, at);
  const { kind, contestUntil, ...hour } = params.missed;
  const { zone } = params.facts;
  return {
    t: translator(locale, 'mails.attendance'),
    base,
    mine: (kind === 'nobody_came') === (params.side === 'holder'),
    words: {
      ...words,
      when: formatSlot(locale, hour, zone, params.zone),
      until: formatInstantAt(locale, contestUntil, zone, params.zone),
    },
  };
}
