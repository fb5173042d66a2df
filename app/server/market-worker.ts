import { parentPort, workerData } from 'node:worker_threads';
import { loadLots } from '#app/domain/lots/market/load.server.ts';
import { loadText } from '#app/domain/lots/market/load-text.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';

/** Loads the market in a thread that ends with it, so that no request waits for a million rows: first the lots, then their words. */
const { url, offsetMs } = workerData as { url: string; offsetMs: number };

async function withConnection<T>(
  work: (sql: ReturnType<typeof openDatabase>['sql']) => Promise<T>,
): Promise<T> {
  const { sql } = openDatabase(url, {
    max: 1,
    statementTimeout: '0',
    applicationName: 'gisement-market-load',
  });
  try {
    return await work(sql);
  } finally {
    // without waiting: after a COPY the driver may believe that one is still running
    await sql.end({ timeout: 0 });
  }
}

const lots = await withConnection((sql) => loadLots(sql, Date.now() + offsetMs));
parentPort?.postMessage({ lots });
const words = await withConnection((sql) => loadText(sql, lots.data));
parentPort?.postMessage({ words });
