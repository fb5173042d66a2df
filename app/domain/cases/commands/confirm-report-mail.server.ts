import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { Party } from '../party.ts';

/** Whoever reported without account wants to be written to: said from the link in the mailbox itself. Said twice it is the same. */
export async function confirmReportMail(ctx: Ctx, party: Party): Promise<void> {
  if (party.side !== 'reporter' || !party.byMail) return refuse('not-found');
  const rows = await ctx.db.execute(sql`
    update report set email_confirmed_at = coalesce(email_confirmed_at, ledger.clock())
     where public_id = ${party.report}::uuid and email is not null returning 1`);
  if (rows.length === 0) refuse('not-found');
}
