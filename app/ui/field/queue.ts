import type { SeenHandOver, SeenLot, SentEntry } from '#app/domain/field/entries.ts';
import { subjectOf } from '#app/domain/field/subject.ts';
import type { FieldAccount, FieldAnswer, FieldHandOver, FieldLot } from '#app/domain/field/views.ts';

/**
 * The rules of the queue kept on a phone. Pure: entries in, entries out. `waiting` leaves when its turn comes; `refused`
 * and `conflict` wait for a person; `dropped` was set aside by one, and can be taken back.
 */
export type EntryState = 'waiting' | 'refused' | 'conflict' | 'dropped';

export interface QueuedEntry {
  /** order in which things were written down */
  seq: number;
  entry: SentEntry;
  state: EntryState;
  made: string;
  /** what it is about, as its author reads it */
  label: string;
  /** the earlier entry of the same subject on whose result this one rests */
  after: string | null;
  /** left the phone, and no answer came back: it may have been carried out, so it may not change any more */
  inDoubt: boolean;
  answer: Extract<FieldAnswer, { state: 'conflict' | 'refused' }> | null;
  /** bytes of the photo kept beside it */
  bytes: number;
}

export const belongsTo = ({ entry }: QueuedEntry, account: FieldAccount | null): boolean =>
  entry.account.person === account?.person && entry.account.organisation === account.organisation;

const isStuck = ({ state }: QueuedEntry): boolean => state !== 'waiting';

/** Everything rests on a lot's creation; a count rests on the count before it; a photo keeps nobody waiting. */
function blocks(stuck: QueuedEntry, later: QueuedEntry): boolean {
  if (!isStuck(stuck) || stuck.seq > later.seq || subjectOf(stuck.entry) !== subjectOf(later.entry))
    return false;
  if (stuck.entry.kind === 'create-lot') return true;
  return (
    stuck.state !== 'dropped' && stuck.entry.kind === later.entry.kind && stuck.entry.kind !== 'add-photo'
  );
}

const inOrder = (all: readonly QueuedEntry[]) => [...all].sort((a, b) => a.seq - b.seq);

/** What this account sends next: the oldest that waits for nobody. Null when there is nothing to send. */
export function nextToSend(all: readonly QueuedEntry[], account: FieldAccount | null): QueuedEntry | null {
  const mine = inOrder(all).filter((one) => belongsTo(one, account));
  return mine.find((one) => one.state === 'waiting' && !mine.some((other) => blocks(other, one))) ?? null;
}

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 300_000;

/** How long to wait after so many failures in a row; `chance` in [0, 1) spreads phones that lost the same antenna. */
export function backoffMs(failures: number, chance: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(full * (0.75 + chance / 4));
}

/** Nothing that may already have been carried out is changed: it is asked again first. */
export const mayChange = ({ state, inDoubt }: QueuedEntry): boolean => state !== 'waiting' || !inDoubt;

const seenLotOf = ({ status, unit, onSiteMilli }: FieldLot): SeenLot => ({ status, unit, onSiteMilli });
const seenHandOverOf = ({ state, mine, theirs }: FieldHandOver): SeenHandOver => ({ state, mine, theirs });

/** The same entry, having now seen what stands there. */
export function rebased(
  one: QueuedEntry,
  now: { lot: FieldLot | null; handOver: FieldHandOver | null },
): QueuedEntry {
  const { entry } = one;
  if (entry.kind === 'count' && now.lot)
    return { ...one, after: null, entry: { ...entry, seen: seenLotOf(now.lot) } };
  if (entry.kind === 'hand-over' && now.handOver)
    return { ...one, after: null, entry: { ...entry, seen: seenHandOverOf(now.handOver) } };
  return one;
}

interface Change {
  keep: QueuedEntry[];
  remove: QueuedEntry[];
}

/** The queue after an answer: what is done leaves it, and those that rested on it now rest on its result. */
export function afterAnswer(all: readonly QueuedEntry[], id: string, answer: FieldAnswer): Change {
  const one = all.find(({ entry }) => entry.id === id);
  if (!one) return { keep: [], remove: [] };
  if (answer.state === 'done') {
    const followers = all.filter(({ after }) => after === id).map((other) => rebased(other, answer));
    return { keep: followers, remove: [one] };
  }
  if (answer.state === 'other-account') return { keep: [{ ...one, inDoubt: false }], remove: [] };
  return { keep: [{ ...one, state: answer.state, answer, inDoubt: false }], remove: [] };
}

/** Mine stays: it is sent again by somebody who has seen theirs. A refused one is simply tried again. */
export function keepMine(one: QueuedEntry, changed: SentEntry = one.entry): QueuedEntry {
  const again: QueuedEntry = { ...one, entry: changed, state: 'waiting', inDoubt: false, answer: null };
  return one.answer?.state === 'conflict' ? rebased(again, one.answer) : again;
}

/** Theirs stays: mine is set aside, not lost. What rested on it rests on theirs; a lot's creation takes its followers along. */
export function setAside(all: readonly QueuedEntry[], one: QueuedEntry): QueuedEntry[] {
  const dropped: QueuedEntry = { ...one, state: 'dropped' };
  if (one.entry.kind === 'create-lot')
    return [dropped, ...dependents(all, one).map((other) => ({ ...other, state: 'dropped' as const }))];
  const { answer } = one;
  if (answer?.state !== 'conflict') return [dropped];
  const followers = all.filter(({ after }) => after === one.entry.id);
  return [dropped, ...followers.map((other) => rebased(other, answer))];
}

/** What cannot stand without this one: all that was noted of a lot that is not created yet. */
export const dependents = (all: readonly QueuedEntry[], one: QueuedEntry): QueuedEntry[] =>
  one.entry.kind === 'create-lot'
    ? all.filter((other) => other !== one && subjectOf(other.entry) === subjectOf(one.entry))
    : [];

/** Taken back: it waits again, and with a lot's creation all that was set aside with it. */
export const takenBack = (all: readonly QueuedEntry[], one: QueuedEntry): QueuedEntry[] =>
  [one, ...dependents(all, one).filter(({ state }) => state === 'dropped')].map((each) => keepMine(each));

/** Whether it can be taken back alone: not while the lot it is about is itself set aside. */
export const standsAlone = (all: readonly QueuedEntry[], one: QueuedEntry): boolean =>
  !all.some((other) => other !== one && other.state === 'dropped' && dependents([one], other).length > 0);

/** Nothing moves it but a person's choice. */
export const needsPerson = ({ state }: QueuedEntry): boolean => state === 'refused' || state === 'conflict';

/** Whether an entry waits behind one that needs a person. */
export const isBlocked = (all: readonly QueuedEntry[], one: QueuedEntry): boolean =>
  one.state === 'waiting' && all.some((other) => blocks(other, one));
