import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { shortCode, uuidOf } from '#app/http/short-code.ts';

it('writes a UUID in 22 characters and reads it back', () => {
  for (let n = 0; n < 200; n += 1) {
    const uuid = randomUUID();
    const code = shortCode(uuid);
    expect(code).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(uuidOf(code)).toBe(uuid);
  }
});

it.each(['', 'abc', 'x'.repeat(23), '../../../../etc/passwd', `${'A'.repeat(21)}B`])(
  'reads nothing in %j',
  (code) => {
    expect(uuidOf(code)).toBeNull();
  },
);
