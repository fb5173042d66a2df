import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkStorage, openStorage } from '#app/platform/storage/open.server.ts';
import { s3Address } from '#app/platform/storage/s3-address.ts';
import type { Storage } from '#app/platform/storage/storage.ts';
import { startS3, type TestS3 } from '#tests/support/s3.ts';

const DATA_DIR = tmpdir();
let s3: TestS3;
let storage: Storage;

beforeAll(async () => {
  s3 = await startS3();
  storage = openStorage({ DATA_DIR, STORAGE_URL: s3.url }, {});
});
afterAll(() => s3.stop());

describe('the address of a bucket', () => {
  it('takes its endpoint, region and keys from the address, else from the usual variables', () => {
    const full = s3Address(
      's3://id:se%2Fcret@files/photos/2026?endpoint=https://s3.example.org/&region=fr-par',
      {},
    );
    expect(full).toMatchObject({
      ...{ bucket: 'files', prefix: 'photos/2026', endpoint: 'https://s3.example.org', region: 'fr-par' },
      ...{ style: 'path', accessKeyId: 'id', secretAccessKey: 'se/cret' },
    });
    const short = s3Address('s3://files', {
      ...{ AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-west-3' },
    });
    expect(short).toMatchObject({ endpoint: 'https://s3.eu-west-3.amazonaws.com', prefix: '' });
  });
});

describe('a bucket of a real server', () => {
  it('gives back what was put, whatever the size, with its type; null for what is not there', async () => {
    const big = Buffer.alloc(3_000_000, 'gisement');
    await storage.put('photos/ab/abcd/480.webp', big, 'image/webp');
    await storage.put('photos/ab/abcd/480.webp', big, 'image/webp');
    expect(await storage.head('photos/ab/abcd/480.webp')).toEqual({ bytes: big.length, type: 'image/webp' });
    const found = await storage.get('photos/ab/abcd/480.webp');
    expect(found && big.equals(await buffer(found.stream))).toBe(true);
    expect(await storage.get('photos/ab/none/480.webp')).toBeNull();
    expect(await storage.head('photos/ab/none/480.webp')).toBeNull();
  });

  it('deletes, twice without complaint, and refuses a key or a type that is not ours', async () => {
    await storage.put('b/1.jpg', Buffer.from('x'), 'image/jpeg');
    await storage.delete('b/1.jpg');
    await storage.delete('b/1.jpg');
    expect(await storage.head('b/1.jpg')).toBeNull();
    await expect(storage.get('../1.jpg')).rejects.toThrow(RangeError);
    await expect(storage.put('b/1.jpg', Buffer.from('x'), 'text/html')).rejects.toThrow(RangeError);
  });

  it('says so at start when the bucket or the keys are wrong; a server that is silent is waited for', async () => {
    expect(await checkStorage({ DATA_DIR, STORAGE_URL: s3.url }, {})).toBe('fine');
    const elsewhere = s3.url.replace('@gisement', '@nowhere');
    await expect(checkStorage({ DATA_DIR, STORAGE_URL: elsewhere }, {})).rejects.toThrow(
      /^STORAGE_URL nowhere/,
    );
    const stranger = s3.url.replace(/:[^:@]+@/, ':wrong@');
    await expect(checkStorage({ DATA_DIR, STORAGE_URL: stranger }, {})).rejects.toThrow(/answers 403/);
    const silent = s3.url.replace(/127\.0\.0\.1(:|%3A)\d+/, '127.0.0.1:9');
    expect(await checkStorage({ DATA_DIR, STORAGE_URL: silent }, {})).toBe('silent');
    const refused = openStorage({ DATA_DIR, STORAGE_URL: stranger }, {});
    await expect(refused.put('c/1.jpg', Buffer.from('x'), 'image/jpeg')).rejects.toThrow(/403/);
  });

  it('is one for two processes: what one writes the other reads and deletes', async () => {
    const script = `
      const { openStorage } = await import('#app/platform/storage/open.server.ts');
      const { buffer } = await import('node:stream/consumers');
      const storage = openStorage({ DATA_DIR: '/nowhere', STORAGE_URL: process.argv[1] });
      const found = await storage.get('two/1.webp');
      await storage.put('two/2.webp', Buffer.concat([await buffer(found.stream), Buffer.from(' back')]), 'image/webp');
      await storage.delete('two/1.webp');`;
    await storage.put('two/1.webp', Buffer.from('there and'), 'image/webp');
    const tsx = createRequire(import.meta.url).resolve('tsx');
    const args = ['--import', tsx, '--input-type=module', '-e', script, s3.url];
    const child = spawn(process.execPath, args, {
      stdio: 'inherit',
      env: { PATH: process.env.PATH, NODE_ENV: 'test' },
    });
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
    const back = await storage.get('two/2.webp');
    expect(back && (await buffer(back.stream)).toString()).toBe('there and back');
    expect(await storage.head('two/1.webp')).toBeNull();
  });
});
