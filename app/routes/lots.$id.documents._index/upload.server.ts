import { createHash } from 'node:crypto';
import { DOCUMENT_LIMITS, type DocumentFacts } from '#app/domain/lots/documents.ts';
import { refuse } from '#app/domain/refusal.ts';
import type { PhotoEncoder } from '#app/platform/images/encoder.server.ts';
import { isPhotoError } from '#app/platform/images/photo-error.ts';

/** What will be stored: a PDF as it is, a picture turned upright and without its metadata. Refuses beside `file`. */
export async function checkedFile(
  photos: PhotoEncoder,
  file: File,
): Promise<{ facts: DocumentFacts; content: Buffer }> {
  if (file.size > DOCUMENT_LIMITS.maxBytes) refuse('too-large', { field: 'file' });
  const sent = Buffer.from(await file.arrayBuffer());
  if (sent.subarray(0, 1024).includes('%PDF-')) return stored(sent, 'application/pdf');
  try {
    const { small } = await photos.look(sent, {
      maxBytes: DOCUMENT_LIMITS.maxBytes,
      maxPixels: DOCUMENT_LIMITS.maxPixels,
      widths: [DOCUMENT_LIMITS.width],
    });
    return stored(small.content, 'image/webp');
  } catch (error) {
    if (!isPhotoError(error)) throw error;
    const code = error.problem === 'not-a-photo' ? 'not-a-document' : error.problem;
    return refuse(code, { ...error.details, field: 'file' });
  }
}

const stored = (content: Buffer, mediaType: DocumentFacts['mediaType']) => ({
  content,
  facts: { mediaType, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') },
});
