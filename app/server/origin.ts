import type { IncomingMessage } from 'node:http';
import { isLoopback } from '#app/platform/env.server.ts';

/**
 * Scheme and host of this site as the browser knows it: ORIGIN, never a header. On one's own machine the browser may
 * say localhost or 127.0.0.1: there the Host header chooses between names of loopback.
 */
export function originOf(req: IncomingMessage, configured: string): string {
  const { hostname, protocol } = new URL(configured);
  const asked = req.headers.host ?? '';
  if (!isLoopback(hostname) || !URL.canParse(`${protocol}//${asked}`)) return configured;
  const url = new URL(`${protocol}//${asked}`);
  return isLoopback(url.hostname) && url.host === asked.toLowerCase() ? url.origin : configured;
}
