const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}(\.data)?$/i;
const SECRET_AFTER = /^(invitations|confirm|unsubscribe)$/;

/** The path as it may be written down: no query string, no link that opens a door. */
export function loggedPath(url: string): string {
  const path = url.split('?', 1)[0] ?? '/';
  const segments = path.slice(0, 500).split('/');
  return segments
    .map((segment, i) => {
      if (SECRET_AFTER.test(segments[i - 1] ?? '')) return ':token';
      return segment.length >= 24 && !UUID.test(segment) && segments[1] !== 'assets' ? ':long' : segment;
    })
    .join('/');
}
