import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { statementFacts } from '../statement.server.ts';

/** Gives its number to the statement of a year; the one already issued stays while its figures do. */
export async function issueStatement(
  ctx: Ctx,
  { organisationId, year }: { organisationId: number; year: number },
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await tx.execute(sql`select hold_documents(null, ${organisationId})`);
    const facts = await statementFacts({ ...ctx, db: tx }, { organisationId, year });
    if (!facts) return;
    await tx.execute(sql`
      select issue_document('statement', ${organisationId}, null, ${year}, null, null, ${facts.zone}, ${JSON.stringify(facts)}::jsonb)`);
  });
}
