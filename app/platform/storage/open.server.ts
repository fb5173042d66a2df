import { join } from 'node:path';
import { SettingError } from '#app/platform/env.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { StorageError, s3Storage } from '#app/platform/storage/s3.server.ts';
import { type S3Address, s3Address } from '#app/platform/storage/s3-address.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

interface Settings {
  DATA_DIR: string;
  STORAGE_URL?: string;
}

/** The storage the settings name: a bucket, else a folder. Throws SettingError on an address that cannot be served. */
export function openStorage(
  settings: Settings,
  source: Record<string, string | undefined> = process.env,
): Storage {
  const address = bucketOf(settings, source);
  return address ? s3Storage(address) : folderStorage(join(settings.DATA_DIR, 'files'));
}

function bucketOf({ STORAGE_URL }: Settings, source: Record<string, string | undefined>): S3Address | null {
  if (!STORAGE_URL) return null;
  try {
    return s3Address(STORAGE_URL, source);
  } catch (error) {
    if (error instanceof RangeError) throw new SettingError(`STORAGE_URL ${error.message}`);
    throw error;
  }
}

/**
 * Refuses to start on a bucket that is not there or not ours. A service that does not answer is another matter: pages
 * are served meanwhile, and what needs a file is tried again.
 */
export async function checkStorage(
  settings: Settings,
  source: Record<string, string | undefined> = process.env,
): Promise<'fine' | 'silent'> {
  const address = bucketOf(settings, source);
  if (!address) return 'fine';
  try {
    // a small object written is the one proof that asks for no right beyond those that photos need
    await s3Storage(address).put('checked.txt', Buffer.from('gisement'), 'text/plain');
    return 'fine';
  } catch (error) {
    if (error instanceof StorageError && error.status < 500)
      throw new SettingError(
        `STORAGE_URL ${address.bucket}: the service answers ${error.status}; check bucket, region and keys`,
      );
    return 'silent';
  }
}
