import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { ownAlert } from '../own-alert.server.ts';
import { reachOf } from '../reach.server.ts';
import type { AlertInput } from '../schema.ts';
import { settleQuery } from '../settle.server.ts';
import { dueAgain } from './pause-alert.server.ts';

/** Changes the name, the search, the place or the rhythm. What it has sent stays known; what waits is looked at again. */
export async function changeAlert(
  ctx: Ctx,
  publicId: string,
  { key, input }: { key: string; input: AlertInput },
): Promise<{ publicId: string }> {
  return inCommand(ctx, { name: 'change-alert', key, input: { publicId, ...input } }, async (tx) => {
    const { id } = await ownAlert(tx, publicId);
    const { query, filters } = await settleQuery(tx, input);
    const { wants, area } = await reachOf(tx, filters);
    await tx.db.execute(sql`
      update alert set name = ${input.name}, query = ${query}, wants = ${wants}, area = ${area}, rhythm = ${input.rhythm},
             updated_at = ledger.clock() where id = ${id}`);
    await dueAgain(tx, id);
    return { publicId };
  });
}
