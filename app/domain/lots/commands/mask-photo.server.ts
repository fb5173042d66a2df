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
 * Puts a masked picture in the place of the one it was made from, on every lot of the organisation that shows it and on
 * those that takers listed again from them: a lot that was split or re-listed must not keep the face. A job deletes the
 * unmasked files. `keepFiles` as in addPhoto.
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
    const showing = await lotsShowing(tx, unmasked, lotId);
    // a lot that shows the masked one already keeps it once
    const masked = tx.db.select({ id: lotPhoto.lotId }).from(lotPhoto).where(eq(lotPhoto.fileId, fileId));
    const here = and(eq(lotPhoto.fileId, unmasked), inArray(lotPhoto.lotId, showing));
    await tx.db.delete(lotPhoto).where(and(here, inArray(lotPhoto.lotId, masked)));
    await tx.db.update(lotPhoto).set({ fileId }).where(here);
    await tx.db.update(lot).set({ updatedAt: sql`ledger.clock()` }).where(inArray(lot.id, showing));
    await record(tx, 'lot.photo-removed', { lot: lotId, file: unmasked });
  });
}

/** Lots that show this picture and are the organisation's, or come from one of its lots through whoever took part of it. */
async function lotsShowing(ctx: Ctx, file: number, lotId: number): Promise<number[]> {
  const rows = await ctx.db.execute<{ id: number }>(sql`
    with recursive up as (
      select p.lot_id as shown, l.organisation_id, l.origin_reservation_id
        from lot_photo p join lot l on l.id = p.lot_id where p.file_id = ${file}
      union
      select up.shown, l.organisation_id, l.origin_reservation_id
        from up join ledger.reservation r on r.id = up.origin_reservation_id join lot l on l.id = r.lot_id)
    select distinct shown as id from up
     where organisation_id = (select organisation_id from lot where id = ${lotId}) order by 1`);
  return rows.map(({ id }) => id);
}
