import type { IncomingMessage, ServerResponse } from 'node:http';
import client from 'prom-client';
import type { MarketIndex } from '#app/domain/lots/market-index.ts';
import { isLoopback } from '#app/platform/env.server.ts';
import { clientAddress } from '#app/server/client-address.ts';

export type AnswerKind = 'health' | 'tile' | 'photo' | 'asset' | 'api' | 'page';

export function createMetrics(
  settings: { METRICS: 'loopback' | 'open'; TRUST_PROXY: number },
  market: Pick<MarketIndex, 'ready'> | null,
) {
  const registry = new client.Registry();
  client.collectDefaultMetrics({ register: registry });
  const duration = new client.Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to the end of the answer',
    labelNames: ['method', 'kind', 'status'] as const,
    buckets: [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  });
  new client.Gauge({
    name: 'gisement_market_ready',
    help: '1 when lots and their words are answered from memory, 0 while SQL answers',
    registers: [registry],
    collect() {
      this.set(market?.ready({ text: true }) ? 1 : 0);
    },
  });
  const inFlight = new client.Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests being answered',
    registers: [registry],
  });

  const known = new Map<string, { observe(seconds: number): void }>();
  /** The series of a label is looked up once: that costs more than the rest of a kept tile. */
  function answered(method: string, kind: AnswerKind, status: number, seconds: number): void {
    const key = `${method} ${kind} ${status}`;
    const series = known.get(key) ?? duration.labels({ method, kind, status });
    known.set(key, series);
    series.observe(seconds);
  }

  /** A proxy on this machine also connects from loopback: what it forwards does not count as local. */
  function mayRead(req: IncomingMessage): boolean {
    if (settings.METRICS === 'open') return true;
    const forwarded = req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined;
    const address = clientAddress(req, settings.TRUST_PROXY).replace(/^::ffff:/, '');
    return isLoopback(address) && (settings.TRUST_PROXY > 0 || !forwarded);
  }

  async function answer(req: IncomingMessage, res: ServerResponse) {
    if (!mayRead(req)) {
      res.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
      return;
    }
    const body = await registry.metrics();
    res.writeHead(200, { 'content-type': registry.contentType, 'cache-control': 'no-store' }).end(body);
  }

  return { registry, answered, inFlight, answer };
}
