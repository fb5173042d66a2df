import { createPrivateKey, createPublicKey, hkdfSync, sign } from 'node:crypto';
import { env } from '#app/platform/env.server.ts';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * Signs the ledger's checkpoints: an Ed25519 key drawn from SECRET_KEY (HKDF-SHA-256), kept nowhere. Another SECRET_KEY or
 * another address is another key: both stay listed at /ledger/keys with the notes they signed.
 */
export function checkpointSigner(secret = env.SECRET_KEY, origin = env.ORIGIN) {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'gisement ledger checkpoint v1', 32));
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-32);
  return {
    name: `${new URL(origin).host}/ledger`,
    publicKey,
    sign: (text: string) => sign(null, Buffer.from(text, 'utf8'), key),
  };
}
