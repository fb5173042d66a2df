import type { Unit } from '#app/domain/lots/vocabulary.ts';

/** What became of what was taken, in one word: the last two are thrown away. */
export const OUTCOMES = ['installed', 'stored', 'resold', 'recycled', 'landfilled'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const THROWN_TO = ['recycled', 'landfilled'] as const;
export type ThrownTo = (typeof THROWN_TO)[number];

/** Thousandths of the lot's unit. */
export interface OutcomeParts {
  installed: number;
  stored: number;
  resold: number;
  thrown: number;
  thrownTo: ThrownTo | null;
}

/** Of one hand-over, for its two sides and for whoever holds the link mailed to the taker. */
export interface OutcomeView {
  reservation: string;
  lot: string;
  unit: Unit;
  stepMilli: number;
  takenMilli: number;
  pickedUpOn: string;
  holder: string;
  taker: string;
  zone: string;
  /** when the taker was asked; null before */
  askedAt: string | null;
  /** its last word, with the grams it takes off the diverted tonnes; null while it has said nothing, or when a correction took the word back */
  said: (OutcomeParts & { at: string; massThrownG: number }) | null;
  /** a correction of the hand-over took its word back */
  takenBack: boolean;
  /** until when it may say otherwise, once it has spoken */
  changeUntil: string | null;
  /** it may no longer say anything, or its link no longer opens */
  over: boolean;
}

/** All of one kind, as parts. */
export const whole = (outcome: Outcome, milli: number): OutcomeParts => ({
  installed: outcome === 'installed' ? milli : 0,
  stored: outcome === 'stored' ? milli : 0,
  resold: outcome === 'resold' ? milli : 0,
  thrown: outcome === 'recycled' || outcome === 'landfilled' ? milli : 0,
  thrownTo: outcome === 'recycled' || outcome === 'landfilled' ? outcome : null,
});

/** The parts there are, in the order they are told. */
export function partsSaid({
  installed,
  stored,
  resold,
  thrown,
  thrownTo,
}: OutcomeParts): [Outcome, number][] {
  const all: [Outcome, number][] = [
    ['installed', installed],
    ['stored', stored],
    ['resold', resold],
    [thrownTo ?? 'landfilled', thrown],
  ];
  return all.filter(([, milli]) => milli > 0);
}
