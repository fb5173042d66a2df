import type { SentEntry } from '#app/domain/field/entries.ts';
import type { FieldAccount } from '#app/domain/field/views.ts';
import { tellOtherTabs } from './other-tabs.ts';
import { postWithProgress } from './post.ts';
import { backoffMs, belongsTo, nextToSend, type QueuedEntry, setAside, takenBack } from './queue.ts';
import { readData } from './read-data.ts';
import { type Room, roomLeft } from './room.ts';
import { type Outcome, sendRound } from './sender.ts';
import {
  addEntry,
  allEntries,
  changeEntries,
  knownAccount,
  type LastSent,
  lastSent,
  openStore,
  type Snapshot,
  type Store,
  snapshotOf,
} from './store.ts';

export type Session = 'unknown' | 'open' | 'signed-out' | 'no-organisation' | 'other-account';
export type Connection = 'on' | 'off' | 'weak';

export interface FieldState {
  ready: boolean;
  account: FieldAccount | null;
  data: Snapshot | null;
  entries: QueuedEntry[];
  connection: Connection;
  session: Session;
  /** what leaves right now, and how much of it has left (0 to 1) */
  sending: { entry: QueuedEntry; share: number } | null;
  lastSent: LastSent | null;
  room: Room | null;
  /** a write failed: the phone is full */
  full: boolean;
  /** a newer version of the page waits */
  update: boolean;
  /** the page opens without signal from now on */
  kept: boolean;
}

const START: FieldState = {
  ready: false,
  account: null,
  data: null,
  entries: [],
  connection: 'on',
  session: 'unknown',
  sending: null,
  lastSent: null,
  room: null,
  full: false,
  update: false,
  kept: false,
};

const LOCK = 'gisement-field-send';
const FRESH_MS = 60_000;

/** The page's memory: what is shown comes from the phone, what is sent goes through the queue. One for the whole page. */
export class FieldClient {
  #state = START;
  #listeners = new Set<() => void>();
  #store: Promise<Store> | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #readAt = 0;
  #sending = false;
  #again = false;

  readonly state = () => this.#state;
  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  store(): Promise<Store> {
    this.#store ??= openStore();
    return this.#store;
  }

  set(change: Partial<FieldState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  /** Reads everything again from the phone: after a change here, in another tab or in the worker. */
  async reload(): Promise<void> {
    const store = await this.store();
    const account = await knownAccount(store);
    const [entries, sent, data] = await Promise.all([
      allEntries(store),
      lastSent(store),
      account ? snapshotOf(store, account) : null,
    ]);
    this.set({ ready: true, account, entries, lastSent: sent, data, room: await roomLeft() });
  }

  /** Asks the server again, then sends what waits. Never throws: no signal is an ordinary state. */
  async refresh({ force = false } = {}): Promise<void> {
    if (force || Date.now() - this.#readAt > FRESH_MS) await this.#read();
    if (this.#state.connection === 'on') await this.send();
    else this.#tryLater(null);
  }

  async #read(): Promise<void> {
    const read = await readData(await this.store());
    if (read.session) this.set({ session: read.session });
    this.set({ connection: read.connection });
    if (read.outdated) this.set({ update: true });
    if (read.session === 'open') this.#readAt = Date.now();
    await this.reload();
  }

  /** Sends until nothing waits. What is added meanwhile leaves in the same round or in one more. */
  async send(): Promise<void> {
    if (this.#sending) {
      this.#again = true;
      return;
    }
    this.#sending = true;
    try {
      do {
        this.#again = false;
        await this.#sendOnce();
      } while (this.#again && this.#failures === 0);
    } finally {
      this.#sending = false;
    }
  }

  async #sendOnce(): Promise<void> {
    if (!navigator.onLine) return this.set({ connection: 'off' });
    if (!nextToSend(this.#state.entries, this.#state.account)) return;
    const outcome = await alone(() => this.#sendRound());
    if (outcome) await this.#settle(outcome);
    // another tab, or the worker, is at it: look again soon
    else this.#tryLater(2);
  }

  async #sendRound(): Promise<Outcome> {
    return sendRound({
      store: await this.store(),
      post: postWithProgress,
      now: () => new Date().toISOString(),
      onStep: async (step) => {
        this.set({ sending: step });
        if (step === null || step.share === 0) await this.reload();
        tellOtherTabs();
      },
    });
  }

  async #settle(outcome: Outcome): Promise<void> {
    this.set({ sending: null });
    if (outcome.state === 'later') {
      this.set({ connection: outcome.reason === 'no-signal' ? (navigator.onLine ? 'weak' : 'off') : 'on' });
      return this.#tryLater(outcome.retryAfter);
    }
    this.#failures = 0;
    this.set({ connection: 'on', session: outcome.state === 'empty' ? 'open' : outcome.state });
    // what was sent changed figures; another account has others
    if (outcome.state !== 'signed-out') await this.#read();
  }

  #tryLater(seconds: number | null): void {
    clearTimeout(this.#timer);
    if (!this.#state.entries.some((one) => one.state === 'waiting')) return;
    this.#failures += 1;
    const wait = Math.max(seconds === null ? 0 : seconds * 1000, backoffMs(this.#failures, Math.random()));
    this.#timer = setTimeout(() => void this.refresh({ force: true }), wait);
  }

  /** Signal came back, or a person asks: at once, without the wait that was left. */
  now(): Promise<void> {
    clearTimeout(this.#timer);
    this.#failures = 0;
    return this.refresh({ force: true });
  }

  /** Keeps an entry on the phone, then sends it if it can. False when the phone has no room left for it. */
  async add(
    entry: SentEntry,
    { label, after = null, photo = null }: { label: string; after?: string | null; photo?: Blob | null },
  ): Promise<boolean> {
    const queued = {
      ...{ entry, label, after, state: 'waiting' as const, made: new Date().toISOString() },
      ...{ inDoubt: false, answer: null, bytes: photo?.size ?? 0 },
    };
    try {
      await addEntry(await this.store(), queued, photo);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      this.set({ full: true });
      return false;
    }
    this.set({ full: false });
    await this.#changed();
    return true;
  }

  /** Puts changed entries back in their places in the queue. */
  async put(...entries: QueuedEntry[]): Promise<void> {
    await changeEntries(await this.store(), { keep: entries });
    await this.#changed();
  }

  setAside(one: QueuedEntry): Promise<void> {
    return this.put(...setAside(this.#state.entries, one));
  }

  takeBack(one: QueuedEntry): Promise<void> {
    return this.put(...takenBack(this.#state.entries, one));
  }

  async erase(one: QueuedEntry): Promise<void> {
    await changeEntries(await this.store(), { remove: [one] });
    await this.#changed();
  }

  async #changed(): Promise<void> {
    await this.reload();
    tellOtherTabs();
    void this.send();
  }

  mine(): QueuedEntry[] {
    const { entries, account } = this.#state;
    return entries.filter((one) => belongsTo(one, account));
  }
}

/** One sender on the phone at a time, tabs and worker together; undefined when another has its turn. */
async function alone(work: () => Promise<Outcome>): Promise<Outcome | undefined> {
  if (!navigator.locks) return work();
  let outcome: Outcome | undefined;
  await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
    if (lock) outcome = await work();
  });
  return outcome;
}
