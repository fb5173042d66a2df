import { sql } from 'drizzle-orm';
import { inCommand } from '#app/domain/command.server.ts';
import type { Ctx } from '#app/domain/context.ts';
import { canManageLot } from '#app/domain/lots/policy.ts';
import { refuse } from '#app/domain/refusal.ts';

/** The holder has mended a lot that the operator refused to show, and asks again. */
export async function askReviewAgain(
  ctx: Ctx,
  publicId: string,
  { key }: { key: string },
): Promise<{ asked: true }> {
  return inCommand(ctx, { name: 'ask-review-again', key, input: { publicId } }, async (tx) => {
    const [lot] = await tx.db.execute<{ id: number; organisationId: number; siteId: number }>(sql`
      select id, organisation_id as "organisationId", site_id as "siteId" from lot where public_id = ${publicId}::uuid`);
    if (!lot || lot.organisationId !== ctx.actor.organisation?.id) return refuse('not-found');
    if (!canManageLot(ctx.actor, lot)) return refuse('forbidden');
    const [done] = await tx.db.execute<{ asked: boolean }>(sql`select ask_review_again(${lot.id}) as asked`);
    if (!done?.asked) return refuse('already-done');
    return { asked: true as const };
  });
}
