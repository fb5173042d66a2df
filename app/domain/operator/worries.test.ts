import { expect, it, test } from 'vitest';
import { type Vitals, type Worry, worriesOf } from './worries.ts';

const now = new Date('2026-11-23T10:00:00Z');
const check = {
  kind: 'balances' as const,
  at: '2026-11-23T02:53:00Z',
  milliseconds: 900,
  lots: 3,
  movements: 9,
  breaks: [],
};
const well: Vitals = {
  now,
  disk: { freeBytes: 20 * 2 ** 30, totalBytes: 40 * 2 ** 30 },
  database: {
    version: '17.6',
    bytes: 9,
    replicas: 0,
    connections: 12,
    connectionsMost: 100,
    oldestTransaction: 2,
    replicaLate: null,
  },
  queue: { running: 1, waiting: 4, oldestWait: 3, failing: 1, givenUp: 0 },
  mails: { waiting: 2, oldestWait: 8, failed: 0, refused: 1, sentToday: 30, addressesFailing: 1 },
  ledger: { movements: 9, checkpoint: { day: '2026-11-23', at: '2026-11-23T00:01:00Z' }, checks: [check] },
};

it('nothing is the matter', () => {
  expect(worriesOf(well)).toEqual([]);
  expect(worriesOf({ ...well, disk: null, ledger: { ...well.ledger, checkpoint: null } })).toEqual([]);
});

const { disk, database, queue, mails, ledger } = well;
test.each<[Worry, Partial<Vitals>]>([
  ['disk-low', { disk: { freeBytes: 2 ** 30, totalBytes: 10 * 2 ** 30 } }],
  ['disk-low', { disk: { freeBytes: 40 * 2 ** 30, totalBytes: 1000 * 2 ** 30 } }],
  ['connections-high', { database: { ...database, connections: 81 } }],
  ['transaction-long', { database: { ...database, oldestTransaction: 601 } }],
  ['replica-late', { database: { ...database, replicaLate: 31 } }],
  ['queue-late', { queue: { ...queue, oldestWait: 301 } }],
  ['jobs-given-up', { queue: { ...queue, givenUp: 1 } }],
  ['mails-late', { mails: { ...mails, oldestWait: 1801 } }],
  ['mails-failed', { mails: { ...mails, failed: 1 } }],
  [
    'checkpoint-late',
    { ledger: { ...ledger, checkpoint: { day: '2026-11-21', at: '2026-11-21T09:59:00Z' } } },
  ],
  ['books-broken', { ledger: { ...ledger, checks: [{ ...check, breaks: ['stock 3'] }] } }],
  ['books-unchecked', { ledger: { ...ledger, checks: [] } }],
  ['books-unchecked', { ledger: { ...ledger, checks: [{ ...check, at: '2026-11-21T22:00:00Z' }] } }],
])('%s is said: %o', (worry, changed) => {
  expect(disk).not.toBeNull();
  expect(worriesOf({ ...well, ...changed })).toEqual([worry]);
});

it('broken books come first', () => {
  const all = {
    ...well,
    ledger: { ...ledger, checks: [{ ...check, breaks: ['stock 3'] }] },
    mails: { ...mails, failed: 1 },
  };
  expect(worriesOf(all)[0]).toBe('books-broken');
});
