import autocannon from 'autocannon';

export interface Figures {
  /** milliseconds */
  p50: number;
  p95: number;
  perSecond: number;
  errors: number;
}

/** Requests one address for some seconds over a few connections. */
export function load(url: string, seconds: number, connections = 8): Promise<Figures> {
  return fire(url, seconds, connections);
}

/** The same with another path each time. */
export function loadEach(
  origin: string,
  path: () => string,
  seconds: number,
  connections = 8,
): Promise<Figures> {
  return fire(origin, seconds, connections, path);
}

/** autocannon knows p97.5, not p95: every latency is kept. */
function fire(url: string, seconds: number, connections: number, path?: () => string): Promise<Figures> {
  return new Promise((resolve, reject) => {
    const latencies: number[] = [];
    let answers = 0;
    let errors = 0;
    const began = performance.now();
    const instance = autocannon(
      {
        ...{ url, connections, duration: seconds, headers: { 'accept-encoding': 'gzip' } },
        ...(path ? { requests: [{ setupRequest: (request) => ({ ...request, path: path() }) }] } : {}),
      },
      (error) => {
        if (error) return reject(error);
        latencies.sort((a, b) => a - b);
        const at = (share: number) =>
          latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
        resolve({
          p50: at(0.5),
          p95: at(0.95),
          perSecond: answers / ((performance.now() - began) / 1000),
          errors,
        });
      },
    );
    instance.on('response', (_client, status, _bytes, milliseconds) => {
      latencies.push(milliseconds);
      answers++;
      if (status !== 200) errors++;
    });
    instance.on('reqError', () => errors++);
  });
}
