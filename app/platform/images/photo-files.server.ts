import type { PreparedPhoto } from '#app/platform/images/prepare.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

/** Where one width of a photo lies. */
export const photoKey = (sha256: string, width: number) =>
  `photos/${sha256.slice(0, 2)}/${sha256}/${width}.webp`;

/** Writes what is missing: the address is the content's, so what is there is right. */
export async function keepPhoto(
  storage: Storage,
  photo: Pick<PreparedPhoto, 'sha256' | 'files'>,
): Promise<void> {
  for (const { width, content } of photo.files) {
    const key = photoKey(photo.sha256, width);
    if (!(await storage.head(key))) await storage.put(key, content, 'image/webp');
  }
}

export async function dropPhoto(storage: Storage, sha256: string, widths: readonly number[]): Promise<void> {
  for (const width of widths) await storage.delete(photoKey(sha256, width));
}
