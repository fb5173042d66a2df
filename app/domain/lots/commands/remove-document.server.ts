import { and, eq } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lotDocument } from '#db/tables/lots.ts';
import { managedLot } from '../managed-lot.server.ts';

/** Takes a document off a lot; its file leaves storage once no lot shows it. */
export async function removeDocument(
  ctx: Ctx,
  { key, lot, document }: { key: string; lot: string; document: string },
): Promise<void> {
  await inCommand(ctx, { name: 'remove-document', key, input: { lot, document } }, async (tx) => {
    const { id } = await managedLot(tx, lot);
    const [gone] = await tx.db
      .delete(lotDocument)
      .where(and(eq(lotDocument.lotId, id), eq(lotDocument.publicId, document)))
      .returning({ sha256: lotDocument.sha256, mediaType: lotDocument.mediaType });
    if (!gone) return refuse('not-found');
    await record(tx, 'lot.document-removed', { lot: id, ...gone });
  });
}
