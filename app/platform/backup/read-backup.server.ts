import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, pipeline, Readable, type Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  BackupUnusable,
  MANIFEST,
  MANIFEST_SUM,
  type Manifest,
  manifestSchema,
  storedFile,
  tableFile,
} from './manifest.ts';

/** The manifest of a backup that is whole. Throws BackupUnusable on a folder that is none, or whose manifest was touched. */
export async function readManifest(folder: string): Promise<Manifest> {
  const [text, sum] = await Promise.all(
    [MANIFEST, MANIFEST_SUM].map((name) => readFile(join(folder, name), 'utf8').catch(() => null)),
  );
  if (text == null || sum == null) throw new BackupUnusable(`${folder} holds no backup`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  if (sum.split(' ')[0] !== sha256)
    throw new BackupUnusable(`${MANIFEST} is not the one that was written: its hash differs`);
  const read = manifestSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new BackupUnusable(`${MANIFEST} is of another version of Gisement`);
  return read.data;
}

/** Reads every file of a backup and compares it with the manifest. Throws BackupUnusable naming the first that differs. */
export async function checkBackup(folder: string, manifest: Manifest): Promise<void> {
  for (const table of manifest.tables) await drained(rowsOf(folder, table));
  for (const file of manifest.files ?? []) await drained(fileOf(folder, file));
}

/** The rows of a table as COPY text; the stream fails when they are not those that were written. */
export function rowsOf(folder: string, table: Manifest['tables'][number]): Readable {
  return Readable.from(checked(folder, tableFile(table), table, createGunzip()));
}

export function fileOf(folder: string, file: NonNullable<Manifest['files']>[number]): Readable {
  return Readable.from(checked(folder, storedFile(file.key), file, new PassThrough()));
}

async function* checked(
  folder: string,
  path: string,
  wanted: { bytes: number; sha256: string },
  unpacked: Transform,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    pipeline(createReadStream(join(folder, path)), unpacked, () => {});
    for await (const chunk of unpacked) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'is missing' : `cannot be read: ${message}`;
    throw new BackupUnusable(`${path} ${what}`);
  }
  if (bytes !== wanted.bytes || hash.digest('hex') !== wanted.sha256)
    throw new BackupUnusable(`${path} is not what was written: its hash differs`);
}

async function drained(stream: Readable): Promise<void> {
  for await (const _chunk of stream);
}
