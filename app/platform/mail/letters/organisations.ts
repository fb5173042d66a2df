import { paths } from '#app/http/paths.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

/** `name` is the reader's. */
interface About {
  name: string;
  organisation: string;
  slug: string;
}

export interface OrganisationLetters {
  'organisation.checked': About & { domain: string };
  'organisation.join-asked': About & { person: string; email: string; message: string | null };
  'organisation.join-answered': About & { accepted: boolean };
}

type Writers = {
  [Kind in keyof OrganisationLetters]: (locale: Locale, params: OrganisationLetters[Kind], at: At) => Letter;
};

export const organisationLetters: Writers = {
  'organisation.checked': (locale, { name, organisation, slug, domain }, at) => {
    const t = translator(locale, 'mails.organisations.checked');
    return {
      ...ends(locale, name),
      subject: t('subject', { organisation }),
      lines: [t('line', { organisation, domain })],
      button: { label: t('button'), url: at(paths.organisation(slug)) },
    };
  },
  'organisation.join-asked': (locale, { name, organisation, slug, person, email, message }, at) => {
    const t = translator(locale, 'mails.organisations.joinAsked');
    return {
      ...ends(locale, name),
      subject: t('subject', { person, organisation }),
      lines: [t('line', { person, email, organisation }), ...(message ? [t('message', { message })] : [])],
      button: { label: t('button'), url: at(`${paths.organisation(slug)}#join-requests`) },
    };
  },
  'organisation.join-answered': (locale, { name, organisation, accepted }, at) => {
    const t = translator(
      locale,
      accepted ? 'mails.organisations.joinAccepted' : 'mails.organisations.joinDeclined',
    );
    return {
      ...ends(locale, name),
      subject: t('subject', { organisation }),
      lines: [t('line', { organisation })],
      button: { label: t('button'), url: at(paths.account()) },
    };
  },
};

const ends = (locale: Locale, name: string) => ({
  hello: translator(locale, 'mails.layout')('hello', { name }),
  why: translator(locale, 'mails.organisations')('why'),
});
