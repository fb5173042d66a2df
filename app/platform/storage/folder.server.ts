import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkKey, type Storage, type StoredObject, typeOfKey } from '#app/platform/storage/storage.ts';

const isMissing = (error: unknown) =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');

/** Files in a folder of this machine. Two processes may share it: each file appears by an atomic rename. */
export function folderStorage(root: string): Storage {
  const pathOf = (key: string) => join(root, ...checkKey(key).split('/'));

  async function head(key: string): Promise<StoredObject | null> {
    const path = pathOf(key);
    try {
      const found = await stat(path);
      return found.isFile()
        ? { bytes: found.size, type: typeOfKey(key) ?? 'application/octet-stream' }
        : null;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  return {
    head,
    async put(key, content, type) {
      const path = pathOf(key);
      if (typeOfKey(key) !== type) throw new RangeError(`${key} does not say ${type}`);
      await mkdir(dirname(path), { recursive: true });
      const draft = `${path}.${randomBytes(8).toString('hex')}.part`;
      try {
        const file = await open(draft, 'wx', 0o640);
        try {
          await file.writeFile(content);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      }
    },
    async get(key) {
      const object = await head(key);
      if (!object) return null;
      const stream = createReadStream(pathOf(key));
      return new Promise((resolve, reject) => {
        stream.once('open', () => resolve({ stream, object }));
        stream.once('error', (error) => (isMissing(error) ? resolve(null) : reject(error)));
      });
    },
    async delete(key) {
      await rm(pathOf(key), { force: true });
    },
  };
}
