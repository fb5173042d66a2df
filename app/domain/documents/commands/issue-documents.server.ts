import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import {
  certificateFacts,
  deedFacts,
  type ReadReservation,
  readReservation,
  removalFacts,
  slipFacts,
} from '../facts.server.ts';
import type { FactsOf } from '../facts.ts';
import type { DocumentKind } from '../vocabulary.ts';

type Due = { [K in DocumentKind]: { kind: K; facts: FactsOf[K]; title: number | null } }[DocumentKind];

/**
 * Gives their numbers to the documents of a reservation, as it is now, in one transaction: a slip while it is to come; removal slip,
 * deed and certificate once handed over. What was already issued and says the same stays; what changed gets a new version.
 */
export async function issueDocuments(ctx: Ctx, reservationId: number): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const within = { ...ctx, db: tx };
    // held before anything is read: who comes second reads what the first has changed
    await tx.execute(
      sql`select hold_documents(id, holder_organisation_id) from ledger.reservation where id = ${reservationId}`,
    );
    const row = await readReservation(within, reservationId);
    if (!row) return;
    for (const due of await documentsDue(within, reservationId, row))
      await issue(within, { ...due, row, reservationId });
  });
}

async function issue(
  ctx: Ctx,
  { kind, facts, title, row, reservationId }: Due & { row: ReadReservation; reservationId: number },
): Promise<void> {
  // what never took place needs no paper, unless a paper said that it did
  const said = JSON.stringify(facts);
  const nothing = 'taken' in facts.core && facts.core.taken === null;
  await ctx.db.execute(sql`
    select issue_document(${kind}, ${row.holderId}, ${reservationId}, null, ${row.takerId}, ${title}, ${row.zone}, ${said}::jsonb)
     where not ${nothing} or exists (select from document where reservation_id = ${reservationId} and kind = ${kind})`);
}

async function documentsDue(ctx: Ctx, reservationId: number, row: ReadReservation): Promise<Due[]> {
  const { handover, title, taken } = row;
  if (row.state === 'accepted' || row.state === 'scheduled')
    return [{ kind: 'slip', facts: slipFacts(row), title: null }];
  if (row.state !== 'handed_over' || !handover) return [];
  const titleId = title && title.organisationId !== row.holderId ? title.organisationId : null;
  const due: Due[] = [{ kind: 'removal', facts: removalFacts(row, handover), title: titleId }];
  // inside one organisation nothing changes hands
  if (row.holderId === row.takerId) return due;
  if (title)
    due.push({
      kind: 'deed',
      facts: await deedFacts(ctx, { row, title, handover, reservationId }),
      title: titleId,
    });
  if (!taken || taken.counts)
    due.push({ kind: 'certificate', facts: certificateFacts(row, handover), title: titleId });
  return due;
}
