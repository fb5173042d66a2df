import { FIELD_FORMAT } from '#app/domain/field/vocabulary.ts';
import { paths } from '#app/http/paths.ts';
import type { Connection, Session } from './client.ts';
import { keepSnapshot, type Snapshot, type Store } from './store.ts';

export interface ReadData {
  connection: Connection;
  /** null: nobody could be asked */
  session: Session | null;
  /** the server speaks a newer form than this page */
  outdated: boolean;
}

const PATIENCE_MS = 20_000;

/** Reads what the person may act on and keeps it. Signed out, what was kept stays until somebody else signs in. */
export async function readData(store: Store): Promise<ReadData> {
  if (!navigator.onLine) return { connection: 'off', session: null, outdated: false };
  const answer = await fetch(paths.fieldData(), {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch(() => null);
  if (answer?.status === 401) return { connection: 'on', session: 'signed-out', outdated: false };
  if (answer?.status === 403) return { connection: 'on', session: 'no-organisation', outdated: false };
  const data = answer?.ok ? await snapshotIn(answer) : null;
  // a hotel's portal answers 200 as well
  if (!data)
    return {
      connection: answer ? 'weak' : navigator.onLine ? 'weak' : 'off',
      session: null,
      outdated: false,
    };
  if (data.format > FIELD_FORMAT) return { connection: 'on', session: 'open', outdated: true };
  await keepSnapshot(store, data);
  return { connection: 'on', session: 'open', outdated: false };
}

async function snapshotIn(answer: Response): Promise<Snapshot | null> {
  const read: unknown = await answer.json().catch(() => null);
  const known = read && typeof read === 'object' && 'format' in read && 'account' in read;
  return known ? (read as Snapshot) : null;
}
