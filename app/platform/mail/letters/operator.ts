import type { OperatorActName } from '#app/domain/operator/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import { formatInstant } from '#app/i18n/dates.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

export interface OperatorActFacts {
  act: OperatorActName;
  reason: string;
  at: Date;
  /** The organisation it concerns; null: the reader alone. */
  organisation: { name: string; slug: string } | null;
}

export interface OperatorLetters {
  'operator.acted': { name: string; facts: OperatorActFacts };
  'operator.test': { name: string };
}

type Writers = {
  [Kind in keyof OperatorLetters]: (locale: Locale, params: OperatorLetters[Kind], at: At) => Letter;
};

export const operatorLetters: Writers = {
  'operator.test': (locale, { name }, at) => {
    const t = translator(locale, 'mails.operator.test');
    return {
      subject: t('subject'),
      hello: translator(locale, 'mails.layout')('hello', { name }),
      lines: [t('line')],
      button: { label: t('button'), url: at(paths.admin()) },
      why: t('why'),
    };
  },
  'operator.acted': (locale, { name, facts }, at) => {
    const t = translator(locale, 'mails.operator');
    const act = translator(locale, 'operator')(`acts.${facts.act}`);
    const { organisation } = facts;
    const page = organisation ? paths.organisation(organisation.slug) : paths.account();
    const rows: [string, string][] = [
      [t('facts.act'), act],
      ...(organisation ? [[t('facts.organisation'), organisation.name] as [string, string]] : []),
      [t('facts.reason'), facts.reason],
      [t('facts.at'), formatInstant(locale, facts.at)],
    ];
    return {
      subject: t('subject', { act }),
      hello: translator(locale, 'mails.layout')('hello', { name }),
      lines: [t(organisation ? 'organisation' : 'person', { name: organisation?.name ?? '' })],
      facts: rows,
      button: { label: t('button'), url: at(`${page}#operator-acts`) },
      why: t('why'),
    };
  },
};
