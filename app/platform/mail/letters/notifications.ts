import { paths } from '#app/http/paths.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

/** What happened since the last of these, the newest first. */
export interface DigestParams {
  name: string;
  items: { title: string; line: string; path: string }[];
  others: number;
}

export interface NotificationLetters {
  'notifications.digest': DigestParams;
}

export const notificationLetters = {
  'notifications.digest': (locale: Locale, { name, items, others }: DigestParams, at: At): Letter => {
    const t = translator(locale, 'mails.digest');
    const count = items.length + others;
    const list = at(paths.notifications());
    return {
      subject: t('subject', { count }),
      hello: translator(locale, 'mails.layout')('hello', { name }),
      lines: [t('line', { count })],
      sections: [
        {
          title: t('section'),
          items: items.map(({ title, line, path }) => ({ title, url: at(path), details: [line] })),
          ...(others > 0 ? { more: { label: t('others', { count: others }), url: list } } : {}),
        },
      ],
      button: { label: t('button'), url: list },
      why: t('why'),
    };
  },
};
