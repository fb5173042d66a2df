/** The operator's delays: what each is for, what it may be. `ledger.delay` keeps them and repeats the bounds. */
export const DELAYS = {
  request: { about: 'an unanswered request frees itself', least: '1h', most: '60d' },
  pick_up: { about: 'to collect, from acceptance', least: '1d', most: '365d' },
  after_slot: { about: 'a hold lasts at least so long after the end of its slot', least: '1h', most: '30d' },
  offer: { about: 'to take what the waitlist offers', least: '1h', most: '30d' },
  reduction_answer: { about: 'to answer a reduced quantity', least: '1h', most: '30d' },
  move_answer: { about: 'to answer new dates', least: '1h', most: '30d' },
  messages: { about: 'to write to each other once a reservation is over', least: '1d', most: '730d' },
  reminder_1: { about: 'first reminder to who has not confirmed a hand-over', least: '1h', most: '2d' },
  reminder_2: { about: 'second reminder, counted from the same word', least: '2d', most: '6d' },
  reminder_3: { about: 'third and last reminder', least: '6d', most: '60d' },
  not_me: { about: 'to say "this was not me" of a hand-over', least: '1d', most: '60d' },
  late_word: { about: 'a hand-over said without signal may arrive so late', least: '1h', most: '60d' },
  calls: { about: 'to call each other, after the hour or the hand-over', least: '1d', most: '60d' },
  missed_from: { about: 'to say that nobody was there, from the start', least: '1min', most: '12h' },
  missed_until: { about: 'to say it at the latest, from the start', least: '1d', most: '30d' },
  missed_contest: { about: 'to contest it', least: '1d', most: '60d' },
  outcome: { about: 'the taker is asked what became of it, from the pick-up', least: '1d', most: '730d' },
  outcome_reminder: { about: 'asked once more, after the question', least: '1d', most: '90d' },
  outcome_change: { about: 'to say otherwise, from the first answer', least: '1d', most: '730d' },
  undo: { about: 'a publication can be undone, and tells nobody', least: '1s', most: '1d' },
} as const;
export type Delay = keyof typeof DELAYS;

/** Settings beside the delays: the hours of a day in which a deadline may fall, and how many of what. */
export const HOURS = ['day_starts', 'day_ends'] as const;
export const COUNTS = {
  open_unproven: { about: 'open requests of a taker who has never confirmed a hand-over', most: 999_999 },
  waiting_most: { about: 'places in the waitlist of a lot', most: 1000 },
} as const;
type Count = keyof typeof COUNTS;
export type DelaySetting = Delay | (typeof HOURS)[number] | Count;

const SECONDS = { s: 1, min: 60, h: 3600, d: 86_400 } as const;

/** "48h", "10d", "90min", "30s" in seconds; null when it is none of these. */
export function secondsOf(typed: string): number | null {
  const [, count, unit] = /^(\d{1,5})(s|min|h|d)$/.exec(typed.trim()) ?? [];
  return count && unit ? Number(count) * SECONDS[unit as keyof typeof SECONDS] : null;
}

/** 172800 -> "48h", 864000 -> "10d": the largest unit that divides it, days from four on. */
export function shortDelay(seconds: number): string {
  if (seconds % SECONDS.d === 0 && seconds >= 4 * SECONDS.d) return `${seconds / SECONDS.d}d`;
  if (seconds % SECONDS.h === 0) return `${seconds / SECONDS.h}h`;
  return seconds % SECONDS.min === 0 ? `${seconds / SECONDS.min}min` : `${seconds}s`;
}

/** What to write in `ledger.delay` for what was typed. Throws a sentence for the operator. */
export function delayValue(name: string, typed: string): string | number {
  if (name in DELAYS) {
    const { least, most } = DELAYS[name as Delay];
    const seconds = secondsOf(typed);
    if (seconds === null) throw new Error(`${name}: write a delay such as 48h or 10d`);
    if (seconds < (secondsOf(least) ?? 0) || seconds > (secondsOf(most) ?? 0))
      throw new Error(`${name}: between ${least} and ${most}`);
    return `${seconds} seconds`;
  }
  if ((HOURS as readonly string[]).includes(name)) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(typed)) throw new Error(`${name}: write an hour such as 08:00`);
    return typed;
  }
  if (name in COUNTS) {
    const { most } = COUNTS[name as Count];
    if (!/^[1-9]\d{0,5}$/.test(typed) || Number(typed) > most)
      throw new Error(`${name}: write a number from 1 to ${most}`);
    return Number(typed);
  }
  throw new Error(
    `${name}: no such setting. Known: ${[...Object.keys(DELAYS), ...HOURS, ...Object.keys(COUNTS)].join(', ')}`,
  );
}

/** "request=48h", "pick_up=10d": what to write in `ledger.delay`, each word checked. Throws a sentence for the operator. */
export function readDelayWords(words: readonly string[]): Partial<Record<DelaySetting, string | number>> {
  const pairs = words.map((word) => {
    const [, name, typed] = /^([a-z_0-9]+)=(.+)$/.exec(word) ?? [];
    if (!name || !typed) throw new Error(`"${word}": write name=value`);
    return [name, delayValue(name, typed)] as const;
  });
  const names = pairs.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new Error(`${twice}: given twice`);
  return Object.fromEntries(pairs);
}
