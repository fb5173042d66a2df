import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';

/**
 * Stops listening and lets every request under way finish, within `limitMs`. Kept-alive connections are closed only
 * after `graceMs`: until then a request already on its way is still answered, with "Connection: close".
 * Resolves true when everything ended by itself.
 */
export function drain(server: Server, { limitMs = 10_000, graceMs = 1_000 } = {}): Promise<boolean> {
  return new Promise((resolve) => {
    const began = performance.now();
    let forced = false;
    const closing = setInterval(() => {
      const waited = performance.now() - began;
      if (waited >= graceMs) server.closeIdleConnections();
      if (waited >= limitMs) {
        forced = true;
        server.closeAllConnections();
      }
    }, 100);
    // http.Server.close() would cut idle connections at once
    NetServer.prototype.close.call(server, () => {
      clearInterval(closing);
      resolve(!forced);
    });
  });
}
