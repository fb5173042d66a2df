import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import type { S3Address } from '#app/platform/storage/s3-address.ts';
import { checkKey, type Storage, type StoredObject, typeOfKey } from '#app/platform/storage/storage.ts';

/** The service said no, or nothing. Never carries keys or signatures. */
export class StorageError extends Error {
  override name = 'StorageError';
  readonly status: number;

  constructor(method: string, key: string, status: number, code: string) {
    super(`storage ${method} ${key}: ${status} ${code}`.trim());
    this.status = status;
  }
}

const SHORT = 10_000;
const LONG = 60_000;

/** Files of a bucket. A PUT is atomic there: a reader sees all of an object or none, from any process. */
export function s3Storage(address: S3Address): Storage {
  const { accessKeyId, secretAccessKey, sessionToken, region, bucket, prefix, endpoint, style } = address;
  const client = new AwsClient({
    accessKeyId,
    secretAccessKey,
    sessionToken,
    region,
    service: 's3',
    retries: 3,
    initRetryMs: 100,
  });
  const host = new URL(endpoint);
  const root =
    style === 'host' ? `${host.protocol}//${bucket}.${host.host}${host.pathname}` : `${endpoint}/${bucket}`;
  const urlOf = (key: string) =>
    [root.replace(/\/$/, ''), ...(prefix ? [prefix] : []), checkKey(key)].join('/');

  const ask = (url: string, init: RequestInit & { method: string }, milliseconds: number) =>
    client.fetch(url, { ...init, signal: AbortSignal.timeout(milliseconds) });

  async function problem(method: string, key: string, answer: Response): Promise<StorageError> {
    const text = await answer.text().catch(() => '');
    return new StorageError(method, key, answer.status, /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? '');
  }

  const described = (key: string, answer: Response): StoredObject => ({
    bytes: Number(answer.headers.get('content-length') ?? 0),
    type: typeOfKey(key) ?? 'application/octet-stream',
  });

  return {
    async head(key) {
      const answer = await ask(urlOf(key), { method: 'HEAD' }, SHORT);
      if (answer.status === 404) return null;
      if (!answer.ok) throw await problem('HEAD', key, answer);
      return described(key, answer);
    },
    async put(key, content, type) {
      if (typeOfKey(key) !== type) throw new RangeError(`${key} does not say ${type}`);
      const headers = {
        'content-type': type,
        'x-amz-content-sha256': createHash('sha256').update(content).digest('hex'),
      };
      const body = new Uint8Array(content);
      const answer = await ask(urlOf(key), { method: 'PUT', body, headers }, LONG);
      if (!answer.ok) throw await problem('PUT', key, answer);
      await answer.body?.cancel();
    },
    async get(key) {
      const answer = await ask(urlOf(key), { method: 'GET' }, LONG);
      if (answer.status === 404) {
        await answer.body?.cancel();
        return null;
      }
      if (!answer.ok || !answer.body) throw await problem('GET', key, answer);
      return {
        stream: Readable.fromWeb(answer.body as NodeStream<Uint8Array>),
        object: described(key, answer),
      };
    },
    async delete(key) {
      const answer = await ask(urlOf(key), { method: 'DELETE' }, SHORT);
      if (!answer.ok && answer.status !== 404) throw await problem('DELETE', key, answer);
      await answer.body?.cancel();
    },
  };
}
