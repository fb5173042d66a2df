import { PassThrough, Readable } from 'node:stream';
import { fc, test } from '@fast-check/vitest';
import { expect, it } from 'vitest';
import { framesOf, sendFrame } from './frames.ts';

const values = fc.array(
  fc.record({
    n: fc.integer(),
    words: fc.array(fc.string()),
    columns: fc.record({
      x: fc.float64Array(),
      day: fc.int32Array(),
      row: fc.uint32Array({ maxLength: 40_000 }),
      commune: fc.uint16Array(),
      state: fc.uint8Array(),
    }),
  }),
  { maxLength: 3 },
);

async function bytesOf(sent: unknown[]): Promise<Buffer> {
  const pipe = new PassThrough();
  const all = pipe.toArray();
  for (const value of sent) await sendFrame(pipe, value);
  pipe.end();
  return Buffer.concat(await all);
}

async function read(bytes: Buffer, size: number): Promise<unknown[]> {
  const least = Math.max(size, Math.ceil(bytes.length / 500));
  const pieces = Array.from({ length: Math.ceil(bytes.length / least) }, (_, i) =>
    bytes.subarray(i * least, (i + 1) * least),
  );
  const found: unknown[] = [];
  for await (const value of framesOf(Readable.from(pieces))) found.push(value);
  return found;
}

test.prop([values, fc.integer({ min: 1, max: 70_000 })])(
  'what is sent arrives, however it is cut',
  async (sent, size) => {
    expect(await read(await bytesOf(sent), size)).toEqual(sent);
  },
);

it('a pipe that ends too soon is an error, at any byte', async () => {
  const whole = await bytesOf([{ a: new Uint32Array([1, 2, 3]) }]);
  for (let length = 1; length < whole.length; length++)
    await expect(read(whole.subarray(0, length), 7)).rejects.toThrow('middle');
  expect(await read(whole.subarray(0, 0), 7)).toEqual([]);
});
