import { and, eq, inArray, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { lotPhoto } from '#db/tables/files.ts';
import { lot } from '#db/tables/lots.ts';
import { managedLot } from '../managed-lot.server.ts';
import { photoOf } from '../photo-queries.server.ts';
import type { PhotoFacts } from '../photos.ts';
import { fileRow } from './add-photo.server.ts';

/**
 * Puts a masked picture in the place of the one it was made from, on every lot of the organisation that shows it: a
 * lot that was duplicated or split must not keep the face. A job deletes the unmasked files. `keepFiles` as in addPhoto.
 */
export async function maskPhoto(
  ctx: Ctx,
  call: { key: string; lot: string; photo: string; masked: PhotoFacts; zones: unknown },
  keepFiles: (file: { pending: boolean }) => Promise<void>,
): Promise<void> {
  const input = { lot: call.lot, photo: call.photo, zones: call.zones };
  await inCommand(ctx, { name: 'mask-photo', key: call.key, input }, async (tx) => {
    const { id: lotId } = await managedLot(tx, call.lot);
    const { fileId: unmasked } = await photoOf(tx, lotId, call.photo);
    const { id: fileId, pending } = await fileRow(tx, call.masked);
    if (fileId === unmasked) return;
    await keepFiles({ pending });
    const mine = tx.db
      .select({ id: lot.id })
      .from(lot)
      .where(eq(lot.organisationId, sql`(select organisation_id from lot where id = ${lotId})`));
    await tx.db
      .update(lotPhoto)
      .set({ fileId })
      .where(and(eq(lotPhoto.fileId, unmasked), inArray(lotPhoto.lotId, mine)));
    await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(eq(lot.id, lotId));
    await record(tx, 'lot.photo-removed', { lot: lotId, file: unmasked });
  });
}
