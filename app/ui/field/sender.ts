import type { SentEntry } from '#app/domain/field/entries.ts';
import type { FieldAccount, FieldAnswer } from '#app/domain/field/views.ts';
import { paths } from '#app/http/paths.ts';
import { afterDone } from './after-done.ts';
import { afterAnswer, nextToSend, type QueuedEntry } from './queue.ts';
import {
  allEntries,
  changeEntries,
  keepSnapshot,
  knownAccount,
  noteSent,
  photoOf,
  type Store,
  snapshotOf,
} from './store.ts';

/** What came back over the wire; null status = no signal. */
export interface Reply {
  status: number | null;
  body: string;
  /** seconds the server asks to wait */
  retryAfter: number | null;
}

export type Post = (address: string, form: FormData, onProgress: (share: number) => void) => Promise<Reply>;

/** How a round of sending ended. */
export type Outcome =
  | { state: 'empty' }
  /** to be tried again later */
  | { state: 'later'; reason: 'no-signal' | 'server'; retryAfter: number | null }
  | { state: 'signed-out' }
  | { state: 'other-account' };

type Verdict = { state: 'answered'; answer: FieldAnswer } | Exclude<Outcome, { state: 'empty' }>;

/** Reads a reply. What does not speak our language (a hotel's portal, a proxy) is no signal, never a loss. */
export function readReply({ status, body, retryAfter }: Reply): Verdict {
  const said = jsonOf(body);
  if (status === null) return { state: 'later', reason: 'no-signal', retryAfter: null };
  if (status === 429 || status >= 500) return { state: 'later', reason: 'server', retryAfter };
  if (status === 401) return { state: 'signed-out' };
  if (said?.state === 'other-account') return { state: 'other-account' };
  if (isAnswer(said)) return { state: 'answered', answer: said };
  if (typeof said?.sentence === 'string' && status >= 400) {
    const { code, sentence } = said;
    return { state: 'answered', answer: { state: 'refused', code: String(code), sentence, fields: {} } };
  }
  if (status === 413)
    return { state: 'answered', answer: { state: 'refused', code: 'too-large', sentence: '', fields: {} } };
  return { state: 'later', reason: 'no-signal', retryAfter };
}

const isAnswer = (said: Record<string, unknown> | null): said is Record<string, unknown> & FieldAnswer =>
  said?.state === 'done' ||
  said?.state === 'conflict' ||
  (said?.state === 'refused' && typeof said.sentence === 'string');

function jsonOf(body: string): Record<string, unknown> | null {
  try {
    const read: unknown = JSON.parse(body);
    return read && typeof read === 'object' ? (read as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

export interface Round {
  store: Store;
  post: Post;
  now: () => string;
  /** after each change of the queue, and while a photo leaves */
  onStep: (step: { entry: QueuedEntry; share: number } | null) => Promise<void> | void;
}

/** Sends what waits, one after the other, until nothing waits or something stops it. One round at a time (Web Locks). */
export async function sendRound(round: Round): Promise<Outcome> {
  const { store } = round;
  const account = await knownAccount(store);
  for (;;) {
    const next = nextToSend(await allEntries(store), account);
    if (!next || !account) return { state: 'empty' };
    // noted before it leaves: killed in between, it is asked again and never changed
    await changeEntries(store, { keep: [{ ...next, inDoubt: true }] });
    await round.onStep({ entry: next, share: 0 });
    const verdict = readReply(await leave(round, next));
    if (verdict.state !== 'answered') {
      if (verdict.state !== 'later') await changeEntries(store, { keep: [{ ...next, inDoubt: false }] });
      await round.onStep(null);
      return verdict;
    }
    await settle(round, account, next, verdict.answer);
    await round.onStep(null);
  }
}

const carriesPhoto = (entry: SentEntry): boolean =>
  entry.kind === 'add-photo' || (entry.kind === 'hand-over' && entry.ticket === true);

async function leave({ store, post, onStep }: Round, one: QueuedEntry): Promise<Reply> {
  const form = new FormData();
  form.set('entry', JSON.stringify(one.entry satisfies SentEntry));
  if (carriesPhoto(one.entry)) {
    const photo = await photoOf(store, one.entry.id);
    if (photo) form.set('photo', photo, 'photo');
  }
  return post(paths.fieldSend(), form, (share) => void onStep({ entry: one, share }));
}

async function settle(
  { store, now }: Round,
  account: FieldAccount,
  one: QueuedEntry,
  answer: FieldAnswer,
): Promise<void> {
  await changeEntries(store, afterAnswer(await allEntries(store), one.entry.id, answer));
  if (answer.state !== 'done') return;
  const data = await snapshotOf(store, account);
  if (data) await keepSnapshot(store, { ...data, ...afterDone(data, answer) });
  await noteSent(store, { at: now(), label: one.label });
}
