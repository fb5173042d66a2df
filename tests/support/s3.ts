import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import S3rver from 's3rver';

const KEY = 'S3RVER';

export interface TestS3 {
  /** A STORAGE_URL of a new bucket, keys included. */
  url: string;
  stop(): Promise<void>;
}

/** A real S3 server of somebody else's making. It leaves signatures of version 4 unread: AWS's own code reads them first. */
export async function startS3(): Promise<TestS3> {
  const directory = mkdtempSync(join(tmpdir(), 'gisement-s3-'));
  const answer = new S3rver({
    silent: true,
    directory,
    configureBuckets: [{ name: 'gisement', configs: [] }],
  });
  await answer.configureBuckets();
  const handle = answer.callback();
  const server = createServer(async (req, res) => {
    if (await signedByUs(req)) return handle(req, res);
    req.resume();
    res.writeHead(403).end('<Error><Code>SignatureDoesNotMatch</Code></Error>');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `s3://${KEY}:${KEY}@gisement/files?endpoint=${encodeURIComponent(`http://127.0.0.1:${port}`)}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function signedByUs(req: IncomingMessage): Promise<boolean> {
  const given = req.headers.authorization ?? '';
  const [, date = '', region = ''] = /Credential=\w+\/(\d{8})\/([\w-]+)\/s3\/aws4_request/.exec(given) ?? [];
  const named = /SignedHeaders=([\w;-]+)/.exec(given)?.[1]?.split(';') ?? [];
  const when = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(req.headers['x-amz-date']));
  if (!date || !when) return false;
  const [, y, mo, d, h, mi, s] = when.map(Number);
  const signer = new SignatureV4({
    ...{ service: 's3', region, sha256: Sha256, applyChecksum: false, uriEscapePath: false },
    credentials: { accessKeyId: KEY, secretAccessKey: KEY },
  });
  const url = new URL(req.url ?? '/', 'http://s3');
  const signed = await signer.sign(
    {
      method: req.method ?? 'GET',
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(named.map((name) => [name, String(req.headers[name])])),
    },
    { signingDate: new Date(Date.UTC(y ?? 0, (mo ?? 1) - 1, d, h, mi, s)), signableHeaders: new Set(named) },
  );
  const signatureOf = (text: string) => /Signature=([0-9a-f]{64})/.exec(text)?.[1];
  return (
    signatureOf(given) !== undefined && signatureOf(given) === signatureOf(signed.headers.authorization ?? '')
  );
}
