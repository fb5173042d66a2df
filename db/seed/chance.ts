import { createHash } from 'node:crypto';

const digest = (...parts: (string | number)[]) => createHash('sha256').update(parts.join('\u0000')).digest();

/** Draws that depend on the seed and the name alone: adding one story never changes another's. */
export interface Chance {
  /** From 0 to 1, 1 excluded. */
  share(): number;
  /** Both ends included. */
  whole(least: number, most: number): number;
  between(least: number, most: number): number;
  /** True that often, from 0 to 1. */
  happens(share: number): boolean;
  one<T>(of: readonly T[]): T;
  /** As many shares of the whole as weights. */
  weighted<T>(of: readonly (readonly [T, number])[]): T;
}

/** sfc32, seeded by SHA-256. */
export function chanceOf(...name: (string | number)[]): Chance {
  const bytes = digest(...name);
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => bytes.readUInt32LE(at)) as [number, number, number, number];
  const share = () => {
    const t = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 4294967296;
  };
  for (let turn = 0; turn < 12; turn++) share();
  const whole = (least: number, most: number) => least + Math.floor(share() * (most - least + 1));
  const one = <T>(of: readonly T[]): T => {
    if (of.length === 0) throw new RangeError('nothing to draw from');
    return of[whole(0, of.length - 1)] as T;
  };
  return {
    share,
    whole,
    one,
    between: (least, most) => least + share() * (most - least),
    happens: (often) => share() < often,
    weighted: (of) => {
      let left = share() * of.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of of) {
        left -= weight;
        if (left < 0) return value;
      }
      return one(of)[0];
    },
  };
}

/** An id that a second run draws again: version 4 in form, SHA-256 in fact. */
export function idOf(...name: (string | number)[]): string {
  const bytes = digest('id', ...name).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
