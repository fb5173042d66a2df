import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

const deflate = promisify(deflateRaw);
const HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const END = Buffer.from([3, 0]);

/** A piece of text compressed once, to be put between others (RFC 1951: it ends on a byte and refers to nothing before it). */
export const deflatePart = (part: Buffer): Promise<Buffer> =>
  deflate(part, { level: 5, finishFlush: constants.Z_FULL_FLUSH });

/** As it is, behind its length: at most 65,535 bytes. */
function stored(text: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(text.length, 1);
  head.writeUInt16LE(~text.length & 0xffff, 3);
  return Buffer.concat([head, text]);
}

/** One gzip file (RFC 1952) of the parts with a short text after each but the last. */
export function gzipOf(
  parts: readonly Buffer[],
  deflated: readonly Buffer[],
  between: readonly Buffer[],
): Buffer {
  const pieces: Buffer[] = [HEAD];
  let sum = 0;
  let length = 0;
  const add = (plain: Buffer, packed: Buffer) => {
    // of nothing it would begin anew
    if (plain.length > 0) sum = crc32(plain, sum);
    length += plain.length;
    pieces.push(packed);
  };
  for (const [i, part] of parts.entries()) {
    add(part, deflated[i] as Buffer);
    const text = between[i];
    if (text) add(text, stored(text));
  }
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(sum, 0);
  tail.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([...pieces, END, tail]);
}
