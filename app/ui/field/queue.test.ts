import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { SentEntry } from '#app/domain/field/entries.ts';
import type { FieldAccount, FieldLot } from '#app/domain/field/views.ts';
import {
  afterAnswer,
  backoffMs,
  isBlocked,
  keepMine,
  mayChange,
  nextToSend,
  type QueuedEntry,
  setAside,
  standsAlone,
  takenBack,
} from './queue.ts';

const anne: FieldAccount = { person: 'anne', organisation: 'armor' };
const yann: FieldAccount = { person: 'yann', organisation: 'armor' };

const lotNow = (onSiteMilli: number): FieldLot => ({
  publicId: 'doors',
  site: 'site',
  title: 'Doors',
  typeCode: 'MIN-01',
  family: 'MIN',
  unit: 'u',
  stepMilli: 1000,
  status: 'published',
  condition: 'good',
  onSiteMilli,
  heldMilli: 0,
  photos: 0,
  place: null,
  updatedAt: '2026-11-22T10:00:00Z',
});

type Kind = 'create-lot' | 'add-photo' | 'count';

function note(seq: number, kind: Kind, lot = 'doors', more: Partial<QueuedEntry> = {}): QueuedEntry {
  const id = `entry-${seq}`;
  const common = { format: 1 as const, id, account: anne, lot };
  const entry: SentEntry =
    kind === 'count'
      ? {
          ...common,
          kind,
          seen: { status: 'published', unit: 'u', onSiteMilli: 42_000 },
          countedMilli: 40_000,
        }
      : kind === 'add-photo'
        ? { ...common, kind, photo: `photo-${seq}` }
        : { ...common, kind, site: 'site', fields: {} };
  return {
    ...{ seq, entry, state: 'waiting', made: '', label: id, after: null, inDoubt: false, answer: null },
    ...{ bytes: 0, ...more },
  } as QueuedEntry;
}

const next = (all: QueuedEntry[], account = anne) => nextToSend(all, account)?.seq ?? null;
const conflict = { state: 'conflict' as const, sentence: '', lot: lotNow(37_000), handOver: null };
const refused = { state: 'refused' as const, code: 'not-found', sentence: '', fields: {} };

describe('what leaves next', () => {
  it('is the oldest, whatever the order in which the browser gives them', () => {
    expect(next([note(3, 'count'), note(1, 'create-lot'), note(2, 'add-photo')])).toBe(1);
    expect(next([])).toBeNull();
  });

  it('belongs to the account that wrote it: another one on the same phone sends nothing', () => {
    expect(next([note(1, 'create-lot')], yann)).toBeNull();
    expect(next([note(1, 'create-lot')], { person: 'anne', organisation: 'other' })).toBeNull();
    expect(nextToSend([note(1, 'create-lot')], null)).toBeNull();
  });

  it('waits behind the refused creation of its own lot, and lets other lots pass', () => {
    const all = [
      note(1, 'create-lot', 'doors', { state: 'refused' }),
      note(2, 'count'),
      note(3, 'count', 'bricks'),
    ];
    expect(next(all)).toBe(3);
    expect(all.map((one) => isBlocked(all, one))).toEqual([false, true, false]);
  });

  it('a count waits behind the count before it; a photo keeps nobody waiting', () => {
    expect(next([note(1, 'count', 'doors', { state: 'conflict' }), note(2, 'count')])).toBeNull();
    expect(next([note(1, 'count', 'doors', { state: 'conflict' }), note(2, 'add-photo')])).toBe(2);
    expect(next([note(1, 'add-photo', 'doors', { state: 'refused' }), note(2, 'add-photo')])).toBe(2);
    expect(next([note(1, 'count', 'doors', { state: 'dropped' }), note(2, 'count')])).toBe(2);
  });

  property.prop([
    fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 1 }),
    fc.infiniteStream(fc.nat()),
  ])(
    'everything leaves once, in the order it was written, however often an answer is lost',
    (seqs, losses) => {
      let all = seqs.map((seq) => note(seq, 'add-photo', `lot-${seq % 3}`));
      const carriedOut: number[] = [];
      for (let turn = 0; turn < seqs.length * 4 && all.length > 0; turn++) {
        const one = nextToSend(all, anne);
        if (!one) break;
        // the server keeps the key: a second arrival changes nothing
        if (!carriedOut.includes(one.seq)) carriedOut.push(one.seq);
        if ((losses.next().value ?? 0) % 4 === 0) continue;
        const { remove } = afterAnswer(all, one.entry.id, { state: 'done', lot: null, handOver: null });
        all = all.filter((each) => !remove.includes(each));
      }
      return carriedOut.every((seq, at) => at === 0 || seq > (carriedOut[at - 1] ?? 0));
    },
  );
});

describe('after an answer', () => {
  it('what is done leaves; what rested on it rests on its result', () => {
    const follower = note(2, 'count', 'doors', { after: 'entry-1' });
    const change = afterAnswer([note(1, 'count'), follower], 'entry-1', {
      state: 'done',
      lot: lotNow(40_000),
      handOver: null,
    });
    expect(change.remove.map(({ seq }) => seq)).toEqual([1]);
    expect(change.keep).toMatchObject([{ seq: 2, after: null, entry: { seen: { onSiteMilli: 40_000 } } }]);
  });

  it('a conflict and a refusal stay, with what was said', () => {
    for (const answer of [conflict, refused]) {
      const { keep, remove } = afterAnswer([note(1, 'count', 'doors', { inDoubt: true })], 'entry-1', answer);
      expect(remove).toEqual([]);
      expect(keep).toMatchObject([{ state: answer.state, answer, inDoubt: false }]);
    }
  });

  it('another account changes nothing', () => {
    const { keep } = afterAnswer([note(1, 'count')], 'entry-1', { state: 'other-account' });
    expect(keep).toMatchObject([{ state: 'waiting' }]);
  });

  it('an entry that left without an answer may not be changed', () => {
    expect(mayChange(note(1, 'count', 'doors', { inDoubt: true }))).toBe(false);
    expect(mayChange(note(1, 'count'))).toBe(true);
    expect(mayChange(note(1, 'count', 'doors', { state: 'conflict' }))).toBe(true);
  });
});

describe('a person decides', () => {
  const stuck = note(1, 'count', 'doors', { state: 'conflict', answer: conflict });

  it('keeping mine sends the same entry, having seen theirs', () => {
    const again = keepMine(stuck);
    expect(again).toMatchObject({
      state: 'waiting',
      answer: null,
      entry: { id: 'entry-1', countedMilli: 40_000 },
    });
    expect(again.entry).toMatchObject({ seen: { onSiteMilli: 37_000 } });
  });

  it('keeping theirs sets mine aside without losing it, and later counts rest on theirs', () => {
    const later = note(2, 'count', 'doors', { after: 'entry-1' });
    expect(setAside([stuck, later], stuck)).toMatchObject([
      { seq: 1, state: 'dropped', entry: { countedMilli: 40_000 } },
      { seq: 2, state: 'waiting', entry: { seen: { onSiteMilli: 37_000 } } },
    ]);
    expect(takenBack([stuck], { ...stuck, state: 'dropped' })).toMatchObject([{ state: 'waiting' }]);
  });

  it('setting a new lot aside takes what was noted of it along, and back', () => {
    const lot = note(1, 'create-lot', 'doors', { state: 'refused', answer: refused });
    const all = [lot, note(2, 'add-photo'), note(3, 'count', 'bricks')];
    const aside = setAside(all, lot);
    expect(aside.map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'dropped'],
      [2, 'dropped'],
    ]);
    const [first, second] = aside as [QueuedEntry, QueuedEntry];
    expect(standsAlone(aside, second)).toBe(false);
    expect(standsAlone(aside, first)).toBe(true);
    expect(takenBack(aside, first).map(({ seq, state }) => [seq, state])).toEqual([
      [1, 'waiting'],
      [2, 'waiting'],
    ]);
  });
});

describe('waiting after failures', () => {
  it('doubles, spreads, and never exceeds five minutes', () => {
    expect([1, 2, 3, 4].map((failures) => backoffMs(failures, 0.999999))).toEqual([2000, 4000, 8000, 16_000]);
    expect(backoffMs(1, 0)).toBe(1500);
    expect(backoffMs(40, 0.999999)).toBe(300_000);
  });
});
