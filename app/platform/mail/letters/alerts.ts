import { type AnnouncedPrice, asPrice } from '#app/domain/lots/price-words.ts';
import { paths } from '#app/http/paths.ts';
import { dayOf, untilDay } from '#app/i18n/dates.ts';
import { formatDistance, formatPrice, formatQuantity, type Unit } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';

interface Priced {
  priceCents: number | null;
  priceBasis: 'unit' | 'whole';
}

interface FoundLot extends AnnouncedPrice {
  publicId: string;
  title: string;
  leftMilli: number;
  unit: Unit;
  commune: string;
  metres: number | null;
  until: string | null;
  /** what it cost when it was told before */
  before: Priced | null;
}

/** What several alerts of one person found, told together. `token` stops them. */
export interface FoundParams {
  name: string;
  token: string;
  now: Date;
  total: number;
  alerts: { publicId: string; name: string; query: string; lots: FoundLot[]; others: number }[];
}

export interface AlertLetters {
  'alerts.found': FoundParams;
}

export const alertLetters = {
  'alerts.found': (locale: Locale, { name, token, now, total, alerts }: FoundParams, at: At): Letter => {
    const t = translator(locale, 'mails.alerts');
    const [first] = alerts;
    const words = { count: total, alerts: alerts.length, name: first?.name ?? '' };
    return {
      subject: t('subject', words),
      hello: translator(locale, 'mails.layout')('hello', { name }),
      lines: [t('line', words)],
      sections: alerts.map((alert) => ({
        title: alert.name,
        items: alert.lots.map((lot) => ({
          title: lot.title,
          url: at(paths.lot(lot.publicId)),
          details: detailsOf(locale, lot, now),
        })),
        more: {
          label: alert.others > 0 ? t('others', { count: alert.others }) : t('list'),
          url: at(paths.lotsMatching(alert.query)),
        },
      })),
      button: { label: t('button'), url: at(paths.alerts()) },
      why: t('why'),
      unsubscribe: { label: t('unsubscribe', words), url: at(paths.unsubscribe(token)) },
    };
  },
};

function detailsOf(locale: Locale, lot: FoundLot, now: Date): string[] {
  const t = translator(locale, 'mails.alerts');
  const price = formatPrice(locale, asPrice(lot));
  const before = ({ priceCents, priceBasis }: Priced) =>
    formatPrice(locale, { cents: priceCents, basis: priceBasis, unit: lot.unit });
  const cost = lot.before ? t('cheaper', { price, before: before(lot.before) }) : price;
  const where = lot.metres === null ? [lot.commune] : [lot.commune, formatDistance(locale, lot.metres)];
  return [
    `${formatQuantity(locale, lot.leftMilli, lot.unit)} · ${cost}`,
    where.join(', '),
    ...(lot.until ? [untilDay(locale, lot.until, dayOf(now))] : []),
  ];
}
