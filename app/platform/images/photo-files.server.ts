import { buffer } from 'node:stream/consumers';
import type { FirstLook, Rendition } from '#app/platform/images/picture.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

type Format = Rendition['format'];
const types = { webp: 'image/webp', avif: 'image/avif' } as const;

/** Where one version of a photo lies. */
export const photoKey = (sha256: string, width: number, format: Format = 'webp') =>
  `photos/${sha256.slice(0, 2)}/${sha256}/${width}.${format}`;

/** Where its pixels wait for the other versions: never under an address that is served. */
export const sourceKey = (sha256: string) => `photo-sources/${sha256.slice(0, 2)}/${sha256}.jpg`;

export async function keepRendition(storage: Storage, sha256: string, file: Rendition): Promise<void> {
  await storage.put(photoKey(sha256, file.width, file.format), file.content, types[file.format]);
}

/** Writes what is missing of versions already made: the address is the content's, so what is there is right. */
export async function keepPhoto(
  storage: Storage,
  photo: { sha256: string; files: { width: number; content: Buffer }[] },
): Promise<void> {
  for (const { width, content } of photo.files) {
    const key = photoKey(photo.sha256, width);
    if (!(await storage.head(key))) await storage.put(key, content, 'image/webp');
  }
}

/** What shows a new photo at once, and what its other versions will be made from. */
export async function keepFirstLook(storage: Storage, photo: FirstLook): Promise<void> {
  await storage.put(sourceKey(photo.sha256), photo.source, 'image/jpeg');
  await keepRendition(storage, photo.sha256, photo.small);
}

export async function readFile(storage: Storage, key: string): Promise<Buffer | null> {
  const found = await storage.get(key);
  return found ? buffer(found.stream) : null;
}

/** Every version a photo may have, finished or not, and its source. */
export async function dropPhoto(storage: Storage, sha256: string, widths: readonly number[]): Promise<void> {
  await storage.delete(sourceKey(sha256));
  for (const width of widths) {
    await storage.delete(photoKey(sha256, width, 'webp'));
    await storage.delete(photoKey(sha256, width, 'avif'));
  }
}
