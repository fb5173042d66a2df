/** Whether an If-None-Match header names that weak tag (RFC 9110, 13.1.2). */
export const isKnownTag = (given: string | undefined, etag: string): boolean =>
  given?.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag.slice(2)) ??
  false;
