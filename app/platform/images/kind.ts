export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'heic';

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'];

/** What the first bytes are, whatever the name or the announced type; null for anything that is not a photo we decode. */
export function photoKind(content: Uint8Array): PhotoKind | null {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 256));
  const ascii = (from: number, to: number) => head.toString('latin1', from, to);
  if (ascii(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return 'png';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return 'webp';
  return ascii(4, 8) === 'ftyp' && brands(head).some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : null;
}

/** Major brand, then the compatible ones: phones write `mif1` first as often as `heic`. */
function brands(head: Buffer): string[] {
  const end = Math.min(head.length, head.readUInt32BE(0));
  const found = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(head.toString('latin1', at, at + 4));
  return found;
}
