import type { Ctx } from '#app/domain/context.ts';
import { describePhoto } from '#app/domain/lots/commands/describe-photo.server.ts';
import { removePhoto } from '#app/domain/lots/commands/remove-photo.server.ts';
import { reorderPhotos } from '#app/domain/lots/commands/reorder-photos.server.ts';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { addPhotos } from '#app/http/add-photos.server.ts';
import type { PhotoWorld } from '#app/http/photo.server.ts';
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
      return addPhotos(ctx, world, { lot, files: asked.photo, key });
    case 'remove':
      return removePhoto(ctx, { key, lot, photo: asked.photo });
    case 'describe':
      return describePhoto(ctx, { key, lot, photo: asked.photo, alt: asked.alt });
    default:
      return reorderPhotos(ctx, { key, lot, photo: asked.photo, move: asked.intent });
  }
}
