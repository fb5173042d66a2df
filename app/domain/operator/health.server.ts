import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

export interface QueueVitals {
  running: number;
  /** to be done by now, not begun */
  waiting: number;
  /** the longest wait of these, in seconds */
  oldestWait: number;
  /** failed at least once, and will be tried again */
  failing: number;
  /** no longer tried */
  givenUp: number;
}

export interface MailVitals {
  waiting: number;
  oldestWait: number;
  failed: number;
  refused: number;
  sentToday: number;
  /** people whose address refuses our mails */
  addressesFailing: number;
}

export interface BooksCheck {
  kind: 'balances' | 'full';
  at: string;
  milliseconds: number;
  lots: number;
  movements: number;
  breaks: string[];
}

export interface LedgerVitals {
  movements: number;
  checkpoint: { day: string; at: string } | null;
  checks: BooksCheck[];
}

/** The queue's time is the server's own. */
export async function queueVitals({ db }: Ctx): Promise<QueueVitals> {
  const due = sql`locked_at is null and attempts < max_attempts and run_at <= clock_timestamp()`;
  const [row] = await db.execute<QueueVitals & Record<string, unknown>>(sql`
    select count(*) filter (where locked_at is not null) as running, count(*) filter (where ${due}) as waiting,
           coalesce(extract(epoch from clock_timestamp() - min(run_at) filter (where ${due}))::bigint, 0) as "oldestWait",
           count(*) filter (where last_error is not null and attempts < max_attempts) as failing,
           count(*) filter (where attempts >= max_attempts and locked_at is null) as "givenUp"
      from graphile_worker.jobs`);
  if (!row) throw new Error('the queue says nothing');
  return row;
}

export async function mailVitals({ db }: Ctx): Promise<MailVitals> {
  const [row] = await db.execute<MailVitals & Record<string, unknown>>(sql`
    select w.waiting, w."oldestWait",
           (select count(*) from mail where status = 'failed') as failed, (select count(*) from mail where status = 'refused') as refused,
           (select count(*) from mail where status = 'sent' and created_at > ledger.clock() - interval '1 day') as "sentToday",
           (select count(*) from person where email_failed_at is not null) as "addressesFailing"
      from (select count(*) as waiting, coalesce(extract(epoch from ledger.clock() - min(created_at))::bigint, 0) as "oldestWait"
              from mail where status = 'waiting') w`);
  if (!row) throw new Error('the mails say nothing');
  return row;
}

/** How many lines the books have, as the planner knows it; the last checkpoint; the last check of each kind. */
export async function ledgerVitals({ db }: Ctx): Promise<LedgerVitals> {
  const [row] = await db.execute<LedgerVitals & Record<string, unknown>>(sql`
    select (select greatest(reltuples, 0)::bigint from pg_class where oid = 'ledger.movement'::regclass) as movements,
           (select json_build_object('day', day, 'at', at) from ledger.checkpoint order by id desc limit 1) as checkpoint,
           coalesce((select json_agg(json_build_object('kind', kind, 'at', ended_at, 'milliseconds', milliseconds, 'lots', lots,
                       'movements', movements, 'breaks', breaks) order by kind)
              from (select distinct on (kind) * from books_check order by kind, id desc) c), '[]') as checks`);
  if (!row) throw new Error('the ledger says nothing');
  return row;
}
