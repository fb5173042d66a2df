import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { folderStorage } from '#app/platform/storage/folder.server.ts';
import { openStorage } from '#app/platform/storage/open.server.ts';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'gisement-storage-'));
});

describe('a folder of files', () => {
  it('gives back what was put, with its size and type', async () => {
    const storage = folderStorage(root);
    await storage.put('photos/ab/abcd/480.webp', Buffer.from('hello'), 'image/webp');
    expect(await storage.head('photos/ab/abcd/480.webp')).toEqual({ bytes: 5, type: 'image/webp' });
    const found = await storage.get('photos/ab/abcd/480.webp');
    expect(found && (await buffer(found.stream)).toString()).toBe('hello');
  });

  it('says null for what is not there, even below a file', async () => {
    const storage = folderStorage(root);
    await storage.put('a/1.webp', Buffer.from('x'), 'image/webp');
    expect(await storage.head('a/2.webp')).toBeNull();
    expect(await storage.get('a/2.webp')).toBeNull();
    expect(await storage.get('a/1.webp/3.webp')).toBeNull();
  });

  it('deletes, twice without complaint', async () => {
    const storage = folderStorage(root);
    await storage.put('b/1.webp', Buffer.from('x'), 'image/webp');
    await storage.delete('b/1.webp');
    await storage.delete('b/1.webp');
    expect(await storage.head('b/1.webp')).toBeNull();
  });

  it('leaves no half-written file behind when several write at once', async () => {
    const storage = folderStorage(root);
    await Promise.all(
      Array.from({ length: 20 }, () => storage.put('c/1.webp', Buffer.alloc(100_000, 7), 'image/webp')),
    );
    expect(await readdir(join(root, 'c'))).toEqual(['1.webp']);
    const found = await storage.get('c/1.webp');
    expect(found && (await buffer(found.stream)).length).toBe(100_000);
  });

  it.each([
    '../secret.webp',
    'a/../../b.webp',
    '/etc/passwd',
    'a//b.webp',
    'A/b.webp',
    'a/b',
    'a/b.exe',
    'a/\0.webp',
    '',
  ])('refuses the key %j', async (key) => {
    const storage = folderStorage(root);
    await writeFile(join(root, 'secret.txt'), 'secret');
    await expect(storage.get(key)).rejects.toThrow(RangeError);
    await expect(storage.put(key, Buffer.from('x'), 'image/webp')).rejects.toThrow(RangeError);
  });

  it('refuses a type the key does not say', async () => {
    await expect(folderStorage(root).put('d/1.webp', Buffer.from('x'), 'text/html')).rejects.toThrow(
      RangeError,
    );
  });
});

describe('which storage', () => {
  it('is a folder under DATA_DIR when nothing is said', async () => {
    const storage = openStorage({ DATA_DIR: root });
    await storage.put('e/1.webp', Buffer.from('x'), 'image/webp');
    expect(await readdir(join(root, 'files', 'e'))).toEqual(['1.webp']);
  });

  it('refuses at start an address it cannot serve', () => {
    for (const url of [
      's3://bucket',
      's3://b',
      's3://a:b@bucket?endpoint=ftp://x',
      's3://a:b@bucket?style=odd',
    ])
      expect(() => openStorage({ DATA_DIR: root, STORAGE_URL: url }, {})).toThrow(/^STORAGE_URL /);
  });
});
