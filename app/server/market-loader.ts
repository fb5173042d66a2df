import { createWriteStream } from 'node:fs';
import { loadLots } from '#app/domain/lots/market/load.server.ts';
import { loadText } from '#app/domain/lots/market/load-text.server.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { sendFrame } from '#app/server/frames.ts';

// The process that loads the market: no request waits for a million rows, and what the loading took is given back with it.
// First the lots, then their words, through the pipe that is its fifth file.

export interface LoadMarket {
  url: string;
  /** Between the product's time and the machine's. */
  offsetMs: number;
}

async function withConnection<T>(
  url: string,
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

async function load({ url, offsetMs }: LoadMarket): Promise<void> {
  const pipe = createWriteStream('', { fd: 4 });
  const lots = await withConnection(url, (sql) => loadLots(sql, Date.now() + offsetMs));
  await sendFrame(pipe, lots);
  await sendFrame(pipe, await withConnection(url, (sql) => loadText(sql, lots.data)));
  pipe.end(() => process.exit(0));
}

process.once('message', (asked: LoadMarket) => void load(asked));
process.once('disconnect', () => process.exit(0));
