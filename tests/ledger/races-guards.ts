import type { Act, Round } from './races.ts';

/** A guard, how it is taken away, and rounds after which something must be seen to break. */
export interface Guard {
  what: string;
  /** function, what stands there, what stands there instead */
  functions: [name: string, from: string, to: string][];
  statements?: string[];
  rounds: Round[];
  /** how often the rounds are played at most: a race is not lost every time */
  times?: number;
  seen: RegExp;
}

const now = (...acts: Act[]): Round => ({ acts, hours: 0 });
const after = (hours: number, ...acts: Act[]): Round => ({ acts, hours });
const reserve = (who: number, units: number, lot = 0): Act => ({
  do: 'reserve',
  who,
  lot,
  units,
  less: false,
});
const join = (who: number, units: number, less = false): Act => ({ do: 'join', who, lot: 0, units, less });
const answer = (what: 'accept' | 'cancel' | 'book', pick = 0, slot = 0): Act => ({ do: what, pick, slot });
const sweep: Act = { do: 'sweep' };

export const GUARDS: Guard[] = [
  {
    what: 'one waits for the other on a lot',
    functions: [
      ['lock_stock', "perform ledger.queue('lot', p_lot::text);", ''],
      ['lock_stock', 'for no key update', ''],
    ],
    rounds: [now(...[0, 1, 2, 3].flatMap((who) => [reserve(who, 1), reserve(who, 1, 1)]))],
    times: 10,
    seen: /reserve: /,
  },
  {
    what: 'a hold stands until its deadline',
    functions: [['release_due', 'and expires_at <= t', '']],
    rounds: [now(reserve(0, 2)), now(reserve(1, 1))],
    seen: /a hold ended before its deadline/,
  },
  {
    what: 'what is past its deadline goes to whoever waits',
    functions: [['release_due', 'return ledger.promote(s, f, null, null, null);', 'return s;']],
    statements: [
      'alter table ledger.stock disable trigger all',
      'alter table ledger.reservation disable trigger all',
      'alter table ledger.waiting disable trigger all',
    ],
    rounds: [now(reserve(0, 4)), after(200, join(1, 2)), now(sweep)],
    seen: /somebody waits for what is there/,
  },
  {
    what: 'the line is strict',
    functions: [['next_in_line', 'order by w.id limit 1', 'order by w.id desc limit 1']],
    rounds: [
      now(reserve(0, 4)),
      now(join(1, 2)),
      now(join(2, 2)),
      now(join(3, 2)),
      now(answer('cancel')),
      now(),
    ],
    seen: /offered past somebody/,
  },
  {
    what: 'one offer a place',
    functions: [
      [
        'promote',
        "update ledger.waiting set state = 'offered' where id = one;",
        'perform 1; exit when (select count(*) from ledger.reservation where waiting_id = one) > 1;',
      ],
    ],
    rounds: [now(reserve(0, 4)), now(join(1, 1)), now(answer('cancel'))],
    seen: /a place with two offers|an offer without its place|reservation_waiting|cancel: /,
  },
  {
    what: 'an hour takes so many and no more',
    functions: [['book_slot', '>= p.capacity', '>= 1000']],
    rounds: [
      now(reserve(0, 1), reserve(1, 1), reserve(2, 1)),
      now(answer('accept', 0), answer('accept', 1), answer('accept', 2)),
      now(answer('book', 0), answer('book', 1), answer('book', 2)),
    ],
    seen: /more takers than an hour takes|book: /,
  },
  {
    what: 'a booked hour holds until after it',
    functions: [
      ['book_slot', 'greatest(base, ledger.due_after_slot(f, p.ends_at))', "p.ends_at - interval '1 hour'"],
    ],
    rounds: [now(reserve(0, 1)), now(answer('accept')), now(answer('book'))],
    seen: /ends before its hour|book: /,
  },
  {
    what: 'one key, one order, both at once',
    functions: [['replay_locked', "perform ledger.queue('key', p_org || ':' || p_key);", '']],
    rounds: [now(...[0, 1, 2, 3].map((who): Act => ({ do: 'twice', who, lot: 1, units: 1 })))],
    times: 10,
    seen: /twice: /,
  },
];
