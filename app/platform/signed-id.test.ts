import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readSignedId, signId } from './signed-id.server.ts';

const KEY = 'a key of these tests, long enough to be one';

it('is read back for its own purpose, by its own key', () => {
  const id = randomUUID();
  const token = signId('alerts', id, KEY);
  expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(readSignedId('alerts', token, KEY)).toBe(id);
  expect(readSignedId('other', token, KEY)).toBeNull();
  expect(readSignedId('alerts', token, `${KEY}.`)).toBeNull();
});

it('no other text is ours: one character changed, another id with this proof, anything at all', () => {
  const token = signId('alerts', randomUUID(), KEY);
  for (let at = 0; at < token.length; at++) {
    for (const other of 'Aa9_-') {
      const forged = token.slice(0, at) + other + token.slice(at + 1);
      if (forged !== token) expect(readSignedId('alerts', forged, KEY)).toBeNull();
    }
  }
  const mixed = Buffer.concat([randomBytes(16), Buffer.from(token, 'base64url').subarray(16)]);
  expect(readSignedId('alerts', mixed.toString('base64url'), KEY)).toBeNull();
  fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => readSignedId('alerts', text, KEY) === null));
});
