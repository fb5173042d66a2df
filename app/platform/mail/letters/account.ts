import { paths } from '#app/http/paths.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';

/** Letters about an account: each carries at most one personal link, made from a token that is stored nowhere else. */
export interface AccountLetters {
  'verify-email': { name: string; token: string };
  'already-registered': { name: string };
  'reset-password': { name: string; token: string };
  'change-email': { name: string; token: string };
  'address-in-use': { name: string };
  'email-changing': { name: string };
  'sign-in-code': { name: string; code: string };
  'second-factor-on': { name: string };
  'second-factor-off': { name: string };
  'recovery-code-used': { name: string; left: number };
  invitation: { organisation: string; invitedBy: string; role: string; token: string };
  'confirm-reservation': {
    name: string;
    lot: string;
    holder: string;
    quantityMilli: number;
    unit: Unit;
    token: string;
  };
}

type Writers = {
  [Kind in keyof AccountLetters]: (locale: Locale, params: AccountLetters[Kind], at: At) => Letter;
};
/** Makes a full address of one of our paths. */
export type At = (path: string) => string;

export const accountLetters: Writers = {
  'verify-email': (locale, { name, token }, at) => {
    const t = translator(locale, 'mails.verify-email');
    return plain(locale, t, { name, url: at(paths.verifyEmail(token)) });
  },
  'already-registered': (locale, { name }, at) => {
    const t = translator(locale, 'mails.already-registered');
    return plain(locale, t, { name, url: at(paths.login()) });
  },
  'reset-password': (locale, { name, token }, at) => {
    const t = translator(locale, 'mails.reset-password');
    return plain(locale, t, { name, url: at(paths.reset(token)) });
  },
  'change-email': (locale, { name, token }, at) => {
    const t = translator(locale, 'mails.change-email');
    return plain(locale, t, { name, url: at(paths.confirmEmail(token)) });
  },
  'address-in-use': (locale, { name }, at) => {
    const t = translator(locale, 'mails.address-in-use');
    return plain(locale, t, { name, url: at(paths.login()) });
  },
  'email-changing': (locale, { name }, at) => {
    const t = translator(locale, 'mails.email-changing');
    return plain(locale, t, { name, url: at(paths.account()) });
  },
  'sign-in-code': (locale, { name, code }, at) => {
    const t = translator(locale, 'mails.sign-in-code');
    return {
      ...plain(locale, t, { name, url: at(paths.forgot()) }),
      lines: [t('line'), code],
    };
  },
  'second-factor-on': (locale, { name }, at) => {
    const t = translator(locale, 'mails.second-factor-on');
    return plain(locale, t, { name, url: at(paths.account()) });
  },
  'second-factor-off': (locale, { name }, at) => {
    const t = translator(locale, 'mails.second-factor-off');
    return plain(locale, t, { name, url: at(paths.account()) });
  },
  'recovery-code-used': (locale, { name, left }, at) => {
    const t = translator(locale, 'mails.recovery-code-used');
    const say = (key: 'subject' | 'line' | 'button' | 'after') => t(key, { left });
    return plain(locale, say, { name, url: at(paths.account()) });
  },
  invitation: (locale, { organisation, invitedBy, role, token }, at) => {
    const t = translator(locale, 'mails.invitation');
    return {
      subject: t('subject', { organisation }),
      lines: [t('line', { organisation, invitedBy, role })],
      button: { label: t('button', { organisation }), url: at(paths.invitation(token)) },
      after: [t('after')],
      why: translator(locale, 'mails.layout')('why-account'),
    };
  },
  'confirm-reservation': (locale, { name, lot, holder, quantityMilli, unit, token }, at) => {
    const t = translator(locale, 'mails.confirm-reservation');
    const layout = translator(locale, 'mails.layout');
    const quantity = formatQuantity(locale, quantityMilli, unit);
    return {
      subject: t('subject', { lot }),
      hello: layout('hello', { name }),
      lines: [t('line', { quantity, lot, holder })],
      button: { label: t('button'), url: at(paths.confirmReservation(token)) },
      after: [t('after')],
      why: layout('why-account'),
    };
  },
};

type Say = (key: 'subject' | 'line' | 'button' | 'after') => string;

function plain(locale: Locale, t: Say, { name, url }: { name: string; url: string }): Letter {
  const layout = translator(locale, 'mails.layout');
  return {
    subject: t('subject'),
    hello: layout('hello', { name }),
    lines: [t('line')],
    button: { label: t('button'), url },
    after: [t('after')],
    why: layout('why-account'),
  };
}
