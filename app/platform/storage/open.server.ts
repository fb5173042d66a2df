import { join } from 'node:path';
import { SettingError } from '#app/platform/env.server.ts';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import type { Storage } from '#app/platform/storage/storage.ts';

/** The storage the settings name. Refuses to start on an address it cannot serve, rather than lose files later. */
export function openStorage(settings: { DATA_DIR: string; STORAGE_URL?: string }): Storage {
  if (settings.STORAGE_URL) {
    const { protocol } = new URL(settings.STORAGE_URL);
    throw new SettingError(
      `STORAGE_URL ${protocol}// is not served yet: leave it unset to keep files in DATA_DIR/files`,
    );
  }
  return folderStorage(join(settings.DATA_DIR, 'files'));
}
