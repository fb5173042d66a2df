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

/** The operator's word on a lot that waited. `name` is the reader's. */
export interface ReviewedParams {
  name: string;
  lot: string;
  lotPublicId: string;
  approved: boolean;
  reason: string | null;
}

export interface LotLetters {
  'lots.published': PublishedParams;
  'lot.reviewed': ReviewedParams;
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
  'lot.reviewed': (locale: Locale, params: ReviewedParams, at: At): Letter => {
    const t = translator(locale, 'mails.reviewed');
    const { name, lot, lotPublicId, approved, reason } = params;
    return {
      subject: t('subject', { approved: String(approved), lot }),
      hello: translator(locale, 'mails.layout')('hello', { name }),
      lines: [t(approved ? 'approved' : 'refused', { lot })],
      facts: reason ? [[t('reason'), reason]] : [],
      button: { label: t('button'), url: at(paths.lot(lotPublicId)) },
      why: t('why'),
    };
  },
};
