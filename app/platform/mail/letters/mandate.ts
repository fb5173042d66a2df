import { paths } from '#app/http/paths.ts';
import { formatDay } from '#app/i18n/dates.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

export interface MandateFacts {
  sitePublicId: string;
  site: string;
  giver: string;
  mandatary: string;
  scopes: ('list' | 'answer' | 'handover')[];
  startsOn: string;
  endsOn: string | null;
}

/** `name` is the reader's. */
export interface MandateLetterParams {
  name: string;
  side: 'giver' | 'mandatary';
  facts: MandateFacts;
}

export interface MandateLetters {
  'mandate.given': MandateLetterParams;
  'mandate.ended': MandateLetterParams;
}

type Write = (locale: Locale, params: MandateLetterParams, at: At) => Letter;

export const mandateLetters: Record<keyof MandateLetters, Write> = {
  'mandate.given': (locale, { name, side, facts }, at) => {
    const t = translator(locale, 'mails.mandate');
    return {
      ...about(locale, name, facts),
      subject: t('given.subject', { site: facts.site }),
      lines: [t(`given.${side}`, wordsOf(facts))],
      button: { label: t('given.button'), url: at(paths.site(facts.sitePublicId)) },
    };
  },
  'mandate.ended': (locale, { name, facts }, at) => {
    const t = translator(locale, 'mails.mandate');
    return {
      ...about(locale, name, facts),
      subject: t('ended.subject', { site: facts.site }),
      lines: [t('ended.line', wordsOf(facts))],
      button: { label: t('ended.button'), url: at(paths.sites()) },
    };
  },
};

const wordsOf = ({ site, giver, mandatary }: MandateFacts) => ({ site, giver, mandatary });

function about(locale: Locale, name: string, facts: MandateFacts) {
  const t = translator(locale, 'mails.mandate');
  const words = translator(locale, 'mandates');
  const from = formatDay(locale, facts.startsOn);
  const days = facts.endsOn
    ? words('fromTo', { from, to: formatDay(locale, facts.endsOn) })
    : words('from', { from });
  const rows: [string, string][] = [
    [t('facts.site'), facts.site],
    [t('facts.giver'), facts.giver],
    [t('facts.mandatary'), facts.mandatary],
    [t('facts.scopes'), facts.scopes.map((scope) => words(`scope.${scope}`)).join(', ')],
    [t('facts.days'), days],
  ];
  return { hello: translator(locale, 'mails.layout')('hello', { name }), facts: rows, why: t('why') };
}
