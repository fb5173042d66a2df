import type { ServerResponse } from 'node:http';
import type postgres from 'postgres';
import { isDatabaseDown } from '#app/http/database-down.ts';
import { pendingMigrations } from '#app/platform/database/prepare.server.ts';

const PATIENCE_MS = 2_000;

function plain(res: ServerResponse, status: number, text: string) {
  res
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(`${text}\n`);
}

/** The process answers. */
export function answerHealth(res: ServerResponse) {
  plain(res, 200, 'ok');
}

/** The process can serve: the database answers, its migrations are this version's, and nobody asked it to stop. */
export async function answerReadiness(
  res: ServerResponse,
  sql: postgres.Sql<{ bigint: number }>,
  draining: boolean,
) {
  if (draining) return plain(res, 503, 'draining');
  const late = new Promise<'late'>((resolve) => {
    setTimeout(() => resolve('late'), PATIENCE_MS).unref();
  });
  try {
    const pending = await Promise.race([pendingMigrations(sql), late]);
    if (pending === 'late') return plain(res, 503, 'the database is slow to answer');
    if (pending.length > 0) return plain(res, 503, `migrations missing: ${pending.join(', ')}`);
    return plain(res, 200, 'ready');
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    return plain(res, 503, 'the database does not answer');
  }
}
