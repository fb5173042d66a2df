import type { LedgerVitals, MailVitals, QueueVitals } from './health.server.ts';

/** What may be wrong with the platform; said in the catalogue `admin.worries`. */
export type Worry =
  | 'disk-low'
  | 'connections-high'
  | 'transaction-long'
  | 'replica-late'
  | 'queue-late'
  | 'jobs-given-up'
  | 'mails-late'
  | 'mails-failed'
  | 'checkpoint-late'
  | 'books-broken'
  | 'books-unchecked';

export interface Vitals {
  now: Date;
  disk: { freeBytes: number; totalBytes: number } | null;
  database: DatabaseFacts;
  queue: QueueVitals;
  mails: MailVitals;
  ledger: LedgerVitals;
}

/** Of `platform/vitals`, which the domain does not know. */
interface DatabaseFacts {
  version: string;
  bytes: number;
  connections: number;
  connectionsMost: number;
  oldestTransaction: number;
  replicas: number;
  replicaLate: number | null;
}

const GIB = 2 ** 30;
const DAY = 86_400_000;
/** A nightly check that has missed one night and a half. */
const CHECKED_WITHIN = 36 * 3_600_000;

const rules: Record<Worry, (vitals: Vitals) => boolean> = {
  'books-broken': ({ ledger }) => ledger.checks.some(({ breaks }) => breaks.length > 0),
  'disk-low': ({ disk }) => disk !== null && disk.freeBytes < Math.max(2 * GIB, disk.totalBytes / 20),
  'connections-high': ({ database }) => database.connections > 0.8 * database.connectionsMost,
  'transaction-long': ({ database }) => database.oldestTransaction > 600,
  'replica-late': ({ database }) => (database.replicaLate ?? 0) > 30,
  'queue-late': ({ queue }) => queue.oldestWait > 300,
  'jobs-given-up': ({ queue }) => queue.givenUp > 0,
  'mails-late': ({ mails }) => mails.oldestWait > 1800,
  'mails-failed': ({ mails }) => mails.failed > 0,
  // made once a day; none is due before the first movement
  'checkpoint-late': ({ ledger, now }) =>
    ledger.checkpoint !== null && now.getTime() - Date.parse(ledger.checkpoint.at) > 2 * DAY,
  'books-unchecked': ({ ledger, now }) =>
    !ledger.checks.some(({ at }) => now.getTime() - Date.parse(at) < CHECKED_WITHIN),
};

/** What the operator should look at, the gravest first. */
export function worriesOf(vitals: Vitals): Worry[] {
  return (Object.keys(rules) as Worry[]).filter((worry) => rules[worry](vitals));
}
