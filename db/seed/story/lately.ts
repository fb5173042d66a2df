import { DAY, dayOf, HOUR, type LotStep, type Step } from './steps.ts';

const HOLDER = 'demo-holder';
const COUNTER = `${HOLDER}/2`;
const WORKS = [`${HOLDER}/0`, `${HOLDER}/1`];

/**
 * The last days of the demonstration's own accounts, so that each of them has something to do at once: hours to book and one booked,
 * a visit to answer, somebody in a waitlist, a hand-over said to be wrong. `steps` is the story so far, in order of time.
 */
export function tellLately(steps: readonly Step[], anchor: number): Step[] {
  const offered = steps.filter((step): step is Step & LotStep => step.do === 'lot' && !step.draft);
  const gone = new Set(steps.flatMap((step) => (step.do === 'withdraw' ? [step.lot] : [])));
  const counter = offered.filter(({ site }) => site === COUNTER);
  const works = offered.filter(({ site, lot }) => WORKS.includes(site) && !gone.has(lot));
  const free = untouched(works, steps, anchor);
  return [
    ...comes(counter, anchor),
    ...asksToCome(free, anchor),
    ...waits(free, anchor),
    ...doubts(steps, anchor),
  ];
}

/** The counter opens hours; who renovates takes two lots there in one visit, and books the next hour. */
function comes(counter: LotStep[], anchor: number): Step[] {
  if (counter.length < 2) return [];
  const visit = 'lately/comes';
  const lots = counter.slice(0, 2).map(({ lot }, index) => ({ lot, quantity: 2 - index }));
  const from = { do: 'hours', holder: HOLDER, site: COUNTER } as const;
  return [
    { ...from, at: anchor - 3 * DAY, on: dayOf(anchor + DAY), until: dayOf(anchor + 28 * DAY) },
    {
      at: anchor - 30 * HOUR,
      do: 'visit',
      taker: 'demo-taker',
      site: COUNTER,
      visit,
      lots,
      purpose: 'client_works',
    },
    { at: anchor - 29 * HOUR, do: 'book', taker: 'demo-taker', site: COUNTER, visit },
  ];
}

/** Lots of the works that nobody asked for and that can still be collected. */
function untouched(works: LotStep[], steps: readonly Step[], anchor: number): LotStep[] {
  const asked = new Set(steps.flatMap((step) => (step.do === 'reserve' ? [step.lot] : [])));
  const soon = dayOf(anchor + 10 * DAY);
  return works.filter(({ lot, input }) => !asked.has(lot) && (input.availableUntil ?? soon) >= soon);
}

/** A landlord asks for two of them, of one site: the holder answers line by line. */
function asksToCome(free: LotStep[], anchor: number): Step[] {
  const lots = WORKS.map((site) => free.filter((one) => one.site === site).slice(-2)).find(
    (two) => two.length === 2,
  );
  if (!lots?.[0]) return [];
  return [
    {
      at: anchor - 7 * HOUR,
      do: 'visit',
      taker: 'demo-landlord',
      site: lots[0].site,
      visit: 'lately/asks',
      lots: lots.map(({ lot }) => ({ lot, quantity: 1 })),
      purpose: 'social_housing',
    },
  ];
}

/** The landlord asks for nearly all of another; who renovates needs more than is left, and waits. */
function waits(free: LotStep[], anchor: number): Step[] {
  const found = free.find(({ input }) => input.unit === 'u' && Number(input.quantity) >= 6);
  if (!found) return [];
  const { lot, input } = found;
  return [
    {
      at: anchor - 9 * HOUR,
      do: 'reserve',
      taker: 'demo-landlord',
      lot,
      reservation: 'lately/most',
      quantity: Math.floor(Number(input.quantity)) - 2,
      purpose: 'social_housing',
      substitution: 'yes',
    },
    { at: anchor - 5 * HOUR, do: 'wait', taker: 'demo-taker', lot, quantity: 4, purpose: 'client_works' },
  ];
}

/** The taker of the last thing handed over there counted one fewer at home. */
function doubts(steps: readonly Step[], anchor: number): Step[] {
  const said = new Map<string, string>();
  const last = steps
    .filter((step) => step.do === 'confirm' && step.reservation.startsWith(`${HOLDER}/`))
    .filter((step) => {
      if (step.do !== 'confirm') return false;
      const before = said.get(step.reservation);
      said.set(step.reservation, step.input.quantity as string);
      return step.turn === 2 && before === step.input.quantity && Number(before) > 2;
    })
    .at(-1);
  const asked = steps.find(
    (step) => step.do === 'reserve' && last?.do === 'confirm' && step.reservation === last.reservation,
  );
  if (last?.do !== 'confirm' || asked?.do !== 'reserve') return [];
  const at = Math.max(last.at + HOUR, anchor - 20 * HOUR);
  return [{ at, do: 'doubt', by: asked.taker, lot: asked.lot, reservation: last.reservation }];
}
