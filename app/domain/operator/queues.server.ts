import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { isOperator } from './policy.ts';

const SHOWN = 100;

export interface JobInTrouble {
  /** a number of the queue */
  id: string;
  task: string;
  attempts: number;
  maxAttempts: number;
  error: string;
  /** the next time it is tried; null: it is given up */
  again: string | null;
  createdAt: string;
}

export interface MailInTrouble {
  publicId: string;
  kind: string;
  to: string;
  subject: string;
  status: 'failed' | 'refused';
  attempts: number;
  error: string | null;
  createdAt: string;
}

/** Jobs that failed, those given up first; what they are about stays with the queue. */
export async function jobsInTrouble({ db, actor }: Ctx): Promise<JobInTrouble[]> {
  if (!isOperator(actor)) return refuse('not-found');
  return [
    ...(await db.execute<JobInTrouble & Record<string, unknown>>(sql`
      select id::text, task_identifier as task, attempts, max_attempts as "maxAttempts", left(last_error, 300) as error,
             case when attempts < max_attempts then to_json(run_at) #>> '{}' end as again, to_json(created_at) #>> '{}' as "createdAt"
        from graphile_worker.jobs where last_error is not null and locked_at is null
       order by attempts < max_attempts, id desc limit ${SHOWN}`)),
  ];
}

/** Mails that could not leave or that their address refused, newest first. */
export async function mailsInTrouble({ db, actor }: Ctx): Promise<MailInTrouble[]> {
  if (!isOperator(actor)) return refuse('not-found');
  return [
    ...(await db.execute<MailInTrouble & Record<string, unknown>>(sql`
      select public_id as "publicId", kind, to_address as "to", subject, status, attempts, last_error as error,
             to_json(created_at) #>> '{}' as "createdAt"
        from mail where status in ('failed', 'refused') order by id desc limit ${SHOWN}`)),
  ];
}
