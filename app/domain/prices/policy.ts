import type { ReservationState, Side } from '#app/domain/reservations/vocabulary.ts';
import { isOpenToPrice } from './rules.ts';
import type { PriceView } from './views.ts';

const CONCLUDED: readonly ReservationState[] = ['accepted', 'scheduled', 'handed_over'];

type Facts = Pick<PriceView, 'priceCents' | 'negotiable' | 'proposal' | 'state' | 'lapsed' | 'concluded'>;

/**
 * What may be done with the price of a reservation; `acts`: the reader may act on it for its side. A price is proposed and
 * answered while the request waits, the payment is noted by the seller once something was concluded that is no gift.
 */
export function priceActs(side: Side, acts: boolean, price: Facts): PriceView['may'] {
  const waits = acts && price.state === 'requested' && !price.lapsed;
  const open = price.proposal?.state === 'open';
  return {
    propose:
      waits && side === 'taker' && !price.proposal && isOpenToPrice(price.priceCents, price.negotiable),
    withdraw: waits && side === 'taker' && open,
    answer: waits && side === 'holder' && open,
    settle: acts && side === 'holder' && CONCLUDED.includes(price.state) && price.concluded?.cents !== 0,
  };
}
