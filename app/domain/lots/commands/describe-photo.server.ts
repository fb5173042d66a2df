import { eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { lotPhoto } from '#db/tables/files.ts';
import { lot } from '#db/tables/lots.ts';
import { managedLot } from '../managed-lot.server.ts';
import { photoOf } from '../photo-queries.server.ts';

/** Says in words what a photo shows, for who does not see it; empty takes the words back. */
export async function describePhoto(
  ctx: Ctx,
  call: { key: string; lot: string; photo: string; alt: string },
): Promise<void> {
  const { lot: lotPublicId, photo, alt } = call;
  await inCommand(
    ctx,
    { name: 'describe-photo', key: call.key, input: { lot: lotPublicId, photo, alt } },
    async (tx) => {
      const { id: lotId } = await managedLot(tx, lotPublicId);
      const { id } = await photoOf(tx, lotId, photo);
      await tx.db
        .update(lotPhoto)
        .set({ altText: alt || null })
        .where(eq(lotPhoto.id, id));
      await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(eq(lot.id, lotId));
    },
  );
}
