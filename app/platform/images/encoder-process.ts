import type { Answered, Asked, Work } from '#app/platform/images/encoder-messages.ts';
import { firstLook, masked } from '#app/platform/images/first-look.server.ts';
import { isPhotoError } from '#app/platform/images/photo-error.ts';
import { decodeSource, encode, type Raw } from '#app/platform/images/renditions.server.ts';

// The process that decodes and encodes pictures: started by encoder.server.ts, without settings or secrets. What a hostile
// picture breaks is broken here.
let kept: { sha256: string; raw: Raw } | null = null;

async function carryOut(work: Work) {
  if (work.do === 'look') return firstLook(buffer(work.content), work.limits);
  if (work.do === 'mask') return masked(buffer(work.content), work.zones, work.limits);
  // the versions of one photo follow each other: its pixels are decoded once for all of them
  if (kept?.sha256 !== work.sha256) {
    kept = { sha256: work.sha256, raw: await decodeSource(buffer(work.source)) };
  }
  return encode(kept.raw, work.width, work.format);
}

const buffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

process.on('message', async ({ id, work }: Asked) => {
  const answered: Answered = await carryOut(work).then(
    (answer) => ({ id, answer }),
    (error: unknown) =>
      isPhotoError(error)
        ? { id, problem: error.problem, details: error.details }
        : { id, problem: 'photo-damaged', details: {} },
  );
  process.send?.(answered);
});
process.on('disconnect', () => process.exit(0));
