// The directory of a ZIP before any of its content: what it says it unpacks to is added up and held to.
import yauzl from 'yauzl';
import { Problem } from './problem.mjs';

const MOST_ENTRIES = 2_000;

/** name -> entry. Throws when the directory is broken, asks for too much, or needs a password. */
export async function openZip(bytes, limit) {
  let zip;
  const entries = new Map();
  let unpacked = 0;
  try {
    zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (zip.entryCount > MOST_ENTRIES) throw new Problem('unpacked-too-large');
    for await (const entry of zip.eachEntry()) {
      unpacked += entry.uncompressedSize;
      if (unpacked > limit) throw new Problem('unpacked-too-large');
      if (entry.generalPurposeBitFlag & 1) throw new Problem('encrypted');
      entries.set(entry.fileName.replace(/^\//, ''), entry);
    }
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('damaged');
  }
  return { zip, entries };
}

/** The inflated bytes of one entry, chunk by chunk; yauzl stops when they exceed what the directory said. */
export async function* chunksOf({ zip, entries }, name) {
  const entry = entries.get(name);
  if (!entry) return;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream) yield chunk;
  } catch (error) {
    throw error instanceof Problem ? error : new Problem('damaged');
  }
}
