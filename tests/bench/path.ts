import { startTestServer } from '../support/server.ts';
import { demonstrationPlayed } from './demonstration.ts';
import { type Figures, load } from './load.ts';

const ROUNDS = 5;
const SECONDS = 3;

/**
 * Home, list, a lot, a commune, each against an empty page served by the same server in the same run, on the
 * demonstration data. Rounds are interleaved and the best of each is kept: the machine is shared, the ratio is not.
 */
export async function run(): Promise<void> {
  const server = await startTestServer({ DEMO: '1', JOBS: 'inline', LOG_LEVEL: 'error' });
  try {
    await demonstrationPlayed(server.origin);
    const lots = (await (await fetch(`${server.origin}/api/v1/lots?limit=1`)).json()) as {
      features: { id: string }[];
    };
    const pages: Record<string, string> = {
      'empty page': '/blank',
      home: '/',
      'list of lots': '/lots?around=35238&radius_km=50',
      'page of a lot': `/lots/${lots.features[0]?.id}`,
      'page of a commune': '/territories/commune/35238',
    };
    const best: Record<string, Figures> = {};
    for (const path of Object.values(pages)) await load(server.origin + path, 1);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [name, path] of Object.entries(pages)) {
        const figures = await load(server.origin + path, SECONDS);
        if (figures.errors > 0) throw new Error(`${name}: ${figures.errors} requests failed`);
        if (!best[name] || figures.perSecond > best[name].perSecond) best[name] = figures;
      }
    }
    const empty = best['empty page']?.perSecond ?? 1;
    console.log(`| page | p50 ms | p95 ms | requests/s | against the empty page |\n|---|---|---|---|---|`);
    for (const [name, { p50, p95, perSecond }] of Object.entries(best)) {
      console.log(
        `| ${name} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${perSecond.toFixed(0)} | ${(perSecond / empty).toFixed(2)} |`,
      );
    }
  } finally {
    await server.stop();
  }
}
