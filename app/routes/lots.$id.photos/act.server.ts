import { createHash } from 'node:crypto';
import type { Ctx } from '#app/domain/context.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { describePhoto } from '#app/domain/lots/commands/describe-photo.server.ts';
import { removePhoto } from '#app/domain/lots/commands/remove-photo.server.ts';
import { reorderPhotos } from '#app/domain/lots/commands/reorder-photos.server.ts';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import { factsOf, keeping, lookAtPhoto, type PhotoWorld } from '#app/http/photo.server.ts';
import type { FirstLook } from '#app/platform/images/picture.ts';
import type { Asked } from './intents.ts';

/** Runs what was asked. Several photos in one form are all added or none: the one that is refused is named by its place. */
export async function carryOut(
  ctx: Ctx,
  world: PhotoWorld,
  { lot, asked, key }: { lot: string; asked: Asked; key: string },
): Promise<void> {
  switch (asked.intent) {
    case 'add':
      // asked before any picture is decoded
      await lotPhotos(ctx, lot);
      return add(ctx, world, lot, await lookAtAll(world, asked.photo), key);
    case 'remove':
      return removePhoto(ctx, { key, lot, photo: asked.photo });
    case 'describe':
      return describePhoto(ctx, { key, lot, photo: asked.photo, alt: asked.alt });
    default:
      return reorderPhotos(ctx, { key, lot, photo: asked.photo, move: asked.intent });
  }
}

async function lookAtAll({ photos }: PhotoWorld, files: File[]): Promise<FirstLook[]> {
  const looks: FirstLook[] = [];
  for (const file of files) {
    if (file.size > PHOTO_LIMITS.maxBytes) refuse('too-large', { field: 'photo' });
    looks.push(await lookAtPhoto(photos, Buffer.from(await file.arrayBuffer())));
  }
  return looks;
}

async function add(
  ctx: Ctx,
  { storage }: PhotoWorld,
  lot: string,
  looks: FirstLook[],
  key: string,
): Promise<void> {
  for (const look of looks) {
    const call = { key: keyOf(key, look.sha256), lot, photo: factsOf(look) };
    await addPhoto(ctx, call, keeping(storage, look));
  }
}

/** One key a photo, from the form's key: the same form sent twice adds each photo once. */
function keyOf(key: string, sha256: string): string {
  const hex = createHash('sha256').update(`${key}:${sha256}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
