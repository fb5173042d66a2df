import { asc, eq, sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { lotPhoto } from '#db/tables/files.ts';
import { lot } from '#db/tables/lots.ts';
import { managedLot } from '../managed-lot.server.ts';
import { photoOf } from '../photo-queries.server.ts';
import type { PhotoMove } from '../photos.ts';

/** Moves one photo among the others; the first one is shown on cards. */
export async function reorderPhotos(
  ctx: Ctx,
  call: { key: string; lot: string; photo: string; move: PhotoMove },
): Promise<void> {
  const { lot: lotPublicId, photo, move } = call;
  const input = { lot: lotPublicId, photo, move };
  await inCommand(ctx, { name: 'reorder-photos', key: call.key, input }, async (tx) => {
    const { id: lotId } = await managedLot(tx, lotPublicId);
    const { id } = await photoOf(tx, lotId, photo);
    const rows = await tx.db
      .select({ id: lotPhoto.id })
      .from(lotPhoto)
      .where(eq(lotPhoto.lotId, lotId))
      .orderBy(asc(lotPhoto.position), asc(lotPhoto.id));
    const order = moved(
      rows.map((row) => row.id),
      id,
      move,
    );
    for (const [position, one] of order.entries()) {
      await tx.db.update(lotPhoto).set({ position }).where(eq(lotPhoto.id, one));
    }
    await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(eq(lot.id, lotId));
  });
}

function moved(ids: number[], id: number, move: PhotoMove): number[] {
  const at = ids.indexOf(id);
  const to =
    move === 'first' ? 0 : move === 'earlier' ? Math.max(0, at - 1) : Math.min(ids.length - 1, at + 1);
  const others = ids.filter((one) => one !== id);
  return [...others.slice(0, to), id, ...others.slice(to)];
}
