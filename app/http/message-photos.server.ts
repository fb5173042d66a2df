import { keyWithin } from '#app/domain/command.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import type { MessagePhotoFacts } from '#app/domain/messages/commands/post-message.server.ts';
import { MESSAGE_PHOTO_WIDTHS, messagePhotoKey } from '#app/domain/messages/limits.ts';
import { refuse } from '#app/domain/refusal.ts';
import { lookAtPhoto, type PhotoWorld } from '#app/http/photo.server.ts';
import type { Rendition } from '#app/platform/images/picture.ts';

interface MadePhoto {
  facts: MessagePhotoFacts;
  files: Rendition[];
}

/**
 * Photos of a message, re-encoded in the encoder's process as those of a lot are: upright, without metadata, without their name. The
 * caller has asked who may write before any picture is decoded. Ids come from the form's key: sent twice, they are the same.
 */
export async function makeMessagePhotos(
  { photos }: PhotoWorld,
  { files, key }: { files: readonly File[]; key: string },
): Promise<MadePhoto[]> {
  const made: MadePhoto[] = [];
  for (const [index, file] of files.entries()) {
    if (file.size > PHOTO_LIMITS.maxBytes) refuse('too-large', { field: 'photo' });
    const limits = { ...PHOTO_LIMITS, widths: MESSAGE_PHOTO_WIDTHS };
    const look = await lookAtPhoto(photos, Buffer.from(await file.arrayBuffer()), 'photo', limits);
    const [, large] = look.widths;
    const larger = large ? [await photos.render(look, large, 'webp')] : [];
    const { width, height, thumbhash, widths } = look;
    const publicId = keyWithin(key, `photo:${index}:${look.sha256}`);
    made.push({ facts: { publicId, width, height, thumbhash, widths }, files: [look.small, ...larger] });
  }
  return made;
}

export async function keepMessagePhotos({ storage }: PhotoWorld, made: readonly MadePhoto[]): Promise<void> {
  for (const { facts, files } of made)
    for (const { width, content } of files)
      await storage.put(messagePhotoKey(facts.publicId, width), content, 'image/webp');
}
