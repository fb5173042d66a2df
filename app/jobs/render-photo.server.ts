import { sql } from 'drizzle-orm';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import {
  dropPhoto,
  keepRendition,
  photoKey,
  readFile,
  sourceKey,
} from '#app/platform/images/photo-files.server.ts';
import type { Rendition } from '#app/platform/images/picture.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import type { Database } from '#db/client.ts';

interface Row extends Record<string, unknown> {
  sha256: string;
  width: number;
  widths: number[];
  pending: boolean;
}

interface World {
  db: Database;
  storage: Storage;
  photos: PhotoEncoder;
}

/**
 * Makes the versions a new photo still lacks, then lets its source go. Started again after a crash, it goes on from the
 * versions already stored. `widths` are all a photo may have.
 */
export async function renderPhoto(
  { db, storage, photos }: World,
  { file, widths, lastAttempt }: { file: number; widths: readonly number[]; lastAttempt: boolean },
): Promise<'rendered' | 'nothing'> {
  const [row] = await db.execute<Row>(
    sql`select sha256, width, widths, pending from stored_file where id = ${file}`,
  );
  if (!row) return 'nothing';
  const { sha256 } = row;
  if (row.pending) {
    const worth = widths.filter((_, index) => index === 0 || (widths[index - 1] ?? 0) < row.width);
    const source = await readFile(storage, sourceKey(sha256));
    const made = source && (await makeAll({ storage, photos }, { sha256, source }, worth, lastAttempt));
    const complete = made
      ? sql`widths = ${`{${worth.join(',')}}`}::int[], avif = true, bytes = ${made},`
      : sql``;
    const done = await db.execute(
      sql`update stored_file set ${complete} pending = false where id = ${file} returning 1`,
    );
    // removed or masked meanwhile: what was just written must not stay
    if (done.length === 0) await dropPhoto(storage, sha256, widths);
  }
  await storage.delete(sourceKey(sha256));
  return 'rendered';
}

/** Bytes of all versions; null when the last attempt fails: the photo then keeps its smallest version. */
async function makeAll(
  { storage, photos }: Pick<World, 'storage' | 'photos'>,
  photo: { sha256: string; source: Buffer },
  widths: readonly number[],
  lastAttempt: boolean,
): Promise<number | null> {
  let bytes = 0;
  try {
    for (const format of ['webp', 'avif'] as const satisfies Rendition['format'][]) {
      for (const width of widths) {
        const there = await storage.head(photoKey(photo.sha256, width, format));
        const file = there ? null : await photos.render(photo, width, format);
        if (file) await keepRendition(storage, photo.sha256, file);
        bytes += there?.bytes ?? file?.content.length ?? 0;
      }
    }
    return bytes;
  } catch (error) {
    if (lastAttempt) return null;
    throw error;
  }
}
