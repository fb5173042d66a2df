/** Headers of a file somebody sent us: always saved, never shown, never guessed at. */
export function attachment(name: string): Record<string, string> {
  const plain = name
    .normalize('NFD')
    .replace(/[^\w. -]+/g, '')
    .trim();
  return {
    'Content-Disposition': `attachment; filename="${plain || 'file'}"; filename*=UTF-8''${encodeURIComponent(name.replace(/\p{Cs}/gu, '')).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  };
}
