import { PHOTO_LIMITS, type PhotoFacts } from '#app/domain/lots/photos.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import { isPhotoError } from '#app/platform/images/photo-error.ts';
import { keepFirstLook, photoKey, readFile, sourceKey } from '#app/platform/images/photo-files.server.ts';
import type { FirstLook, PhotoLimits, Zone } from '#app/platform/images/picture.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

/** What the process lends: one storage, one encoder. */
export interface PhotoWorld {
  storage: Storage;
  photos: PhotoEncoder;
}

/** A photo as sent, looked at in the encoder's process. Refuses beside `field` with the reason's sentence. */
export async function lookAtPhoto(
  photos: PhotoEncoder,
  content: Buffer,
  field = 'photo',
  limits: PhotoLimits = PHOTO_LIMITS,
): Promise<FirstLook> {
  return photos.look(content, limits).catch((error: unknown) => sayNo(error, field));
}

function sayNo(error: unknown, field: string): never {
  if (!isPhotoError(error)) throw error;
  return refuse(error.problem, { ...error.details, field });
}

/** The facts of a new photo, of which one version exists. */
export function factsOf(look: FirstLook): PhotoFacts {
  const { sha256, width, height, thumbhash, luminance, sharpness, small } = look;
  return {
    ...{ sha256, width, height, thumbhash, luminance, sharpness },
    ...{ bytes: small.content.length, widths: [small.width], pending: true },
  };
}

/** Stores what shows it and what the job needs; nothing when another lot has the same photo, finished. */
export const keeping = (storage: Storage, look: FirstLook) => (file: { pending: boolean }) =>
  file.pending ? keepFirstLook(storage, look) : Promise.resolve();

/** The photo with parts of it painted over, from its source while that waits, else from its widest version. */
export async function maskPixels(
  { storage, photos }: PhotoWorld,
  file: { sha256: string; widths: readonly number[] },
  zones: readonly Zone[],
): Promise<FirstLook> {
  const pixels =
    (await readFile(storage, sourceKey(file.sha256))) ??
    (await readFile(storage, photoKey(file.sha256, Math.max(...file.widths)))) ??
    refuse('not-found');
  return photos.mask(pixels, zones, PHOTO_LIMITS).catch((error: unknown) => sayNo(error, 'zones'));
}
