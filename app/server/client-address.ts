import type { IncomingMessage } from 'node:http';

/** The address `hops` trusted proxies away. Without a trusted proxy, whatever X-Forwarded-For says is ignored. */
export function clientAddress(req: IncomingMessage, hops: number): string {
  const peer = req.socket.remoteAddress ?? '';
  if (hops === 0) return peer;
  const given = String(req.headers['x-forwarded-for'] ?? '');
  const told = given
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  return told.at(-hops) ?? peer;
}
