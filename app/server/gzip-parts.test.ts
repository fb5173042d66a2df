import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deflatePart, gzipOf } from './gzip-parts.ts';

it('is one gzip file of what was put together, whatever it is', async () => {
  const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 3_000 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(texts, fc.array(fc.string({ maxLength: 40 }), { maxLength: 5 }), async (some, marks) => {
      const parts = some.map((text) => Buffer.from(text));
      const between = parts.slice(1).map((_, i) => Buffer.from(marks[i] ?? ''));
      const packed = gzipOf(parts, await Promise.all(parts.map(deflatePart)), between);
      const whole = parts.map((part, i) => part.toString() + (between[i] ?? '')).join('');
      expect(gunzipSync(packed).toString()).toBe(whole);
    }),
  );
});
