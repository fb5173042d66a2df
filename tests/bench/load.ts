import autocannon from 'autocannon';

export interface Figures {
  /** milliseconds */
  p50: number;
  p95: number;
  p99: number;
  perSecond: number;
  errors: number;
  /** what the first of them were answered */
  wrong?: number[];
}

/** One request: what of it differs from the others. */
export interface Asked {
  method?: 'GET' | 'POST';
  path: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Requests one address for some seconds over a few connections. */
export function load(url: string, seconds: number, connections = 8): Promise<Figures> {
  return fire({ url, seconds, connections });
}

interface Load {
  url: string;
  seconds: number;
  connections: number;
  next?: () => Asked;
  /** the status of an answer that is no error */
  status?: number;
}

/** autocannon knows p97.5, not p95: every latency is kept. */
export function fire({ url, seconds, connections, next, status = 200 }: Load): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = [];
    let answers = 0;
    let errors = 0;
    const wrong: number[] = [];
    const began = performance.now();
    const common = { 'accept-encoding': 'gzip' };
    const instance = autocannon(
      {
        ...{ url, connections, duration: seconds, headers: common },
        ...(next ? { requests: [{ setupRequest: (request) => merged(request, next(), common) }] } : {}),
      },
      (error) => {
        if (error) return reject(error);
        resolve({
          ...percentiles(latencies),
          perSecond: answers / ((performance.now() - began) / 1000),
          errors,
          wrong,
        });
      },
    );
    instance.on('response', (_client, answered, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      answers++;
      if (answered === status) return;
      errors++;
      if (wrong.length < 5) wrong.push(answered);
    });
    instance.on('reqError', () => errors++);
  });
}

const merged = (request: autocannon.Request, asked: Asked, common: Record<string, string>) => ({
  ...request,
  ...asked,
  headers: { ...common, ...asked.headers },
});

/** Of latencies in milliseconds, in any order. */
export function percentiles(latencies: number[]): Pick<Figures, 'p50' | 'p95' | 'p99'> {
  const sorted = latencies.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
