import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { FieldAccount, FieldData } from '#app/domain/field/views.ts';
import type { QueuedEntry } from './queue.ts';

/** What is read from the server: belongs to one account, and goes when that account does. */
export interface Snapshot extends FieldData {
  theme?: 'auto' | 'light' | 'dark';
}

export interface LastSent {
  at: string;
  label: string;
}

interface Tables extends DBSchema {
  entries: { key: number; value: QueuedEntry };
  /** photos by the id of their entry */
  photos: { key: string; value: Blob };
  snapshots: { key: string; value: Snapshot };
  meta: { key: 'account' | 'lastSent'; value: FieldAccount | LastSent };
}

export type Store = IDBPDatabase<Tables>;

const NAME = 'gisement-field';
const VERSION = 1;
/** Written through to the disk before the page says "kept": a phone may be switched off at once. */
const SURE = { durability: 'strict' } as const;

export function openStore(): Promise<Store> {
  return openDB<Tables>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('entries', { keyPath: 'seq', autoIncrement: true });
      db.createObjectStore('photos');
      db.createObjectStore('snapshots');
      db.createObjectStore('meta');
    },
    // another tab holds a newer version: give way
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
}

/** Keeps an entry and its photo together, or neither. Rejects with QuotaExceededError when the phone is full. */
export async function addEntry(
  store: Store,
  entry: Omit<QueuedEntry, 'seq'>,
  photo: Blob | null,
): Promise<QueuedEntry> {
  const tx = store.transaction(['entries', 'photos'], 'readwrite', SURE);
  // the key is given by the database, in the order in which things are written down
  const key = tx.objectStore('entries').add(entry as QueuedEntry);
  if (photo) void tx.objectStore('photos').put(photo, entry.entry.id);
  const [seq] = await Promise.all([key, tx.done]);
  return { ...entry, seq };
}

export async function changeEntries(
  store: Store,
  { keep = [], remove = [] }: { keep?: readonly QueuedEntry[]; remove?: readonly QueuedEntry[] },
): Promise<void> {
  const tx = store.transaction(['entries', 'photos'], 'readwrite', SURE);
  for (const one of keep) void tx.objectStore('entries').put(one);
  for (const { seq, entry } of remove) {
    void tx.objectStore('entries').delete(seq);
    void tx.objectStore('photos').delete(entry.id);
  }
  await tx.done;
}

export const photoOf = (store: Store, entryId: string): Promise<Blob | undefined> =>
  store.get('photos', entryId);

export const allEntries = (store: Store): Promise<QueuedEntry[]> => store.getAll('entries');

const nameOf = ({ person, organisation }: FieldAccount) => `${person} ${organisation}`;

export async function knownAccount(store: Store): Promise<FieldAccount | null> {
  return ((await store.get('meta', 'account')) as FieldAccount | undefined) ?? null;
}

export async function lastSent(store: Store): Promise<LastSent | null> {
  return ((await store.get('meta', 'lastSent')) as LastSent | undefined) ?? null;
}

export const noteSent = (store: Store, sent: LastSent) => store.put('meta', sent, 'lastSent');

export async function snapshotOf(store: Store, account: FieldAccount): Promise<Snapshot | null> {
  return (await store.get('snapshots', nameOf(account))) ?? null;
}

/** Keeps what this account may read, and nothing of any other. */
export async function keepSnapshot(store: Store, data: Snapshot): Promise<void> {
  const tx = store.transaction(['snapshots', 'meta'], 'readwrite');
  void tx.objectStore('snapshots').clear();
  void tx.objectStore('snapshots').put(data, nameOf(data.account));
  void tx.objectStore('meta').put(data.account, 'account');
  await tx.done;
}

/** Somebody signs out, in, or acts for another organisation: what was read goes. The queue stays, it has its owner's name. */
export async function forgetSnapshots(store: Store): Promise<void> {
  const tx = store.transaction(['snapshots', 'meta'], 'readwrite');
  void tx.objectStore('snapshots').clear();
  void tx.objectStore('meta').delete('account');
  await tx.done;
}
