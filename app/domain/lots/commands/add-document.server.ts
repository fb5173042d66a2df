import { and, count, eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import type { DocumentKind } from '#app/domain/materials/vocabulary.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lot, lotDocument } from '#db/tables/lots.ts';
import { DOCUMENT_LIMITS, type DocumentFacts } from '../documents.ts';
import { managedLot } from '../managed-lot.server.ts';
import type { DocumentReaders } from '../vocabulary.ts';

interface Call {
  key: string;
  lot: string;
  document: DocumentFacts & { kind: DocumentKind; name: string; shownTo: DocumentReaders };
}

/** Attaches a checked file to a lot. `keepFile` writes it before the row says that it is there. The same file twice is one. */
export async function addDocument(
  ctx: Ctx,
  call: Call,
  keepFile: () => Promise<void>,
): Promise<{ publicId: string }> {
  return inCommand(
    ctx,
    { name: 'add-document', key: call.key, input: { lot: call.lot, ...call.document } },
    async (tx) => {
      const { id: lotId } = await managedLot(tx, call.lot);
      const same = and(eq(lotDocument.lotId, lotId), eq(lotDocument.sha256, call.document.sha256));
      const [already] = await tx.db.select({ publicId: lotDocument.publicId }).from(lotDocument).where(same);
      if (already) return already;
      const [held] = await tx.db.select({ n: count() }).from(lotDocument).where(eq(lotDocument.lotId, lotId));
      if ((held?.n ?? 0) >= DOCUMENT_LIMITS.perLot) return refuse('too-many-documents', { field: 'file' });
      await keepFile();
      const [row] = await tx.db
        .insert(lotDocument)
        .values({ ...call.document, lotId, createdBy: ctx.actor.person?.id ?? null })
        .returning({ publicId: lotDocument.publicId });
      await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(eq(lot.id, lotId));
      return row ?? refuse('not-found');
    },
  );
}
