import { statfs } from 'node:fs/promises';

export interface DiskVitals {
  freeBytes: number;
  totalBytes: number;
}

/** Room left where the product keeps its files; null where the system does not say. */
export async function diskVitals(folder: string): Promise<DiskVitals | null> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
  } catch {
    return null;
  }
}
