/**
 * The one page that another site may show in a frame: the market, when its address says `embed=1`. It is read without
 * any cookie, so that nobody can be made to press something there as themselves, and it leads out of the frame.
 */
export function mayBeFramed(path: string, query: string): boolean {
  if (path !== '/lots' && path !== '/lots.data') return false;
  return new URLSearchParams(query).get('embed') === '1';
}
