/** What may be attached to a lot besides photos. */
export const DOCUMENT_LIMITS = {
  maxBytes: 10_000_000,
  perLot: 20,
  /** a page photographed stays readable */
  width: 1600,
  maxPixels: 60_000_000,
  accept: '.pdf,image/jpeg,image/png,image/webp,image/avif,image/heic,application/pdf',
} as const;

/** What a command is told of a file already checked and re-encoded. */
export interface DocumentFacts {
  sha256: string;
  mediaType: 'application/pdf' | 'image/webp';
  bytes: number;
}

/** Where it lies in storage: the address is the content's. */
export const documentKey = ({ sha256, mediaType }: Pick<DocumentFacts, 'sha256' | 'mediaType'>): string =>
  `documents/${sha256.slice(0, 2)}/${sha256}.${mediaType === 'application/pdf' ? 'pdf' : 'webp'}`;

/** A name that a file may have on any system: no path, no control character, at most 120 letters, the right ending. */
export function fileNameOf(typed: string, mediaType: DocumentFacts['mediaType']): string {
  const last = typed.split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/\.[^.]{1,5}$/, '')
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .trim()
    .slice(0, 110);
  return `${stem || 'document'}.${mediaType === 'application/pdf' ? 'pdf' : 'webp'}`;
}
