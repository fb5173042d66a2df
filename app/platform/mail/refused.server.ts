import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

/** A mail that its address does not receive, and never will: it is not tried again, and its reader's address is known to fail. */
export async function markRefused(db: Database, mailId: number, why: string): Promise<void> {
  await db.transaction(async (tx) => {
    const [mail] = await tx.execute<{ to: string }>(sql`
      update mail set status = 'refused', last_error = ${why} where id = ${mailId} and status <> 'refused' returning to_address as "to"`);
    if (!mail) return;
    await tx.execute(sql`
      update person set email_failed_at = coalesce(email_failed_at, ledger.clock()), email_failure = ${why} where email = ${mail.to}`);
    // what waited for a digest is read in the app
    await tx.execute(sql`
      update notification n set mail_due_at = null from person p where p.id = n.person_id and p.email = ${mail.to} and n.mail_due_at is not null`);
  });
}
