import { keyWithin } from '#app/domain/command.server.ts';
import { PHOTO_LIMITS, type SmallPhotoFacts } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lookAtPhoto, type PhotoWorld } from '#app/http/photo.server.ts';
import type { Rendition } from '#app/platform/images/picture.ts';

export interface MadePhoto {
  facts: SmallPhotoFacts;
  files: Rendition[];
}

/** A small one for the page, a large one behind it. */
const WIDTHS = [480, 1600] as const;

/**
 * Photos of a message or of a ticket, re-encoded in the encoder's process as those of a lot are: upright, without metadata, without their
 * name. The caller has asked who may write before any picture is decoded. Ids come from the form's key: sent twice, they are the same.
 */
export async function makePhotos(
  { photos }: PhotoWorld,
  { files, key, field }: { files: readonly Blob[]; key: string; field: string },
): Promise<MadePhoto[]> {
  const made: MadePhoto[] = [];
  for (const [index, file] of files.entries()) {
    if (file.size > PHOTO_LIMITS.maxBytes) refuse('too-large', { field });
    const limits = { ...PHOTO_LIMITS, widths: WIDTHS };
    const look = await lookAtPhoto(photos, Buffer.from(await file.arrayBuffer()), field, limits);
    const [, large] = look.widths;
    const larger = large ? [await photos.render(look, large, 'webp')] : [];
    const { width, height, thumbhash, widths } = look;
    const publicId = keyWithin(key, `photo:${index}:${look.sha256}`);
    made.push({ facts: { publicId, width, height, thumbhash, widths }, files: [look.small, ...larger] });
  }
  return made;
}

/** Writes each version under the address that its kind gives it. */
export async function keepPhotos(
  { storage }: PhotoWorld,
  made: readonly MadePhoto[],
  keyOf: (publicId: string, width: number) => string,
): Promise<void> {
  for (const { facts, files } of made)
    for (const { width, content } of files)
      await storage.put(keyOf(facts.publicId, width), content, 'image/webp');
}
