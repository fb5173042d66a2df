import { sql } from 'drizzle-orm';
import type { Database } from '#db/client.ts';

const NAMED = 20;

/**
 * Every night: the balances, chains and figures of the ledger recomputed in SQL, in one snapshot, and what was found kept for the
 * operator. Writes nothing in the ledger. The breaks met first; none when the books balance.
 */
export async function checkBooks(db: Database): Promise<string[]> {
  return db.transaction(
    async (tx) => {
      await tx.execute(sql`set local statement_timeout = '30min'`);
      const began = performance.now();
      const rows = await tx.execute<{ said: string }>(sql`
      select left(what || ' ' || ref, 300) as said from (select * from ledger.audit union all select * from ledger.audit_promise) a limit ${NAMED}`);
      const breaks = [...rows].map(({ said }) => said);
      const milliseconds = Math.round(performance.now() - began);
      await tx.execute(sql`
      insert into books_check (kind, milliseconds, lots, movements, breaks)
      select 'balances', ${milliseconds}, (select count(*) from ledger.stock), (select count(*) from ledger.movement),
             array(select jsonb_array_elements_text(${JSON.stringify(breaks)}::jsonb))`);
      return breaks;
    },
    { isolationLevel: 'repeatable read' },
  );
}
