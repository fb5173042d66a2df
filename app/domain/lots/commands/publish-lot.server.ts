import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { Refusal } from '#app/domain/refusal.ts';
import { ownLots } from '../own-lots.server.ts';
import { publishTogether } from './publish-lots.server.ts';

/**
 * Offers a draft to everyone: opens its stock in the ledger. Refused while something it needs is missing, or while a rule
 * on what may be offered says no; nothing is left of it then. `waits`: nobody sees it before the operator has looked.
 */
export async function publishLot(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ waits: boolean }> {
  return inCommand(ctx, { name: 'publish-lot', key, input: { publicId } }, async (tx) => {
    const { refused, waiting = 0 } = await publishTogether(tx, { key, lots: await ownLots(tx, [publicId]) });
    const [why] = refused;
    if (why) throw new Refusal(why.code, why.details);
    return { waits: waiting > 0 };
  });
}
