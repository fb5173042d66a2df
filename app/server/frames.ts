import type { Readable, Writable } from 'node:stream';

// Plain values with large typed arrays in them, from one process to another through a pipe: a line of JSON that says where
// the arrays stand, then their bytes, filled into place as they come. Both ends are one machine: its byte order is kept.

const KINDS = { Float64Array, Int32Array, Uint32Array, Uint16Array, Uint8Array };
type Kind = keyof typeof KINDS;
type Numbers = InstanceType<(typeof KINDS)[Kind]>;
interface Placeholder {
  $array: number;
  kind: Kind;
  length: number;
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Numbers) =>
  new Uint8Array(buffer, byteOffset, byteLength);

const isNumbers = (value: unknown): value is Numbers =>
  ArrayBuffer.isView(value) && value.constructor.name in KINDS;

/** Writes one value; resolves when the pipe has room again. */
export async function sendFrame(pipe: Writable, value: unknown): Promise<void> {
  const arrays: Numbers[] = [];
  const head = JSON.stringify(value, (_key, part: unknown) =>
    isNumbers(part)
      ? { $array: arrays.push(part) - 1, kind: part.constructor.name, length: part.length }
      : part,
  );
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(head));
  const PIECE = 1 << 20;
  const write = async (bytes: Uint8Array) => {
    if (!pipe.write(bytes)) await new Promise((done) => pipe.once('drain', done));
  };
  await write(length);
  await write(Buffer.from(head));
  for (const array of arrays) {
    const bytes = bytesOf(array);
    for (let at = 0; at < bytes.length; at += PIECE) await write(bytes.subarray(at, at + PIECE));
  }
}

/** Each value of a pipe, in order; ends with it, throws when it ends in the middle of one. */
export async function* framesOf(pipe: Readable): AsyncGenerator<unknown> {
  const source = chunksOf(pipe);
  const take = async (into: Uint8Array): Promise<boolean> => {
    for (let at = 0; at < into.length; ) {
      const piece = await source.next(into.length - at);
      if (!piece) {
        if (at === 0) return false;
        throw new Error('the pipe ended in the middle of a frame');
      }
      into.set(piece, at);
      at += piece.length;
    }
    return true;
  };
  const must = async (into: Uint8Array) => {
    if (!(await take(into)) && into.length > 0) throw new Error('the pipe ended in the middle of a frame');
  };
  const length = Buffer.alloc(4);
  while (await take(length)) {
    const head = Buffer.alloc(length.readUInt32LE());
    await must(head);
    const arrays: Numbers[] = [];
    const value = JSON.parse(head.toString('utf8'), (_key, part: unknown) => {
      if (!isPlaceholder(part)) return part;
      arrays[part.$array] = new KINDS[part.kind](part.length);
      return arrays[part.$array];
    });
    for (const array of arrays) await must(bytesOf(array));
    yield value;
  }
}

const isPlaceholder = (part: unknown): part is Placeholder =>
  typeof part === 'object' && part !== null && '$array' in part;

/** The bytes of a stream in pieces of at most what is asked; null at its end. */
function chunksOf(pipe: Readable): { next(most: number): Promise<Uint8Array | null> } {
  const chunks = pipe[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  let rest: Uint8Array = new Uint8Array(0);
  return {
    async next(most) {
      while (rest.length === 0) {
        const { done, value } = await chunks.next();
        if (done) return null;
        rest = value;
      }
      const piece = rest.subarray(0, most);
      rest = rest.subarray(piece.length);
      return piece;
    },
  };
}
