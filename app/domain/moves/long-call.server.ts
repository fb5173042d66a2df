import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/** A whole site may be hundreds of lots: its one call may last as long as an export. */
export const longCall = <T>(ctx: Ctx, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  ctx.db.transaction(async (db) => {
    await db.execute(
      sql`select set_config('statement_timeout', '30s', true), set_config('lock_timeout', '10s', true)`,
    );
    return work({ ...ctx, db });
  });
