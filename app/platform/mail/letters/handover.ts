import { paths, type TerritoryLevel } from '#app/http/paths.ts';
import { type Day, formatDay, formatInstantAt } from '#app/i18n/dates.ts';
import { formatMass, formatQuantity } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** What one side says was taken; null while it has said nothing. */
export interface Statement {
  quantityMilli: number;
  day: Day;
}

export interface HandoverFacts {
  holder: Statement | null;
  taker: Statement | null;
  massG: number | null;
  evidence: 'A' | 'B' | 'C' | 'D' | null;
  /** Whether it added to the territory's figures. */
  counts: boolean;
  territory: { level: TerritoryLevel; code: string; name: string };
}

export type HandoverLetterParams = ReservationLetterParams & { handover: HandoverFacts };

export interface HandoverLetters {
  'handover.waiting': HandoverLetterParams;
  'handover.confirmed': HandoverLetterParams;
  'handover.disputed': HandoverLetterParams;
  'handover.reminder': HandoverLetterParams & { last: boolean };
  'handover.on-device': OnDeviceParams;
  'handover.contested': HandoverLetterParams;
}

/** To the taker, of what was confirmed in its name on the holder's device; `token` opens "this was not me". */
type OnDeviceParams = HandoverLetterParams & { token: string; by: 'code' | 'signature'; until: Date };

type Writers = {
  [Kind in keyof HandoverLetters]: (locale: Locale, params: HandoverLetters[Kind], at: At) => Letter;
};

export const handoverLetters: Writers = {
  'handover.waiting': (locale, params, at) => {
    const t = translator(locale, 'mails.handover');
    const { words, base } = about(locale, params, at);
    const said = params.side === 'holder' ? params.handover.taker : params.handover.holder;
    return {
      ...base,
      lines: [t('waiting', words)],
      facts: [...base.facts, ...stated(locale, params, said), ...weighed(locale, params)],
      button: { ...base.button, label: t('waiting-button') },
    };
  },
  'handover.confirmed': (locale, params, at) => {
    const t = translator(locale, 'mails.handover');
    const { base } = about(locale, params, at);
    const { counts, massG, territory, holder } = params.handover;
    const counted =
      counts && massG ? t('counts', { mass: formatMass(locale, massG), territory: territory.name }) : null;
    return {
      ...base,
      lines: [t('confirmed'), counted ?? t('counts-not')],
      facts: [...base.facts, ...stated(locale, params, holder), ...weighed(locale, params)],
      button: counted
        ? {
            label: t('confirmed-button', { territory: territory.name }),
            url: at(paths.territory(territory.level, territory.code)),
          }
        : base.button,
    };
  },
  'handover.disputed': (locale, params, at) => {
    const t = translator(locale, 'mails.handover');
    const { words, base } = about(locale, params, at);
    const says = (said: Statement | null) =>
      said
        ? t('says', {
            quantity: formatQuantity(locale, said.quantityMilli, params.facts.unit),
            day: formatDay(locale, said.day),
          })
        : '';
    return {
      ...base,
      lines: [t('disputed', words)],
      facts: [
        ...base.facts,
        [t('facts.holder-says', words), says(params.handover.holder)],
        [t('facts.taker-says', words), says(params.handover.taker)],
      ],
      button: { ...base.button, label: t('disputed-button') },
    };
  },
  'handover.reminder': (locale, params, at) => {
    const t = translator(locale, 'mails.handover');
    const { words, base } = about(locale, params, at);
    const said = params.side === 'holder' ? params.handover.taker : params.handover.holder;
    return {
      ...base,
      lines: [t('reminder', words), ...(params.last ? [t('reminder-last')] : [])],
      facts: [...base.facts, ...stated(locale, params, said), ...weighed(locale, params)],
      button: { ...base.button, label: t('waiting-button') },
    };
  },
  'handover.on-device': (locale, params, at) => {
    const t = translator(locale, 'mails.handover');
    const { words, base } = about(locale, params, at);
    const { by, token, until, facts, zone } = params;
    const nothing = params.handover.taker?.quantityMilli === 0;
    return {
      ...base,
      lines: [
        t(nothing ? 'on-device-nothing' : 'on-device', { ...words, by }),
        t('on-device-how', { until: formatInstantAt(locale, until, facts.zone, zone) }),
      ],
      facts: [...base.facts, ...stated(locale, params, params.handover.taker), ...weighed(locale, params)],
      button: { label: t('not-me'), url: at(paths.notMe(token)) },
    };
  },
  'handover.contested': (locale, params, at) => {
    const t = translator(locale, 'mails.handover');
    const { words, base } = about(locale, params, at);
    return {
      ...base,
      lines: [t(`contested-${params.side}`, words)],
      facts: [...base.facts, ...stated(locale, params, params.handover.taker), ...weighed(locale, params)],
    };
  },
};

function stated(locale: Locale, params: HandoverLetterParams, said: Statement | null): [string, string][] {
  if (!said) return [];
  const t = translator(locale, 'mails.handover.facts');
  return [
    [t('taken'), formatQuantity(locale, said.quantityMilli, params.facts.unit)],
    [t('day'), formatDay(locale, said.day)],
  ];
}

/** The mass with the strength of its proof in words. */
function weighed(
  locale: Locale,
  { handover: { massG, evidence } }: HandoverLetterParams,
): [string, string][] {
  if (!massG || !evidence) return [];
  const t = translator(locale, 'mails.handover');
  return [[t('facts.mass'), t(`evidence.${evidence}`, { mass: formatMass(locale, massG) })]];
}
