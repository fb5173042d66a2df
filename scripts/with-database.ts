import type { Ctx } from '#app/domain/context.ts';
import { isRefusal } from '#app/domain/refusal.ts';
import { openDatabase } from '#app/platform/database/client.server.ts';
import { now } from '#app/platform/database/clock.server.ts';
import { startDatabase } from '#app/platform/database/start.server.ts';

export const say = (line: string) => process.stdout.write(`${line}\n`);

/** Runs a script's work as the serving role, beside a running app or alone; a failure is one line and exit code 1. */
export async function withDatabase(work: (ctx: Ctx) => Promise<void>): Promise<void> {
  try {
    const database = await startDatabase({ mayJoin: true });
    const { db, close } = openDatabase(database.appUrl, { max: 1 });
    try {
      await work({ db, actor: { person: null, organisation: null, via: 'none' }, now: now(), locale: 'fr' });
    } finally {
      await close();
      await database.stop();
    }
  } catch (error) {
    failed(error);
  }
}

/** A failure is one line and exit code 1. */
export function failed(error: unknown): void {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const said = isRefusal(error)
    ? `refused: ${error.code}`
    : cause instanceof Error
      ? cause.message
      : String(cause);
  process.stderr.write(`${said}\n`);
  process.exitCode = 1;
}
