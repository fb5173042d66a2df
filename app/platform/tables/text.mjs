// Bytes of a text table to characters. Plain JavaScript: it runs in the worker, which Node starts without the loader
// that reads TypeScript.
import { isUtf8 } from 'node:buffer';
import { Problem } from './problem.mjs';

const BOMS = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

// Node's own decoder of this encoding reads it as Latin-1 in some versions: the 32 characters that differ are put here
const WINDOWS =
  '\u20ac\ufffd\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\ufffd\u017d\ufffd\ufffd\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\ufffd\u017e\u0178';
const UPPER = /[\u0080-\u009f]/g;

/** A byte of UTF-8 that stands alone in Windows-1252 is a sign of two files pasted together. */
const TWO_BYTES = /[\u00c2\u00c3][\u0080-\u00bf]/;

/** UTF-8 or UTF-16 by its mark, UTF-8 when it is, else Windows-1252. */
export function decode(bytes) {
  for (const [encoding, mark] of BOMS) {
    if (!mark.every((byte, at) => bytes[at] === byte)) continue;
    const text = strictly(encoding, bytes.subarray(mark.length));
    return { encoding: `${encoding}-bom`, text: printable(text) };
  }
  if (bytes.includes(0)) throw new Problem('binary');
  if (isUtf8(bytes)) return { encoding: 'utf-8', text: printable(new TextDecoder('utf-8').decode(bytes)) };
  const raw = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const pasted = TWO_BYTES.exec(raw);
  if (pasted) throw new Problem('mixed-encodings', { line: lineAt(raw, pasted.index) });
  return {
    encoding: 'windows-1252',
    text: printable(raw.replace(UPPER, (char) => WINDOWS[char.charCodeAt(0) - 0x80])),
  };
}

function strictly(encoding, bytes) {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('mixed-encodings', { line: 1 });
  }
}

const lineAt = (text, index) => text.slice(0, index).split('\n').length;

/** A text may hold a stray control character; one full of them is no text. */
function printable(text) {
  let odd = 0;
  const until = Math.min(text.length, 100_000);
  for (let at = 0; at < until; at++) {
    const code = text.charCodeAt(at);
    if (code === 0) throw new Problem('binary');
    if (code < 32 && code !== 9 && code !== 10 && code !== 13) odd += 1;
    if (code === 0xfffd) odd += 1;
  }
  if (odd > 8 && odd > until / 50) throw new Problem('binary');
  return text;
}
