export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic';

const HEIC_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'];
const MOVING_BRANDS = ['avis', 'msf1', 'hevs'];

/**
 * What the content is, whatever the name or the announced type: `moving` for a picture with several frames (GIF always),
 * null for anything that is not a photo we decode.
 */
export function photoKind(content: Uint8Array): PhotoKind | 'moving' | null {
  const head = Buffer.from(content.buffer, content.byteOffset, Math.min(content.byteLength, 4096));
  const ascii = (from: number, to: number) => head.toString('latin1', from, to);
  if (ascii(0, 3) === '\xff\xd8\xff') return 'jpeg';
  if (ascii(0, 8) === '\x89PNG\r\n\x1a\n') return isMovingPng(head) ? 'moving' : 'png';
  if (ascii(0, 4) === 'RIFF' && ascii(8, 12) === 'WEBP') return isMovingWebp(head) ? 'moving' : 'webp';
  if (ascii(0, 6) === 'GIF89a' || ascii(0, 6) === 'GIF87a') return 'moving';
  return ascii(4, 8) === 'ftyp' ? heifKind(brands(head)) : null;
}

function heifKind(found: string[]): PhotoKind | 'moving' | null {
  if (MOVING_BRANDS.includes(found[0] ?? '')) return 'moving';
  if (found.includes('avif')) return 'avif';
  return found.some((brand) => HEIC_BRANDS.includes(brand)) ? 'heic' : null;
}

/** Major brand, then the compatible ones: phones write `mif1` first as often as `heic`. */
function brands(head: Buffer): string[] {
  const end = Math.min(head.length, head.readUInt32BE(0), 256);
  const found = [head.toString('latin1', 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) found.push(head.toString('latin1', at, at + 4));
  return found;
}

/** `acTL` comes before the first picture data. */
function isMovingPng(head: Buffer): boolean {
  for (let at = 8; at + 8 <= head.length; at += 12 + head.readUInt32BE(at)) {
    const type = head.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

/** The second bit of the extended header's flags. */
const isMovingWebp = (head: Buffer) =>
  head.toString('latin1', 12, 16) === 'VP8X' && ((head[20] ?? 0) & 0b10) !== 0;
