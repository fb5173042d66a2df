import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { record } from '#app/domain/event.server.ts';
import { lotPhoto } from '#db/tables/files.ts';
import { lot } from '#db/tables/lots.ts';
import { managedLot } from '../managed-lot.server.ts';
import { photoOf } from '../photo-queries.server.ts';

/** Takes a photo off its lot; a job deletes the files when no other lot shows them. */
export async function removePhoto(
  ctx: Ctx,
  call: { key: string; lot: string; photo: string },
): Promise<void> {
  const input = { lot: call.lot, photo: call.photo };
  await inCommand(ctx, { name: 'remove-photo', key: call.key, input }, async (tx) => {
    const { id: lotId } = await managedLot(tx, call.lot);
    const photo = await photoOf(tx, lotId, call.photo);
    await tx.db.delete(lotPhoto).where(eq(lotPhoto.id, photo.id));
    await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(eq(lot.id, lotId));
    await record(tx, 'lot.photo-removed', { lot: lotId, file: photo.fileId });
  });
}
