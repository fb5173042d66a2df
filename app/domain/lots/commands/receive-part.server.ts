import { and, count, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { photoUpload } from '#db/tables/files.ts';
import { managedLot } from '../managed-lot.server.ts';
import { OPEN_UPLOADS, PHOTO_LIMITS } from '../photos.ts';
import { type UploadState, uploadRow } from '../upload-queries.server.ts';

/**
 * The next part of a photo on its way. Idempotent by nature: a part that does not begin where the last one ended changes
 * nothing, and the answer says where to go on from. `keepPart` stores the bytes under the lock of the upload's row.
 */
export async function receivePart(
  ctx: Ctx,
  call: { lot: string; upload: string; total: number; offset: number; bytes: number },
  keepPart: () => Promise<void>,
): Promise<UploadState> {
  const { upload, total, offset, bytes } = call;
  if (total > PHOTO_LIMITS.maxBytes) refuse('too-large', { field: 'photo' });
  const organisationId = ctx.actor.organisation?.id ?? refuse('not-found');
  return ctx.db.transaction(async (db) => {
    const tx = { ...ctx, db };
    const { id: lotId } = await managedLot(tx, call.lot);
    const mine = and(eq(photoUpload.organisationId, organisationId), isNull(photoUpload.photoPublicId));
    const [open] = await db.select({ count: count() }).from(photoUpload).where(mine);
    if (open && open.count >= OPEN_UPLOADS && offset === 0) refuse('photos-busy');
    const createdBy = ctx.actor.person?.id ?? null;
    await db
      .insert(photoUpload)
      .values({ organisationId, publicId: upload, lotId, bytes: total, createdBy })
      .onConflictDoNothing();
    const state = await uploadRow(tx, { lotId, upload }, 'lock');
    if (!state) return refuse('not-found');
    if (state.photo || state.received !== offset || state.total !== total || offset + bytes > total)
      return state;
    await keepPart();
    await db
      .update(photoUpload)
      .set({ received: offset + bytes, parts: sql`array_append(${photoUpload.parts}, ${offset}::bigint)` })
      .where(and(eq(photoUpload.organisationId, organisationId), eq(photoUpload.publicId, upload)));
    return { ...state, received: offset + bytes, parts: [...state.parts, offset] };
  });
}
