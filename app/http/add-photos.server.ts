import { keyWithin } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import { factsOf, keeping, lookAtPhoto, type PhotoWorld } from '#app/http/photo.server.ts';
import type { FirstLook } from '#app/platform/images/picture.ts';

/**
 * Photos of one form, all added or none: the one that is refused is named by its place. One key a photo, from the form's
 * key: the same form sent twice adds each photo once. The caller has asked who may add before any picture is decoded.
 */
export async function addPhotos(
  ctx: Ctx,
  { photos, storage }: PhotoWorld,
  { lot, files, key }: { lot: string; files: readonly File[]; key: string },
): Promise<void> {
  const looks: FirstLook[] = [];
  for (const file of files) {
    if (file.size > PHOTO_LIMITS.maxBytes) refuse('too-large', { field: 'photo' });
    looks.push(await lookAtPhoto(photos, Buffer.from(await file.arrayBuffer())));
  }
  for (const look of looks) {
    const call = { key: keyWithin(key, look.sha256), lot, photo: factsOf(look) };
    await addPhoto(ctx, call, keeping(storage, look));
  }
}
