import { and, asc, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lotPhoto, storedFile } from '#db/tables/files.ts';
import { lot } from '#db/tables/lots.ts';
import { canManageLot } from './policy.ts';
import type { PhotoView } from './views.ts';
import type { Family } from './vocabulary.ts';

/** What only those who manage the lot see of a photo. */
export interface OwnPhotoView extends PhotoView {
  pending: boolean;
  luminance: number | null;
  sharpness: number | null;
}

export interface LotPhotosView {
  publicId: string;
  title: string;
  family: Family;
  photos: OwnPhotoView[];
}

/** A lot's photos for whoever manages them, in order. Refuses as managedLot does. */
export async function lotPhotos(ctx: Ctx, publicId: string): Promise<LotPhotosView> {
  const [found] = await ctx.db
    .select({
      id: lot.id,
      organisationId: lot.organisationId,
      siteId: lot.siteId,
      title: lot.title,
      family: lot.familyCode,
    })
    .from(lot)
    .where(eq(lot.publicId, publicId));
  if (!found || ctx.actor.organisation?.id !== found.organisationId) return refuse('not-found');
  if (!canManageLot(ctx.actor, found)) return refuse('forbidden');
  const photos = await ctx.db
    .select(PHOTO_COLUMNS)
    .from(lotPhoto)
    .innerJoin(storedFile, eq(storedFile.id, lotPhoto.fileId))
    .where(eq(lotPhoto.lotId, found.id))
    .orderBy(asc(lotPhoto.position), asc(lotPhoto.id));
  return { publicId, title: found.title, family: found.family as Family, photos };
}

const PHOTO_COLUMNS = {
  publicId: lotPhoto.publicId,
  sha256: storedFile.sha256,
  width: storedFile.width,
  height: storedFile.height,
  widths: storedFile.widths,
  avif: storedFile.avif,
  thumbhash: storedFile.thumbhash,
  pending: storedFile.pending,
  luminance: storedFile.luminance,
  sharpness: storedFile.sharpness,
  alt: lotPhoto.altText,
};

/** One photo of one lot, by its address. Refuses `not-found` for a photo of another lot. */
export async function photoOf(
  ctx: Ctx,
  lotId: number,
  publicId: string,
): Promise<{ id: number; fileId: number }> {
  const [row] = await ctx.db
    .select({ id: lotPhoto.id, fileId: lotPhoto.fileId })
    .from(lotPhoto)
    .where(and(eq(lotPhoto.lotId, lotId), eq(lotPhoto.publicId, publicId)));
  return row ?? refuse('not-found');
}

/** Where the pixels of one photo of a lot are found, for whoever manages it. Refuses as managedLot does. */
export async function photoFile(
  ctx: Ctx,
  call: { lot: string; photo: string },
): Promise<{ sha256: string; widths: number[]; pending: boolean }> {
  const { photos } = await lotPhotos(ctx, call.lot);
  return photos.find(({ publicId }) => publicId === call.photo) ?? refuse('not-found');
}
