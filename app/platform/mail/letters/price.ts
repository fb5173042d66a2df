import { type AnnouncedPrice, asPrice } from '#app/domain/lots/price-words.ts';
import { paths } from '#app/http/paths.ts';
import { formatPrice } from '#app/i18n/format.ts';
import type { Locale } from '#app/i18n/locale.ts';
import { translator } from '#app/i18n/translator.ts';
import type { Letter } from '#app/platform/mail/layout.ts';
import type { At } from '#app/platform/mail/letters/account.ts';
import { about, type ReservationLetterParams } from '#app/platform/mail/letters/reservation.ts';

/** `price`: how the lot was announced to this taker; `proposedCents`: what it would pay instead. */
export type PriceLetterParams = ReservationLetterParams & { price: AnnouncedPrice; proposedCents: number };

export interface PriceLetters {
  'price.proposed': PriceLetterParams;
  'price.accepted': PriceLetterParams;
  'price.refused': PriceLetterParams;
}

const write =
  (step: 'proposed' | 'accepted' | 'refused') =>
  (locale: Locale, params: PriceLetterParams, at: At): Letter => {
    const t = translator(locale, 'mails.price');
    const { words, base } = about(locale, params, at);
    const { price, proposedCents, facts } = params;
    const said = (cents: number | null) =>
      formatPrice(locale, { ...asPrice({ ...price, priceCents: cents }), negotiable: undefined });
    return {
      ...base,
      lines: [t(step, { ...words, price: said(proposedCents) })],
      facts: [...base.facts, [t('announced'), said(price.priceCents)], [t('offered'), said(proposedCents)]],
      button: {
        label: t(`${step}-button`),
        url: at(step === 'proposed' ? paths.price(facts.publicId) : paths.reservation(facts.publicId)),
      },
    };
  };

export const priceLetters: {
  [Kind in keyof PriceLetters]: (locale: Locale, params: PriceLetters[Kind], at: At) => Letter;
} = {
  'price.proposed': write('proposed'),
  'price.accepted': write('accepted'),
  'price.refused': write('refused'),
};
