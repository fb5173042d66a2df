import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { photoUpload } from '#db/tables/files.ts';
import { managedLot } from './managed-lot.server.ts';

/** How far a photo on its way has come. */
export interface UploadState {
  total: number;
  received: number;
  /** Where each part begins. */
  parts: number[];
  /** The photo it became. */
  photo: string | null;
}

/** An upload of this lot by this organisation; null for one that never began. */
export async function uploadRow(
  ctx: Ctx,
  { lotId, upload }: { lotId: number; upload: string },
  lock?: 'lock',
): Promise<UploadState | null> {
  const organisationId = ctx.actor.organisation?.id ?? refuse('not-found');
  const query = ctx.db
    .select({
      total: photoUpload.bytes,
      received: photoUpload.received,
      parts: photoUpload.parts,
      photo: photoUpload.photoPublicId,
    })
    .from(photoUpload)
    .where(
      and(
        eq(photoUpload.organisationId, organisationId),
        eq(photoUpload.publicId, upload),
        eq(photoUpload.lotId, lotId),
      ),
    );
  const [row] = await (lock ? query.for('no key update') : query);
  return row ?? null;
}

/** Refuses as managedLot does. */
export async function uploadState(
  ctx: Ctx,
  { lot, upload }: { lot: string; upload: string },
): Promise<UploadState | null> {
  const { id: lotId } = await managedLot(ctx, lot);
  return uploadRow(ctx, { lotId, upload });
}
