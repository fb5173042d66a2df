import { sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/context.ts';

/**
 * What somebody does for an organisation passes to another of its members (null: its first administrator): the sites they
 * lead and, when they leave, their requests, messages and alerts; then nothing of it reaches them. Called under the lock of the
 * organisation's row. How many sites changed hands.
 */
export async function passWorkOn(
  ctx: Ctx,
  {
    organisation,
    from,
    to,
    leaves,
  }: { organisation: number; from: number; to: number | null; leaves: boolean },
): Promise<number> {
  const [row] = await ctx.db.execute<{ sites: number }>(
    sql`select pass_work_on(${organisation}, ${from}, ${to}::bigint, ${leaves}) as sites`,
  );
  return row?.sites ?? 0;
}
