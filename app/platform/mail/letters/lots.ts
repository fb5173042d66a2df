import { paths } from '#app/http/paths.ts';
import { formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

/** What was published together, told once to the colleagues of whoever did it. `name` is the reader's. */
export interface PublishedParams {
  name: string;
  by: string;
  count: number;
  sites: { publicId: string; name: string }[];
  /** the first ones */
  lots: { title: string; quantityMilli: number; unit: Unit }[];
}

export interface LotLetters {
  'lots.published': PublishedParams;
}

export const lotLetters = {
  'lots.published': (locale: Locale, params: PublishedParams, at: At): Letter => {
    const t = translator(locale, 'mails.published');
    const layout = translator(locale, 'mails.layout');
    const { name, by, count, lots, sites } = params;
    const [site] = sites;
    const words = { by, count, site: sites.length === 1 && site ? site.name : 'none' };
    const more = count - lots.length;
    return {
      subject: t('subject', words),
      hello: layout('hello', { name }),
      lines: [t('line', words)],
      facts: lots.map((lot) => [lot.title, formatQuantity(locale, lot.quantityMilli, lot.unit)]),
      after: more > 0 ? [t('more', { count: more })] : [],
      button: {
        label: t('button'),
        url: at(sites.length === 1 && site ? paths.siteLots(site.publicId) : paths.sites()),
      },
      why: t('why'),
    };
  },
};
