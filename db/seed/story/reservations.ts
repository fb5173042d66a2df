import type { Chance } from '../chance.ts';
import type { Zone } from '../world/places.ts';
import { CANCELLATIONS, NOTES, REFUSALS } from '../world/words.ts';
import type { LotTale } from './lots.ts';
import { DAY, dayOf, type HandoverTyped, HOUR, type Step } from './steps.ts';
import { purposeOf, type Takers } from './takers.ts';

type Ending =
  | 'requested'
  | 'accepted'
  | 'waiting'
  | 'disputed'
  | 'handed-over'
  | 'partly'
  | 'refused'
  | 'cancelled'
  | 'expired'
  | 'not-collected';

export interface Setting {
  lot: string;
  holder: string;
  zone: Zone;
  anchor: number;
  takers: Takers;
  /** Never so much that fewer remain. */
  keep: number;
}

/** Seven in the morning to four in the afternoon UTC: within everybody's day, from Cayenne to Mamoudzou. */
const atWork = (chance: Chance, day: number) =>
  Math.floor(day / DAY) * DAY + Math.round(chance.between(11, 15.8) * HOUR);

/** All that is asked of one lot, one request after the other. Steps are in order of time; `left` is what they leave. */
export function tellReservations(
  chance: Chance,
  tale: LotTale,
  setting: Setting,
): { steps: Step[]; left: number } {
  const steps: Step[] = [];
  let left = tale.quantity;
  let from = tale.publishedAt;
  for (let turn = 0; turn < countOf(chance, tale); turn++) {
    const told = tellOne(chance, tale, setting, { from, left, turn });
    if (!told) break;
    steps.push(...told.steps);
    left -= told.taken;
    from = told.closedAt;
    if (left <= setting.keep || !Number.isFinite(from)) break;
  }
  return { steps, left };
}

const countOf = (chance: Chance, { past }: LotTale) =>
  past
    ? chance.weighted([
        [0, 1],
        [1, 5],
        [2, 3],
      ] as const)
    : chance.weighted([
        [0, 10],
        [1, 5],
        [2, 2],
      ] as const);

interface Turn {
  from: number;
  left: number;
  turn: number;
}

function tellOne(chance: Chance, tale: LotTale, setting: Setting, { from, left, turn }: Turn) {
  const { anchor, holder, lot } = setting;
  const ending = endingOf(chance, tale, anchor - from);
  if (!ending) return null;
  const asked = requestedAt(chance, tale, ending, from, anchor);
  const accepted = tale.atOnce ? asked : asked + HOUR * chance.between(1.5, 44);
  const ready = Math.max(accepted, tale.opensAt);
  const picked = atWork(chance, ready + DAY * chance.between(1.2, 8));
  const second = picked + HOUR * chance.between(0.3, 30);
  const closes = Math.min(tale.closesAt - DAY, anchor - 600_000);
  const happened =
    ending === 'requested' || ending === 'refused' || ending === 'expired' || ending === 'accepted';
  if (
    asked < from ||
    asked > closes ||
    (ending !== 'requested' && accepted > closes) ||
    (!happened && second > closes)
  )
    return null;
  const room = left - setting.keep;
  const share = tale.past ? chance.between(0.3, 1.1) : chance.between(0.1, 0.55);
  const quantity = wholeOf(tale, Math.min(room, left * Math.min(1, share)));
  if (quantity <= 0) return null;
  const openEnd = ['requested', 'accepted', 'waiting', 'disputed'].includes(ending)
    ? Number.POSITIVE_INFINITY
    : second + 20 * DAY;
  const taker = setting.takers.draw(chance, holder, setting.zone, asked, openEnd);
  if (!taker) return null;

  const reservation = `${lot}/${turn}`;
  const steps: Step[] = [
    {
      at: asked,
      do: 'reserve',
      taker: taker.id,
      lot,
      reservation,
      quantity,
      purpose: purposeOf(chance, taker.kind),
      substitution: chance.weighted([
        ['yes', 6],
        ['partly', 3],
        ['no', 1],
      ] as const),
      note: chance.one(NOTES),
    },
  ];
  const accept = () => tale.atOnce || steps.push({ at: accepted, do: 'accept', holder, reservation });
  const by = chance.happens(0.6) ? taker.id : holder;
  const other = by === holder ? taker.id : holder;
  const usual = chance.happens(0.92);
  const weighed = chance.happens(0.2);
  const said = (amount: number, weighed: boolean): HandoverTyped => ({
    quantity: String(amount),
    ...(weighed
      ? { method: 'weighed' as const, massKg: ticket(chance, tale, amount) }
      : { method: 'counted' as const }),
    pickedUpOn: dayOf(picked),
    identicalUse: usual,
  });
  const first = (amount: number) =>
    steps.push({ at: picked, do: 'confirm', by, reservation, turn: 1, input: said(amount, weighed) });
  const then = (amount: number) =>
    steps.push({ at: second, do: 'confirm', by: other, reservation, turn: 2, input: said(amount, false) });
  const part = Math.max(wholeOf(tale, quantity * chance.between(0.5, 0.9)), wholeOf(tale, 1));

  switch (ending) {
    case 'requested':
      return { steps, taken: quantity, closedAt: openEnd };
    case 'accepted':
      accept();
      return { steps, taken: quantity, closedAt: openEnd };
    case 'waiting':
      accept();
      first(quantity);
      return { steps, taken: quantity, closedAt: openEnd };
    case 'disputed':
      accept();
      first(quantity);
      then(part === quantity ? 0 : part);
      return { steps, taken: quantity, closedAt: openEnd };
    case 'handed-over':
    case 'partly': {
      const taken = ending === 'partly' ? part : quantity;
      accept();
      first(taken);
      then(taken);
      return { steps, taken, closedAt: second };
    }
    case 'refused':
      steps.push({ at: accepted, do: 'refuse', holder, reservation, reason: chance.one(REFUSALS) });
      return { steps, taken: 0, closedAt: accepted };
    case 'cancelled':
      accept();
      steps.push({
        at: picked - 12 * HOUR,
        do: 'cancel',
        by: taker.id,
        reservation,
        reason: chance.one(CANCELLATIONS),
      });
      return { steps, taken: 0, closedAt: picked };
    case 'expired':
      steps.push({ at: asked + 4 * DAY, do: 'sweep' });
      return { steps, taken: 0, closedAt: asked + 4 * DAY };
    case 'not-collected':
      accept();
      steps.push({ at: ready + 16 * DAY, do: 'sweep' });
      return { steps, taken: 0, closedAt: ready + 16 * DAY };
  }
}

function endingOf(chance: Chance, { past, atOnce }: LotTale, age: number): Ending | null {
  if (past) {
    const asked: readonly (readonly [Ending, number])[] = [
      ['refused', 5],
      ['expired', 4],
    ];
    return chance.weighted<Ending>([
      ['handed-over', 70],
      ['partly', 11],
      ['cancelled', 6],
      ['not-collected', 3],
      ...(atOnce ? [] : asked),
    ]);
  }
  if (age < 14 * DAY) return atOnce ? 'accepted' : 'requested';
  return chance.weighted<Ending>([
    ['handed-over', 9],
    ['partly', 2],
    ['accepted', 7],
    ['waiting', 4],
    ['disputed', 2],
    ['cancelled', 2],
    ...(atOnce
      ? []
      : ([
          ['requested', 7],
          ['refused', 2],
        ] as const)),
  ]);
}

/** Open requests are recent, whatever the lot's age. */
function requestedAt(chance: Chance, tale: LotTale, ending: Ending, from: number, anchor: number): number {
  const soon = from + DAY * chance.between(0.15, tale.past ? 14 : 9);
  const back = { requested: 2.2, accepted: 5, waiting: 11, disputed: 12 }[ending as string];
  if (back === undefined) return soon;
  const recent = anchor - DAY * chance.between(back * (ending === 'requested' ? 0.02 : 0.8), back);
  return ending === 'accepted' && tale.atOnce ? Math.max(from + HOUR, recent) : Math.max(recent, from + HOUR);
}

function wholeOf({ input }: LotTale, amount: number): number {
  if (input.unit === 'm3') return Math.floor(amount * 10) / 10;
  return Math.floor(amount);
}

/** Kilograms on the weighbridge's ticket, near what was counted. */
const ticket = (chance: Chance, { unitMassG }: LotTale, amount: number) =>
  String(Math.max(1, Math.round((amount * unitMassG * chance.between(0.94, 1.06)) / 1000)));
