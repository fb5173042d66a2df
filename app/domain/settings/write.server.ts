import { inArray, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';
import { platformSetting } from '#db/tables/legal.ts';

/**
 * Writes settings in the transaction of `ctx.db`; null takes one away. Whether the reader may do so, and its line in the log
 * of acts, are the caller's.
 */
export async function writeSettings(ctx: Ctx, values: Readonly<Record<string, unknown>>): Promise<void> {
  const entries = Object.entries(values);
  const gone = entries.filter(([, value]) => value === null).map(([name]) => name);
  if (gone.length > 0) await ctx.db.delete(platformSetting).where(inArray(platformSetting.name, gone));
  const setBy = ctx.actor.person?.id ?? null;
  for (const [name, value] of entries) {
    if (value === null) continue;
    await ctx.db
      .insert(platformSetting)
      .values({ name, value, setBy })
      .onConflictDoUpdate({
        target: platformSetting.name,
        set: { value, setBy, setAt: sql`ledger.clock()` },
      });
  }
}
