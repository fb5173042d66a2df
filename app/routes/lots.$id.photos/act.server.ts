import { createHash } from 'node:crypto';
import type { Ctx } from '#app/domain/context.ts';
import { addPhoto } from '#app/domain/lots/commands/add-photo.server.ts';
import { describePhoto } from '#app/domain/lots/commands/describe-photo.server.ts';
import { removePhoto } from '#app/domain/lots/commands/remove-photo.server.ts';
import { reorderPhotos } from '#app/domain/lots/commands/reorder-photos.server.ts';
import { lotPhotos } from '#app/domain/lots/photo-queries.server.ts';
import { PHOTO_LIMITS } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import { env } from '#app/platform/env.server.ts';
import { PhotoError } from '#app/platform/images/photo-error.ts';
import { keepPhoto } from '#app/platform/images/photo-files.server.ts';
import { type PreparedPhoto, preparePhoto } from '#app/platform/images/prepare.server.ts';
import { openStorage } from '#app/platform/storage/open.server.ts';
import type { Asked } from './intents.ts';

/** Runs what was asked. Several photos in one form are all added or none: the one that is refused is named by its place. */
export async function carryOut(ctx: Ctx, lot: string, asked: Asked, key: string): Promise<void> {
  switch (asked.intent) {
    case 'add':
      // asked before any picture is decoded
      await lotPhotos(ctx, lot);
      return add(ctx, lot, await prepareAll(asked.photo), key);
    case 'remove':
      return removePhoto(ctx, { key, lot, photo: asked.photo });
    case 'describe':
      return describePhoto(ctx, { key, lot, photo: asked.photo, alt: asked.alt });
    default:
      return reorderPhotos(ctx, { key, lot, photo: asked.photo, move: asked.intent });
  }
}

async function prepareAll(files: File[]): Promise<PreparedPhoto[]> {
  const prepared: PreparedPhoto[] = [];
  for (const file of files) {
    if (file.size > PHOTO_LIMITS.maxBytes) refuse('too-large', { field: 'photo' });
    try {
      prepared.push(await preparePhoto(Buffer.from(await file.arrayBuffer()), PHOTO_LIMITS));
    } catch (error) {
      if (!(error instanceof PhotoError)) throw error;
      refuse(error.problem, { ...error.details, field: 'photo' });
    }
  }
  return prepared;
}

async function add(ctx: Ctx, lot: string, photos: PreparedPhoto[], key: string): Promise<void> {
  const storage = openStorage(env);
  for (const prepared of photos) {
    const { files: _files, ...photo } = prepared;
    await addPhoto(ctx, { key: keyOf(key, photo.sha256), lot, photo }, () => keepPhoto(storage, prepared));
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
