import { readFile } from '#app/platform/images/photo-files.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

/** Where one part of a photo on its way waits: any process may receive the next one, or put them together. */
export const partKey = (organisation: number, upload: string, start: number) =>
  `uploads/${organisation}-${upload.toLowerCase()}/${start}.bin`;

export const keepPart = (storage: Storage, key: string, content: Buffer) =>
  storage.put(key, content, 'application/octet-stream');

/** The whole file; null when a part is gone. */
export async function assemble(storage: Storage, keys: readonly string[]): Promise<Buffer | null> {
  const parts = await Promise.all(keys.map((key) => readFile(storage, key)));
  return parts.every((part) => part !== null) ? Buffer.concat(parts) : null;
}

export async function dropParts(storage: Storage, keys: readonly string[]): Promise<void> {
  for (const key of keys) await storage.delete(key);
}
