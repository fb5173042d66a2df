import { and, eq, max, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lotPhoto, storedFile } from '#db/tables/files.ts';
import { lot } from '#db/tables/lots.ts';
import { managedLot } from '../managed-lot.server.ts';
import { PHOTO_LIMITS, type PhotoFacts } from '../photos.ts';

/**
 * Attaches a prepared photo after the others. `keepFiles` writes the files, told whether the job will
 * finish them; it runs under the lock of the file's row, so that a removal of the same picture elsewhere cannot delete them. The same photo twice is one photo.
 */
export async function addPhoto(
  ctx: Ctx,
  call: { key: string; lot: string; photo: PhotoFacts; alt?: string; publicId?: string },
  keepFiles: (file: { pending: boolean }) => Promise<void>,
): Promise<{ publicId: string }> {
  const { photo, alt, publicId } = call;
  const input = { lot: call.lot, sha256: photo.sha256 };
  return inCommand(ctx, { name: 'add-photo', key: call.key, input }, async (tx) => {
    const { id: lotId } = await managedLot(tx, call.lot, 'photo');
    const { id: fileId, pending } = await fileRow(tx, photo);
    const same = and(eq(lotPhoto.lotId, lotId), eq(lotPhoto.fileId, fileId));
    const [already] = await tx.db.select({ publicId: lotPhoto.publicId }).from(lotPhoto).where(same);
    if (already) return already;
    const [shown] = await tx.db
      .select({ last: max(lotPhoto.position), count: sql<number>`count(*)::int` })
      .from(lotPhoto)
      .where(eq(lotPhoto.lotId, lotId));
    if (shown && shown.count >= PHOTO_LIMITS.perLot)
      return refuse('too-many-photos', { max: PHOTO_LIMITS.perLot });
    await keepFiles({ pending });
    const [row] = await tx.db
      .insert(lotPhoto)
      .values({
        publicId,
        lotId,
        fileId,
        position: (shown?.last ?? -1) + 1,
        altText: alt || null,
        createdBy: ctx.actor.person?.id ?? null,
      })
      .returning({ publicId: lotPhoto.publicId });
    await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(eq(lot.id, lotId));
    return row ?? refuse('not-found');
  });
}

/** The file's row, locked: inserted, or found by its address. One still to be finished calls for the job. */
export async function fileRow(ctx: Ctx, photo: PhotoFacts): Promise<{ id: number; pending: boolean }> {
  const { bytes, widths, pending = false, luminance = null, sharpness = null } = photo;
  const { sha256, width, height, thumbhash } = photo;
  const [row] = await ctx.db
    .insert(storedFile)
    .values({
      ...{ sha256, width, height, bytes, thumbhash, widths: [...widths] },
      ...{ pending, luminance, sharpness },
    })
    .onConflictDoUpdate({ target: storedFile.sha256, set: { sha256 } })
    .returning({ id: storedFile.id, pending: storedFile.pending });
  if (!row) return refuse('not-found');
  if (row.pending) await record(ctx, 'lot.photo-added', { file: row.id });
  return row;
}
